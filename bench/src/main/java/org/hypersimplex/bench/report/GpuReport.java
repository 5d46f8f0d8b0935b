package org.hypersimplex.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hypersimplex.bench.data.DataException;

/** {@code reports/gpu.md}: a section per device that {@code bench --group gpu} was run on. */
final class GpuReport {
    private static final String FOLDER = "gpu";

    private final Path reports;

    GpuReport(Path reports) {
        this.reports = reports;
    }

    private List<Path> runs() throws IOException {
        Path folder = reports.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Writes the report and its charts. */
    void write() throws IOException {
        for (Path run : runs()) {
            JsonNode file = read(run);
            if (isGpu(file)) {
                new GpuTimes(file).chart().writeSvg(reports.resolve(chart(run)));
            }
        }
        Files.writeString(reports.resolve("gpu.md"), markdown());
    }

    /** The report's text. */
    String markdown() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (Path run : runs()) {
            files.add(read(run));
        }
        StringBuilder text = new StringBuilder("""
                # The kernels on a GPU

                Drawn by `hypersimplex report` from the JSON files in `gpu/`, each written by one run of
                `hypersimplex bench --group gpu --json`.
                """);
        if (files.stream().noneMatch(GpuReport::isGpu)) {
            text.append("""

                    **A GPU's figures are still to come**: none was at hand. On a machine that has one, this makes them:

                    ```
                    export TORNADOVM_HOME=/path/to/tornadovm
                    ./hypersimplex bench --group gpu --json reports/gpu/NAME.json && ./hypersimplex report
                    ```
                    """);
        }
        for (int i = 0; i < files.size(); i++) {
            section(files.get(i), runs().get(i), text);
        }
        return text.toString();
    }

    private static boolean isGpu(JsonNode file) {
        return file.path("device").path("isGpu").asBoolean();
    }

    private static void section(JsonNode file, Path run, StringBuilder text) {
        JsonNode on = file.path("surroundings");
        text.append("\n## ").append(name(run)).append("\n\n`");
        text.append(on.path("command").asText()).append("` on ");
        text.append(file.path("device").path("description").asText()).append("; host: ");
        text.append(on.path("cores").asText()).append(" cores of ");
        text.append(on.path("cpu").asText()).append(", Java ");
        text.append(on.path("java").asText()).append(".\n\n");
        accuracy(file.path("device").path("accuracy"), text);
        if (isGpu(file)) {
            text.append('\n').append(new GpuTimes(file).markdown());
            text.append("\n![times](").append(chart(run)).append(")\n");
        } else {
            text.append(
                            "\nThis device is a CPU. It shows that the kernels compute what they should; of their speed on a ")
                    .append("GPU it says nothing, and no time is printed.\n");
        }
    }

    private static void accuracy(JsonNode rows, StringBuilder text) {
        text.append("""
                Largest errors in float against sort + PAV in double, over k = n/2, n/10, 1 and n/3 + 1/4, and τ = 1.5, 0.1
                and 0.001. The error of Σx is in parts of k (as it is where k < 1).

                | scores | n | columns | problems | error of x | error of Σx |
                |---|--:|--:|--:|--:|--:|
                """);
        for (JsonNode row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.1e | %.1e |%n",
                    row.path("scores").asText().toLowerCase(Locale.ROOT),
                    row.path("n").asInt(),
                    row.path("columns").asInt(),
                    row.path("problems").asInt(),
                    row.path("largest").asDouble(),
                    row.path("sum").asDouble()));
        }
    }

    private static String name(Path run) {
        String file = String.valueOf(run.getFileName());
        return file.substring(0, file.length() - ".json".length());
    }

    private static String chart(Path run) {
        return FOLDER + "/" + name(run) + ".svg";
    }

    private static JsonNode read(Path run) throws IOException {
        try {
            return new ObjectMapper().readTree(run.toFile());
        } catch (JsonProcessingException e) {
            throw new DataException(run.toString(), "not what bench writes: " + e.getOriginalMessage());
        }
    }
}
