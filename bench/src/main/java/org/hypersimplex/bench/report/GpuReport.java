package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypersimplex.bench.speed.DeviceAccuracy;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.report.Measured;
import org.hypersimplex.cli.report.ResultFiles;
import org.hypersimplex.cli.spi.Report;

/** {@code reports/gpu.md}: a section per device that {@code bench --group gpu} was run on. */
public final class GpuReport implements Report {
    private static final String FOLDER = "gpu";
    /** What {@code bench --group gpu-code} adds to a run. */
    private static final String CODE = "code";

    @Override
    public String name() {
        return "gpu";
    }

    private static ResultFiles runs(Path reports) {
        return new ResultFiles(reports.resolve(FOLDER), ".json");
    }

    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        ResultFiles runs = runs(reports);
        for (Path run : runs.all()) {
            JsonNode file = read(run);
            if (isGpu(file)) {
                new GpuTimes(file).chart().writeSvg(reports.resolve(chart(runs.name(run))));
            }
        }
        Output.text(reports.resolve("gpu.md"), markdown(reports));
    }

    /** The report's text, from the runs in {@code gpu/}. */
    static String markdown(Path reports) throws IOException {
        ResultFiles runs = runs(reports);
        Map<String, JsonNode> files = new LinkedHashMap<>();
        for (Path run : runs.all()) {
            files.put(runs.name(run), read(run));
        }
        StringBuilder text = new StringBuilder("""
                # The kernels on a GPU

                Drawn by `hypersimplex report` from the JSON files in `gpu/`, each written by one run of
                `hypersimplex bench --group gpu --json`, or `--group gpu-code` where there is none.
                """);
        if (files.values().stream().noneMatch(GpuReport::isGpu)) {
            text.append("""

                    **A GPU's figures are still to come**: none was at hand. On a machine that has one, this makes them:

                    ```
                    export TORNADOVM_HOME=/path/to/tornadovm
                    ./hypersimplex bench --group gpu --json reports/gpu/NAME.json && ./hypersimplex report
                    ```
                    """);
        }
        files.forEach((name, file) -> section(file, name, text));
        return text.toString();
    }

    private static boolean isGpu(JsonNode file) {
        return file.path("device").path("isGpu").asBoolean();
    }

    private static void section(JsonNode file, String name, StringBuilder text) {
        text.append("\n## ").append(name).append("\n\n`");
        text.append(Measured.command(file)).append('`');
        if (file.has(CODE)) {
            text.append("; host: ")
                    .append(Measured.surroundings(file).inWords())
                    .append(".\n");
            note(file, text.append('\n'));
            text.append(GpuCode.markdown(file.path(CODE)));
            return;
        }
        text.append(" on ");
        text.append(file.path("device").path("description").asText()).append("; host: ");
        text.append(Measured.surroundings(file).inWords()).append(".\n\n");
        note(file, text);
        accuracy(file.path("device").path("accuracy"), text);
        if (isGpu(file)) {
            text.append('\n').append(new GpuTimes(file).markdown());
            text.append(GpuPeers.markdown(file));
            text.append("\n![times](").append(chart(name)).append(")\n");
        } else {
            text.append("\nThis device is a CPU. It shows that the kernels compute what they should; of their speed ")
                    .append("on a GPU it says nothing, and no time is printed.\n");
        }
    }

    private static void note(JsonNode file, StringBuilder text) {
        if (file.has("note")) {
            text.append(file.path("note").asText()).append("\n\n");
        }
    }

    private static void accuracy(JsonNode rows, StringBuilder text) {
        text.append(verdict(rows));
        text.append("""

            Largest errors in float against sort + PAV in double, over k = n/2, n/10, 1 and n/3 + 1/4, and τ = 1.5, 0.1
            and 0.001, of the problems that are checked. The error of Σx is in parts of k (as it is where
            k < 1).

            | scores | n | columns | problems | checked | error of x | error of Σx |
            |---|--:|--:|--:|--:|--:|--:|
            """);
        for (JsonNode row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %s | %s |%n",
                    scores(row),
                    row.path("n").asInt(),
                    row.path("columns").asInt(),
                    row.path("problems").asInt(),
                    row.path("promised").asInt(),
                    error(row, "largest"),
                    error(row, "sum")));
        }
    }

    /** Whether the accuracy contract holds in all rows, in words. */
    private static String verdict(JsonNode rows) {
        int problems = 0;
        int promised = 0;
        double largest = 0;
        double sum = 0;
        List<String> failures = new ArrayList<>();
        for (JsonNode row : rows) {
            problems += row.path("problems").asInt();
            promised += row.path("promised").asInt();
            double error = row.path("largest").asDouble();
            double off = row.path("sum").asDouble();
            largest = Math.max(largest, error);
            sum = Math.max(sum, off);
            if (!(error <= DeviceAccuracy.X_ERROR && off <= DeviceAccuracy.SUM_ERROR)) {
                failures.add(scores(row) + " scores, n = " + row.path("n").asInt() + ", columns = "
                        + row.path("columns").asInt());
            }
        }
        return String.format(
                Locale.ROOT,
                """
        %s. The contract promises x within %.0e and Σx within %.0e · max(1, k). It is checked where
        (max y − min y)/τ ≤ %.0e, since sort + PAV in double is exact enough there: for %,d of the %,d problems tried, whose
        largest errors are %.1e of x and %.1e of Σx. The other %,d problems are not checked here.
        """,
                failures.isEmpty()
                        ? "**The accuracy contract holds in every row**"
                        : "**The accuracy contract does not hold for " + String.join("; ", failures) + "**",
                DeviceAccuracy.X_ERROR,
                DeviceAccuracy.SUM_ERROR,
                DeviceAccuracy.SPAN,
                promised,
                problems,
                largest,
                sum,
                problems - promised);
    }

    private static String scores(JsonNode row) {
        return row.path("scores").asText().toLowerCase(Locale.ROOT);
    }

    /** The largest error of the problems that are checked, blank if none is. */
    private static String error(JsonNode row, String field) {
        return row.path("promised").asInt() == 0
                ? ""
                : String.format(Locale.ROOT, "%.1e", row.path(field).asDouble());
    }

    private static String chart(String name) {
        return FOLDER + "/" + name + ".svg";
    }

    private static JsonNode read(Path run) throws IOException {
        return ResultFiles.json(run, "bench");
    }
}
