package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;

/** A file with a line of JSON for every run that ended. */
public final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<RunResult> results;

    private Records(Path file, List<RunResult> results) {
        this.file = file;
        this.results = results;
    }

    /**
     * Opens a file. Half a line at its end, left by a program that was stopped while it wrote, is taken away.
     *
     * @param file may be missing
     * @return its runs
     * @throws UserException if a line is no record of a run
     * @throws IOException if it can't be read
     */
    static Records open(Path file) throws IOException {
        if (Files.exists(file)) {
            String text = Files.readString(file);
            int whole = text.lastIndexOf('\n') + 1;
            if (whole < text.length()) {
                Files.writeString(file, text.substring(0, whole));
            }
        }
        return new Records(file, Files.exists(file) ? read(file) : new ArrayList<>());
    }

    /**
     * Reads a file.
     *
     * @param file with a run on each line
     * @return the runs in their order
     * @throws UserException if a line is no record of a run
     * @throws IOException if it can't be read
     */
    public static List<RunResult> read(Path file) throws IOException {
        List<RunResult> results = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            try {
                results.add(JSON.readValue(line, RunResult.class));
            } catch (JsonProcessingException e) {
                throw UserException.in(
                        file + ":" + (results.size() + 1), "not the record of a run: " + e.getOriginalMessage());
            }
        }
        return results;
    }

    synchronized List<RunResult> all() {
        return List.copyOf(results);
    }

    synchronized void append(RunResult result) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        results.add(result);
    }
}
