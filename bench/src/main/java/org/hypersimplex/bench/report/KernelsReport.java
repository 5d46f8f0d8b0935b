package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hypersimplex.bench.speed.SpeedTable;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.cli.report.Measured;
import org.hypersimplex.cli.report.ResultFiles;
import org.hypersimplex.cli.spi.Report;

/** {@code reports/kernels.md}: a section per machine that {@code bench} was run on. */
public final class KernelsReport implements Report {
    private static final String FOLDER = "kernels";

    @Override
    public String name() {
        return "kernels";
    }

    private static ResultFiles runs(Path reports) {
        return new ResultFiles(reports.resolve(FOLDER), ".json");
    }

    /** Writes the report and its charts; nothing if there is no run. */
    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        ResultFiles runs = runs(reports);
        if (runs.all().isEmpty()) {
            return;
        }
        for (Path run : runs.all()) {
            new KernelCharts(read(run)).write(reports.resolve(FOLDER), runs.name(run));
        }
        Output.text(reports.resolve("kernels.md"), markdown(reports));
    }

    /** The report's text, from the runs in {@code kernels/}. */
    static String markdown(Path reports) throws IOException {
        StringBuilder text = new StringBuilder("""
            # The kernels on the CPU

            Drawn by `hypersimplex report` from the JSON files in `kernels/`, each written by one run of
            `hypersimplex bench --json`. Ratios are between results of one run. The targets were set for one thread of a
            machine with vectors of 512 bits; each section says which it was measured on. What was tried, and what it
            gained: [kernels-notes.md](../docs/kernels-notes.md).
            """);
        ResultFiles runs = runs(reports);
        for (Path run : runs.all()) {
            section(read(run), runs.name(run), text);
        }
        return text.toString();
    }

    private static void section(JsonNode file, String name, StringBuilder text) {
        List<Measured> results = Measured.all(file);
        Surroundings on = Measured.surroundings(file);
        text.append("\n## ").append(name).append("\n\n");
        text.append("`")
                .append(Measured.command(file))
                .append("` on ")
                .append(on.inWords())
                .append(", flags `");
        Objects.requireNonNullElse(on.flags(), List.<String>of())
                .forEach(flag -> text.append(flag).append(' '));
        text.append("`; ").append(on.engine()).append(".\n\n");
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

    private static JsonNode read(Path run) throws IOException {
        return ResultFiles.json(run, "bench");
    }
}
