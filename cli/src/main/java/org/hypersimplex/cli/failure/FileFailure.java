package org.hypersimplex.cli.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words: the JDK gives some failures no other message than the file's name. */
public final class FileFailure {
    private FileFailure() {}

    /**
     * What went wrong.
     *
     * @param failure when a file was opened, read or written
     * @return the reason, without the file's name
     */
    public static String reason(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return switch (failure) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException other -> "is in the way";
            case FileSystemException other -> other.toString();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
