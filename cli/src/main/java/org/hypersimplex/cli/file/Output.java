package org.hypersimplex.cli.file;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;

/** Where results go: standard output, or a file that appears only once it is complete. */
public final class Output {
    /** What stands for standard output, or input, in place of a file's name. */
    public static final String STANDARD = "-";

    /** Writes the results. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes everything.
         *
         * @param out where to; the caller closes it
         * @throws IOException if it can't be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private Output() {}

    /**
     * Writes results.
     *
     * @param file the file to write or replace, or {@code -} for standard output
     * @param body writes them
     * @throws UserException if the file can't be written; nothing is left behind then
     */
    public static void to(String file, Body body) {
        if (file.equals(STANDARD)) {
            toStandardOutput(body);
        } else {
            toFile(file, body);
        }
    }

    private static void toStandardOutput(Body body) {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            body.writeTo(out);
        } catch (IOException e) {
            // A reader such as head that stops reading is no error.
            if (!String.valueOf(e.getMessage()).startsWith("Broken pipe")) {
                throw UserException.in("standard output", String.valueOf(e.getMessage()));
            }
        }
    }

    private static void toFile(String file, Body body) {
        try {
            Path target = Path.of(file);
            if (Files.isDirectory(target)) {
                throw UserException.in(file, "is a directory");
            }
            if (Files.exists(target)) {
                target = target.toRealPath();
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A pipe or device is written to, never replaced.
                try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                    body.writeTo(out);
                }
            } else {
                replace(target, body);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw UserException.in(file, "its directory does not exist");
        } catch (InvalidPathException e) {
            throw UserException.in(file, "not a file's name");
        } catch (IOException e) {
            throw UserException.in(file, FileFailure.reason(e));
        }
    }

    private static void replace(Path target, Body body) throws IOException {
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
        Path temporary = target.resolveSibling(name);
        // In case the user interrupts the program; has no effect once the file has been moved.
        temporary.toFile().deleteOnExit();
        try {
            try (OutputStream out =
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                body.writeTo(out);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
