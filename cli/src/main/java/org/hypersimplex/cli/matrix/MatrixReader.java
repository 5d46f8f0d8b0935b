package org.hypersimplex.cli.matrix;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.problem.Precision;
import org.jspecify.annotations.Nullable;

/** Reads a matrix from a file or standard input, text or {@code .npy}; the first bytes decide which of them. */
public final class MatrixReader {
    private MatrixReader() {}

    /**
     * Reads one matrix.
     *
     * @param file the file, or {@code -} for standard input
     * @param precision what to read the numbers as; null takes what a {@code .npy} file has, and double for text
     * @return the matrix
     * @throws UserException if the file can't be read or isn't a matrix of numbers; names the place
     */
    public static Matrix read(String file, @Nullable Precision precision) {
        try {
            if (file.equals(Output.STANDARD)) {
                // Left open: the descriptor belongs to the process, and the next file that is opened would take its
                // place.
                return read(file, System.in, precision);
            }
            try (InputStream in = Files.newInputStream(path(file))) {
                return read(file, in, precision);
            }
        } catch (IOException e) {
            throw UserException.in(file, FileFailure.reason(e));
        }
    }

    static Matrix read(String file, InputStream in, @Nullable Precision precision) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(Npy.magicLength());
        boolean npy = Npy.isMagic(buffered.readNBytes(Npy.magicLength()));
        buffered.reset();
        if (!npy && Npy.isName(file)) {
            throw UserException.in(file, "is not a .npy file, does not start as one");
        }
        return npy
                ? new NpyReader(file, buffered, precision).read()
                : new TextReader(file, buffered, precision == null ? Precision.DOUBLE : precision).read();
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw UserException.in(file, "not a file's name");
        }
    }
}
