package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.bench.data.DataException;

/** The part of a Markdown file between {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}, drawn by a program. */
final class MarkedSection {
    private final Path file;
    private final String begin;
    private final String end;

    MarkedSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + ":begin -->";
        this.end = "<!-- " + name + ":end -->";
    }

    /** The file's text with this in the section's place. */
    String with(String drawn) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new DataException(file, "has no section from " + begin + " to " + end);
        }
        return text.substring(0, from + begin.length()) + "\n" + drawn + text.substring(to);
    }

    void draw(String drawn) throws IOException {
        Files.writeString(file, with(drawn));
    }
}
