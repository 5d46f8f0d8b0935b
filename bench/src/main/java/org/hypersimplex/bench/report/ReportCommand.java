package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hypersimplex.bench.report.boosting.BoostingReport;
import org.hypersimplex.bench.report.experiments.ExperimentsReport;
import org.hypersimplex.bench.train.AccuracyChart;
import org.hypersimplex.bench.train.RunFolder;
import org.hypersimplex.bench.train.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: draws charts and tables from the results that lie in {@code reports/}. */
@Command(
        name = "report",
        header = "Draw the README's table and the charts from the results in reports/.",
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
    private static final String RUNS = "reports/train/default.jsonl";
    private static final String CHART = "reports/train/default.svg";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${sys:hypersimplex.home:-.}",
            description =
                    "The checkout whose README.md and reports/ to use (default: the one this program is run from).")
    private Path home = Path.of(".");

    @Override
    public Integer call() throws IOException {
        new AccuracyChart(runs(home)).writeSvg(home.resolve(CHART));
        readme(home).draw(section(home));
        new KernelsReport(home.resolve("reports")).write();
        new GpuReport(home.resolve("reports")).write();
        new ExperimentsReport(home.resolve("reports")).write();
        new BoostingReport(home.resolve("reports")).write();
        return 0;
    }

    static MarkedSection readme(Path home) {
        return new MarkedSection(home.resolve("README.md"), "train");
    }

    static String section(Path home) throws IOException {
        return TrainSection.of(runs(home), CHART);
    }

    private static List<RunRecord> runs(Path home) throws IOException {
        return RunFolder.read(home.resolve(RUNS));
    }
}
