package org.hypersimplex.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.Output;

/**
 * The part of a Markdown file that a program writes: what stands between {@code <!-- NAME:begin -->} and
 * {@code <!-- NAME:end -->}.
 */
public final class MarkedSection {
    private final Path file;
    private final String begin;
    private final String end;

    /**
     * A part of a file.
     *
     * @param file the Markdown file
     * @param name of the part
     */
    public MarkedSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + ":begin -->";
        this.end = "<!-- " + name + ":end -->";
    }

    /**
     * The file's text with another section.
     *
     * @param drawn what to put in the section's place
     * @return the whole text
     * @throws IOException if the file can't be read
     * @throws UserException if it has no such section
     */
    public String with(String drawn) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw UserException.in(file, "has no section from " + begin + " to " + end);
        }
        return text.substring(0, from + begin.length()) + "\n" + drawn + text.substring(to);
    }

    /**
     * Writes the section into the file.
     *
     * @param drawn what to put in its place
     * @throws IOException if the file can't be read
     * @throws UserException if it has no such section
     */
    public void draw(String drawn) throws IOException {
        Output.text(file, with(drawn));
    }
}
