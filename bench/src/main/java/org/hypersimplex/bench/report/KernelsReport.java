package org.hypersimplex.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.bench.speed.SpeedTable;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.report.Measured;
import org.hypersimplex.cli.spi.Report;

/** {@code reports/kernels.md}: a section per machine that {@code bench} was run on. */
public final class KernelsReport implements Report {
    private static final String FOLDER = "kernels";

    @Override
    public String name() {
        return "kernels";
    }

    private static List<Path> runs(Path reports) throws IOException {
        Path folder = reports.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Writes the report and its charts; nothing if there is no run. */
    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        if (runs(reports).isEmpty()) {
            return;
        }
        for (Path run : runs(reports)) {
            new KernelCharts(read(run)).write(reports.resolve(FOLDER), name(run));
        }
        Files.writeString(reports.resolve("kernels.md"), markdown(reports));
    }

    /** The report's text, from the runs in {@code kernels/}. */
    static String markdown(Path reports) throws IOException {
        StringBuilder text = new StringBuilder("""
                # The kernels on the CPU

                Drawn by `hypersimplex report` from the JSON files in `kernels/`, each written by one run of
                `hypersimplex bench --json`. Ratios are between results of one run. The targets were set for one thread of a
                machine with vectors of 512 bits; each section says which it was measured on. What was tried, and what it
                gained: [kernels-notes.md](kernels-notes.md).
                """);
        for (Path run : runs(reports)) {
            section(read(run), name(run), text);
        }
        return text.toString();
    }

    private static void section(JsonNode file, String name, StringBuilder text) {
        List<Measured> results = Measured.all(file);
        JsonNode on = file.path("surroundings");
        text.append("\n## ").append(name).append("\n\n");
        text.append("`").append(on.path("command").asText()).append("` on ");
        text.append(on.path("cores").asText())
                .append(" cores of ")
                .append(on.path("cpu").asText());
        text.append(", Java ").append(on.path("java").asText()).append(", flags `");
        on.path("flags").forEach(flag -> text.append(flag.asText()).append(' '));
        text.append("`; ").append(on.path("engine").asText()).append(".\n\n");
        text.append("| work | target | measured | | |\n|---|---|---|---|---|\n");
        Target.all(results).forEach(target -> text.append(target.markdown()));
        for (String chart : List.of("time", "copies", "iterations", "errors")) {
            text.append("\n![").append(chart).append("](").append(FOLDER).append('/');
            text.append(name).append('-').append(chart).append(".svg)\n");
        }
        text.append("\nEverything that was measured:\n\n```\n");
        text.append(new SpeedTable(results).lines().stream().collect(Collectors.joining("\n")));
        text.append("\n```\n");
    }

    private static String name(Path run) {
        String file = String.valueOf(run.getFileName());
        return file.substring(0, file.length() - ".json".length());
    }

    private static JsonNode read(Path run) throws IOException {
        try {
            return new ObjectMapper().readTree(run.toFile());
        } catch (JsonProcessingException e) {
            throw UserException.in(run.toString(), "not what bench writes: " + e.getOriginalMessage());
        }
    }
}
