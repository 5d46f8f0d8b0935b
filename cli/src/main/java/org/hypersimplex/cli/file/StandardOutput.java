package org.hypersimplex.cli.file;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Standard output as bytes. It remembers that it could not be written, as text writers such as {@link java.io.PrintWriter}
 * pass over that in silence. Closing it does nothing: the descriptor belongs to the process, and the next file that is opened
 * would take its place.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    /** Standard output, which may be open in other places too. */
    public StandardOutput() {}

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() {
        // Not ours.
    }

    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Requires that all could be written. A reader such as head that has seen enough is no error.
     *
     * @throws UserException if something could not
     */
    public void requireWritten() {
        if (failure != null && !String.valueOf(failure.getMessage()).startsWith("Broken pipe")) {
            throw UserException.in("standard output", FileFailure.reason(failure));
        }
    }
}
