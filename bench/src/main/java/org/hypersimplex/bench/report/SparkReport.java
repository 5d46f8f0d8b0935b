package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.report.Measured;
import org.hypersimplex.cli.report.ResultFiles;
import org.hypersimplex.cli.spi.Report;

/** {@code reports/spark.md}: a section per run of {@code bench --group spark}, and what a cluster would send. */
public final class SparkReport implements Report {
    private static final String FOLDER = "spark";

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        Output.text(reports.resolve("spark.md"), markdown(reports));
    }

    /** The report's text, from the runs in {@code spark/}. */
    static String markdown(Path reports) throws IOException {
        StringBuilder text = new StringBuilder("""
                # Soft top-k of DataFrames

                Drawn by `hypersimplex report` from the JSON files in `spark/`, each written by one run of
                `hypersimplex bench --group spark --json`. How to use it: [spark.md](../docs/spark.md).
                """);
        ResultFiles runs = new ResultFiles(reports.resolve(FOLDER), ".json");
        if (runs.all().isEmpty()) {
            text.append("""

                    **Times are still to come.** On a quiet machine with 16 GiB of memory this makes them:

                    ```
                    mvn -pl integration-spark -am test-compile
                    ./hypersimplex bench --group spark --json reports/spark/NAME.json && ./hypersimplex report
                    ```
                    """);
        }
        for (Path run : runs.all()) {
            section(ResultFiles.json(run, "bench"), runs.name(run), text);
        }
        return text.append(SparkCluster.usual().markdown()).toString();
    }

    private static void section(JsonNode file, String name, StringBuilder text) {
        JsonNode spark = file.path("spark");
        text.append(String.format(
                Locale.ROOT,
                """

                ## %s

                `%s` on %s; Spark %s, %s, %d partitions, %s GiB of memory for driver and executor, which are one process
                there. k is %s %% of the rows, or of a group's, and τ = %s.
                """,
                name,
                Measured.command(file),
                Measured.surroundings(file).inWords(),
                spark.path("version").asText(),
                spark.path("master").asText(),
                spark.path("partitions").asInt(),
                number(spark.path("executorMemory").asDouble() / (1 << 30)),
                number(100 * spark.path("share").asDouble()),
                number(spark.path("tau").asDouble())));
        Map<List<Long>, StringBuilder> tables = new LinkedHashMap<>();
        for (JsonNode run : spark.path("runs")) {
            List<Long> size =
                    List.of(run.path("rows").asLong(), run.path("groups").asLong());
            tables.computeIfAbsent(size, SparkReport::heading).append(row(run));
        }
        tables.values().forEach(text::append);
    }

    private static StringBuilder heading(List<Long> size) {
        String groups = size.getLast() == 1 ? "one problem" : String.format(Locale.ROOT, "%,d groups", size.getLast());
        return new StringBuilder(String.format(Locale.ROOT, """

                ### %,d rows, %s

                | what | k | sums to, or keeps | s, first time | s, again | passes | jobs | stages | shuffled MiB | to the driver MiB | a task's peak MiB | spilled MiB |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                """, size.getFirst(), groups));
    }

    private static String row(JsonNode run) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %.2f | %s | %d | %d | %s | %s | %s | %s |%n",
                run.path("work").asText(),
                run.path("k").asDouble(),
                run.path("kept").asDouble(),
                run.path("seconds").path(0).asDouble(),
                run.path("seconds").path(1).asDouble(),
                run.path("passes").asText(),
                run.path("jobs").asInt(),
                run.path("stages").asInt(),
                mebibytes(run.path("shuffleBytes")),
                mebibytes(run.path("driverBytes")),
                mebibytes(run.path("peakTaskBytes")),
                mebibytes(run.path("spilledBytes")));
    }

    private static String mebibytes(JsonNode bytes) {
        return number(bytes.asDouble() / (1 << 20));
    }

    /** Three digits. */
    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
