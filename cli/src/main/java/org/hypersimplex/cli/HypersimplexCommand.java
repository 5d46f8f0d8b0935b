package org.hypersimplex.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.hypersimplex.cli.failure.Failures;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.StandardOutput;
import org.hypersimplex.cli.machine.OneDnn;
import org.hypersimplex.cli.machine.Version;
import org.hypersimplex.cli.option.KPolicyConverter;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program {@code hypersimplex}: picks the subcommand and turns whatever goes wrong into one line and a status. */
@Command(
        name = "hypersimplex",
        header = "Differentiable top-k by projection onto the hypersimplex, and the zero-one loss on top of it.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer =
                "%nhypersimplex COMMAND --help tells more. Exit status: 0, or 2 for bad input, or 1 for anything else.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        scope = ScopeType.INHERIT)
public final class HypersimplexCommand {
    private HypersimplexCommand() {}

    /**
     * Runs the program and exits.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        OneDnn.allow();
        Failures failures = new Failures(System.err);
        int status;
        try {
            StandardOutput out = new StandardOutput();
            status = commandLine(failures)
                    .setOut(new PrintWriter(out, true, System.out.charset()))
                    .execute(args);
            if (status == 0) {
                out.requireWritten();
            }
        } catch (UserException | OutOfMemoryError | NoClassDefFoundError e) {
            status = failures.report(e);
        }
        System.exit(status);
    }

    private static CommandLine commandLine(Failures failures) {
        CommandLine program = new CommandLine(new HypersimplexCommand());
        ServiceLoader.load(Subcommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(Subcommand::place))
                .forEach(command -> program.addSubcommand(subcommand(command)));
        return program.registerConverter(Precision.class, new Words<>(Precision.class))
                .registerConverter(Reduction.class, new Words<>(Reduction.class))
                .registerConverter(KPolicy.class, new KPolicyConverter())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static CommandLine subcommand(Subcommand command) {
        CommandLine line = new CommandLine(command);
        command.words().forEach(words -> register(line, words));
        return line;
    }

    private static <E extends Enum<E>> void register(CommandLine line, Words<E> words) {
        line.registerConverter(words.type(), words);
    }
}
