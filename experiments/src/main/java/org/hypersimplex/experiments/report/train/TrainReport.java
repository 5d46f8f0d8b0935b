package org.hypersimplex.experiments.report.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.report.MarkedSection;
import org.hypersimplex.cli.spi.Report;
import org.hypersimplex.experiments.train.AccuracyChart;
import org.hypersimplex.experiments.train.RunRecord;

/** What {@code train} found with its default settings: the README's table, and a chart. */
public final class TrainReport implements Report {
    private static final String RUNS = Report.FOLDER + "/train/default.jsonl";
    private static final String CHART = Report.FOLDER + "/train/default.svg";

    @Override
    public String name() {
        return "train";
    }

    @Override
    public void draw(Path home) throws IOException {
        new AccuracyChart(runs(home)).writeSvg(home.resolve(CHART));
        readme(home).draw(section(home));
    }

    static MarkedSection readme(Path home) {
        return new MarkedSection(home.resolve("README.md"), "train");
    }

    static String section(Path home) throws IOException {
        return TrainSection.of(runs(home), CHART);
    }

    private static List<RunRecord> runs(Path home) throws IOException {
        return RunRecord.in(home.resolve(RUNS)).read();
    }
}
