package org.hypersimplex.cli.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

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

    /**
     * Writes text.
     *
     * @param file the file to write or replace
     * @param text all of it
     * @throws UserException if the file can't be written; nothing is left behind then
     */
    public static void text(Path file, String text) {
        to(file.toString(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void toStandardOutput(Body body) {
        StandardOutput out = new StandardOutput();
        try {
            body.writeTo(out);
        } catch (IOException e) {
            // Said by the stream itself, unless a reader such as head has seen enough, or another file failed.
            if (!out.hasFailed()) {
                throw UserException.in("standard output", FileFailure.reason(e));
            }
        }
        out.requireWritten();
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
                try (OutputStream out =
                        new NamedOutput(file, Files.newOutputStream(target, StandardOpenOption.WRITE))) {
                    body.writeTo(out);
                }
            } else {
                replace(file, target, body);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw UserException.in(file, "its directory does not exist");
        } catch (InvalidPathException e) {
            throw UserException.in(file, "not a file's name");
        } catch (IOException e) {
            throw UserException.in(file, FileFailure.reason(e));
        }
    }

    private static void replace(String file, Path target, Body body) throws IOException {
        // A name of its own and not the target's with something added, which the file system may find too long.
        Path temporary = target.resolveSibling(".hypersimplex-" + UUID.randomUUID() + ".tmp");
        Set<PosixFilePermission> permissions = permissions(target);
        // Also when the user interrupts the program; without effect once the file has been moved.
        temporary.toFile().deleteOnExit();
        try {
            // What the old file kept from others is never open to them, not even while it is written.
            FileAttribute<?>[] attributes = permissions == null
                    ? new FileAttribute<?>[0]
                    : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (OutputStream out = new NamedOutput(
                    file, Channels.newOutputStream(Files.newByteChannel(temporary, options, attributes)))) {
                body.writeTo(out);
            }
            if (permissions != null) {
                // Those that the umask has taken away.
                Files.setPosixFilePermissions(temporary, permissions);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Who may do what with the file that is to be replaced; null where there is none, or the system has no such thing. */
    private static @Nullable Set<PosixFilePermission> permissions(Path target) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        return view == null || !Files.exists(target)
                ? null
                : view.readAttributes().permissions();
    }
}
