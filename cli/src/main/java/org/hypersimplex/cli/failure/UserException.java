package org.hypersimplex.cli.failure;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the user can mend: bad input or options. The message is complete, one line without the program's name. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Controls, and what Unicode ends lines and paragraphs with: names and words from files may have them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    /**
     * An error about the options, or about anything that has no place in a file.
     *
     * @param message what is wrong; a question mark takes the place of a character that would end the line
     */
    public UserException(String message) {
        super(UNSEEN.matcher(message).replaceAll("?"));
    }

    /**
     * Makes something of what the user gave; if it is refused, the refusal is the user's error.
     *
     * @param <T> what is made
     * @param attempt makes it, or throws an {@link IllegalArgumentException} whose message tells the user enough
     * @return what was made
     */
    public static <T> T unlessRefused(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * An error about a whole file.
     *
     * @param file the file as the user named it, or the entry of an archive
     * @param message what is wrong with it
     * @return the exception to throw
     */
    public static UserException in(Object file, String message) {
        return new UserException(file + ": " + message);
    }

    /**
     * An error about one line of a file.
     *
     * @param file the file as the user named it
     * @param line the line, from 1
     * @param message what is wrong there
     * @return the exception to throw
     */
    public static UserException at(Object file, long line, String message) {
        return new UserException(file + ":" + line + ": " + message);
    }

    /**
     * An error about one place of a file.
     *
     * @param file the file as the user named it
     * @param line the line, from 1
     * @param column the character of the line, from 1
     * @param message what is wrong there
     * @return the exception to throw
     */
    public static UserException at(Object file, long line, long column, String message) {
        return new UserException(file + ":" + line + ":" + column + ": " + message);
    }
}
