package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.report.ResultFiles;
import org.hypersimplex.cli.spi.Report;

/** {@code reports/kernels.md}: what {@code bench} measured on each kind of vectors, before and after the last changes. */
public final class KernelsReport implements Report {
    private static final String FOLDER = "kernels";

    @Override
    public String name() {
        return "kernels";
    }

    /** Writes the report and its charts; nothing if there is no run. */
    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        List<KernelRuns> all = runs(reports);
        if (all.isEmpty()) {
            return;
        }
        for (KernelRuns runs : all) {
            runs.charts().write(reports.resolve(FOLDER), runs.name());
        }
        Output.text(reports.resolve("kernels.md"), markdown(reports));
    }

    private static List<KernelRuns> runs(Path reports) throws IOException {
        return KernelRuns.in(new ResultFiles(reports.resolve(FOLDER), ".json"));
    }

    /** The report's text, from the runs in {@code kernels/}. */
    static String markdown(Path reports) throws IOException {
        List<KernelRuns> all = runs(reports);
        StringBuilder text = new StringBuilder("""
            # The kernels on the CPU

            Drawn by `hypersimplex report` from the JSON files in `kernels/`, each written by one run of
            `hypersimplex bench --json`. Ratios are between results of one run. Files are named after the vectors; zen4 is a
            processor that makes vectors of 512 bits in two halves, measured later than the other one, so after more changes.
            NAME-before.json is a run of the same suite from before the kernels' last round of changes. What was tried in it,
            and what it gained: [kernels-notes.md](../docs/kernels-notes.md). NAME-code.json is a run of
            `hypersimplex bench --group cpu-code`, which counts the instructions that the JVM's compiler made of each pass:
            without counters of the processor, they tell how near a pass is to what its ports can do.

            """);
        all.forEach(runs -> text.append(runs.surroundings()));
        text.append("\n## Targets\n\nOne thread and floats where nothing else is said.\n\n");
        targets(all, text);
        for (KernelRuns runs : all) {
            text.append("\n## ").append(runs.name()).append('\n');
            for (String chart : runs.charts().all().keySet()) {
                text.append(String.format("%n![%s](%s/%s-%s.svg)%n", chart, FOLDER, runs.name(), chart));
            }
            text.append(runs.passes());
            text.append(runs.tables());
        }
        return text.toString();
    }

    private static void targets(List<KernelRuns> all, StringBuilder text) {
        text.append("| work |");
        all.forEach(runs -> text.append(" ")
                .append(runs.name())
                .append(": target |")
                .append(before(runs, " before |"))
                .append(" now | |"));
        text.append("\n|---|");
        all.forEach(runs -> text.append("--:|").append(before(runs, "--:|")).append("--:|---|"));
        text.append('\n');
        for (Goal goal : Goal.all()) {
            text.append("| ").append(goal.work()).append(" |");
            for (KernelRuns runs : all) {
                text.append(' ').append(goal.bound(runs.isWide())).append(" |");
                text.append(before(runs, " " + text(goal, runs.before()) + " |"));
                text.append(' ').append(text(goal, runs.now())).append(" | ");
                text.append(reading(goal, runs.now())
                                .map(reading -> goal.verdict(reading, runs.isWide()))
                                .orElse("not measured"))
                        .append(" |");
            }
            text.append('\n');
        }
    }

    /** A cell of the column for a run before, where there is one. */
    private static String before(KernelRuns runs, String cell) {
        return runs.before().isPresent() ? cell : "";
    }

    private static String text(Goal goal, Optional<KernelRun> run) {
        return reading(goal, run).map(Reading::text).orElse("");
    }

    private static Optional<Reading> reading(Goal goal, Optional<KernelRun> run) {
        return run.map(r -> goal.reading().apply(new Ratios(r.results())));
    }
}
