package org.hypersimplex.cli.file;

import java.io.IOException;
import java.io.OutputStream;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;

/** A file that is written to: what fails names it, whoever writes and whatever else is open. */
final class NamedOutput extends OutputStream {
    private final String file;
    private final OutputStream out;

    NamedOutput(String file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    private interface Step {
        void take() throws IOException;
    }

    @Override
    public void write(int b) {
        named(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        named(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() {
        named(out::flush);
    }

    @Override
    public void close() {
        named(out::close);
    }

    private void named(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            throw UserException.in(file, FileFailure.reason(e));
        }
    }
}
