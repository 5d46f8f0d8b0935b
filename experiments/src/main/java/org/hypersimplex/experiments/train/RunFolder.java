package org.hypersimplex.experiments.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypersimplex.cli.failure.UserException;

/**
 * The folder that runs write to: {@code runs.jsonl} with a line per finished run, a model per loss, and the chart. Files
 * appear in it whole or not at all.
 */
public final class RunFolder {
    /** Name of the file with a line per run. */
    public static final String RECORDS = "runs.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * A folder, made if it is missing.
     *
     * @param folder where it is
     * @throws IOException if it can't be made
     */
    public RunFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Saves a model, with what its optimiser knows, so that training can go on. */
    void saveModel(MultiLayerNetwork network, String name) throws IOException {
        write(name, file -> ModelSerializer.writeModel(network, file.toFile(), true));
    }

    void saveChart(AccuracyChart chart, String name) throws IOException {
        write(name, chart::writeSvg);
    }

    void append(RunRecord run) throws IOException {
        Files.writeString(
                folder.resolve(RECORDS),
                JSON.writeValueAsString(run) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * Reads the lines of a file of runs.
     *
     * @param file such as {@code runs.jsonl}
     * @return the runs in their order
     * @throws IOException if the file can't be read
     * @throws UserException if a line is no such record
     */
    public static List<RunRecord> read(Path file) throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            try {
                runs.add(JSON.readValue(lines.get(i), RunRecord.class));
            } catch (IOException e) {
                throw UserException.in(file + ":" + (i + 1), "not the record of a run: " + e.getMessage());
            }
        }
        return runs;
    }

    private void write(String name, Writer writer) throws IOException {
        Path part = Files.createTempFile(folder, name, ".part");
        try {
            writer.write(part);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }
}
