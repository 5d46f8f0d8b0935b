package org.hypersimplex.experiments.report.networks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.cli.spi.Report;

/**
 * {@code reports/experiments.md}: a part for each folder of {@code experiments/} that has the runs of a plan, and a
 * part about the results that the paper's authors stored.
 */
public final class ExperimentsReport implements Report {
    private static final String FOLDER = "experiments";

    @Override
    public String name() {
        return "experiments";
    }

    private static List<PlanSection> plans(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(PlanSection::isOne)
                    .sorted(Comparator.comparing(PlanSection::isFirstStudy).thenComparing(Comparator.naturalOrder()))
                    .map(PlanSection::new)
                    .toList();
        }
    }

    private static PaperResults paper(Path folder) throws IOException {
        return PaperResults.read(folder.resolve("paper_accuracy.csv"));
    }

    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        Path folder = reports.resolve(FOLDER);
        write(ExperimentCharts.paper(paper(folder)), folder);
        for (PlanSection plan : plans(folder)) {
            write(plan.charts(), plan.folder());
        }
        Output.text(reports.resolve("experiments.md"), markdown(reports));
    }

    private static void write(Map<String, LineChart> charts, Path folder) throws IOException {
        for (Map.Entry<String, LineChart> chart : charts.entrySet()) {
            chart.getValue().writeSvg(folder.resolve(chart.getKey()));
        }
    }

    /** The report's text, from the records in {@code experiments/}. */
    static String markdown(Path reports) throws IOException {
        Path folder = reports.resolve(FOLDER);
        StringBuilder text = new StringBuilder("""
    # The paper's CNN experiments

    Drawn by `hypersimplex report` from `experiments/*/runs.jsonl`, each written by
    `hypersimplex experiment PLAN --out reports/experiments/PLAN`, which goes on where it was stopped. The last column
    of each table of accuracies names the lines of that file that a row comes from. A network is read by argmax of
    its logits as they are ("raw"), with each class's threshold taken off that a calibration on training images
    gave ("folded"), or with the mean of the thresholds of past minibatches ("tracked"). Every loss gets all three.

    Losses have the names that plans call them by. "mse" is the mean squared error of the softmax, Brier's score by another
    factor; "label-smoothing" is cross-entropy with a tenth of each target's mass spread over all classes. With "α", the
    weight of its anchor, hypersimplex is this project's; without, the paper's.
    """);
        for (PlanSection plan : plans(folder)) {
            text.append(plan.markdown(FOLDER));
        }
        text.append("""

        ## What the authors' stored results say

        Recomputed from `experiments/paper_accuracy.csv`: 600 epochs, 64 channels, five seeds, the best test accuracy of
        all epochs. The columns up to p are the paper's Table 1; the intervals and the correction for 14 tests are added
        here. Their networks were read without thresholds.

        """);
        PaperResults paper = paper(folder);
        text.append(paper.markdown());
        for (String chart : ExperimentCharts.paper(paper).keySet()) {
            text.append(PlanSection.picture(FOLDER, chart));
        }
        return text.toString();
    }
}
