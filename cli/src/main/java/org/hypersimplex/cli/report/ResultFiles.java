package org.hypersimplex.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.cli.failure.JsonFailure;
import org.hypersimplex.cli.failure.UserException;

/**
 * The files of results that a report is drawn from.
 *
 * @param folder that has them; may be missing
 * @param ending of their names, such as ".json"
 */
public record ResultFiles(Path folder, String ending) {
    /**
     * All files.
     *
     * @return sorted by name; none if there is no such folder
     * @throws IOException if the folder can't be read
     */
    public List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /**
     * A file's name without its ending.
     *
     * @param file one of these
     * @return what it is called in the report
     */
    public String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ending.length());
    }

    /**
     * Reads a file as JSON.
     *
     * @param file one of these
     * @param writer the command that wrote it
     * @return its content
     * @throws UserException if it is no JSON
     * @throws IOException if it can't be read
     */
    public static JsonNode json(Path file, String writer) throws IOException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw UserException.at(
                    file, JsonFailure.line(e), "not what " + writer + " writes: " + JsonFailure.reason(e));
        }
    }
}
