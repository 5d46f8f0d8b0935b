package org.hypersimplex.experiments.store;

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

/**
 * A file with a record on each line, as JSON. Records are only ever added, each as soon as it is complete, so that a
 * program that was stopped can go on where it was. Thread-safe, as long as no other program writes to the file.
 *
 * @param <T> the type of the records, which Jackson can write and read
 */
public final class JsonLines<T> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Class<T> type;
    private final String subject;

    /**
     * A file of records. Nothing is read or written yet.
     *
     * @param file may be missing
     * @param type of the records
     * @param subject what a record is about, such as "a run", for error messages
     */
    public JsonLines(Path file, Class<T> type, String subject) {
        this.file = file;
        this.type = type;
        this.subject = subject;
    }

    /**
     * Reads the file.
     *
     * @return the records in their order
     * @throws UserException if a line is no such record; names the line
     * @throws IOException if the file is missing or can't be read
     */
    public synchronized List<T> read() throws IOException {
        List<T> records = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            try {
                records.add(JSON.readValue(lines.get(i), type));
            } catch (JsonProcessingException e) {
                throw UserException.at(file, i + 1L, "not the record of " + subject + ": " + e.getOriginalMessage());
            }
        }
        return records;
    }

    /**
     * Reads what was recorded before, to go on from there. Half a line at the end, left by a program that was stopped
     * while it wrote, is removed from the file.
     *
     * @return the records in their order; none if the file is missing
     * @throws UserException if a line is no such record; names the line
     * @throws IOException if the file can't be read or written
     */
    public synchronized List<T> resume() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
        return read();
    }

    /**
     * Adds a record.
     *
     * @param record what to add
     * @throws IOException if the file can't be written
     */
    public synchronized void append(T record) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(record) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
