package org.hypersimplex.cli.failure;

import java.io.PrintStream;
import java.nio.file.FileSystemException;
import org.hypersimplex.problem.InputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever goes wrong into one line on standard error and an exit status. */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int INTERNAL = 1;
    private static final int BAD_INPUT = 2;

    /** Set to any value, it adds the stack trace. */
    private static final String TRACE = "HYPERSIMPLEX_TRACE";

    private final PrintStream err;

    /**
     * Failures of one run of the program.
     *
     * @param err where to tell them
     */
    public Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return fail(BAD_INPUT, e.getMessage() + "; see '" + command + " --help'", e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return report(e);
    }

    /**
     * Reports what a command threw.
     *
     * @param failure anything
     * @return the exit status
     */
    public int report(Throwable failure) {
        if (failure instanceof UserException
                || failure instanceof UnsupportedOperationException
                || failure instanceof InputException) {
            return fail(BAD_INPUT, String.valueOf(failure.getMessage()), failure);
        }
        if (failure instanceof FileSystemException file) {
            return fail(BAD_INPUT, file.getFile() + ": " + FileFailure.reason(file), failure);
        }
        if (failure instanceof OutOfMemoryError) {
            return fail(INTERNAL, "out of memory; allow more with HYPERSIMPLEX_OPTS=-Xmx8g, for example", failure);
        }
        if (failure instanceof NoClassDefFoundError) {
            return fail(
                    BAD_INPUT, "this copy of the program is without the library of " + failure.getMessage(), failure);
        }
        String hint = System.getenv(TRACE) == null ? " (" + TRACE + "=1 shows the stack trace)" : "";
        return fail(INTERNAL, "internal error: " + failure + hint, failure);
    }

    private int fail(int status, String message, Throwable failure) {
        err.println("hypersimplex: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        if (System.getenv(TRACE) != null) {
            failure.printStackTrace(err);
        }
        return status;
    }
}
