package org.hypersimplex.bench.report.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypersimplex.bench.chart.LineChart;

/**
 * {@code reports/experiments.md}: a part for each folder of {@code experiments/} that a plan was carried out in, and the
 * authors' stored results beside them.
 */
public final class ExperimentsReport {
    private static final String FOLDER = "experiments";

    private final Path folder;
    private final Path file;

    /**
     * The report of a checkout.
     *
     * @param reports its folder
     */
    public ExperimentsReport(Path reports) {
        this.folder = reports.resolve(FOLDER);
        this.file = reports.resolve("experiments.md");
    }

    private List<PlanSection> plans() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(PlanSection::isOne)
                    .sorted()
                    .map(PlanSection::new)
                    .toList();
        }
    }

    private PaperResults paper() throws IOException {
        return PaperResults.read(folder.resolve("paper_accuracy.csv"));
    }

    /**
     * Writes the report and its charts.
     *
     * @throws IOException if something can't be read or written
     */
    public void write() throws IOException {
        write(ExperimentCharts.paper(paper()), folder);
        for (PlanSection plan : plans()) {
            write(plan.charts(), plan.folder());
        }
        Files.writeString(file, markdown());
    }

    private static void write(Map<String, LineChart> charts, Path folder) throws IOException {
        for (Map.Entry<String, LineChart> chart : charts.entrySet()) {
            chart.getValue().writeSvg(folder.resolve(chart.getKey()));
        }
    }

    /**
     * The report's text.
     *
     * @return Markdown
     * @throws IOException if something can't be read
     */
    public String markdown() throws IOException {
        StringBuilder text = new StringBuilder("""
                # The paper's CNN experiments

                Drawn by `hypersimplex report` from `experiments/*/runs.jsonl`, each written by
                `hypersimplex experiment PLAN --out reports/experiments/PLAN`, which goes on where it was stopped. The last column
                of each table of accuracies names the lines of that file that a row comes from. A network is read by argmax of
                its logits as they are ("raw"), with each class's threshold taken off that a calibration on training images
                gave ("folded"), or with the mean of the thresholds of past minibatches ("tracked"). Every loss gets all three.
                """);
        for (PlanSection plan : plans()) {
            text.append(plan.markdown(FOLDER));
        }
        text.append("""

                ## What the authors' stored results say

                Recomputed from `experiments/paper_accuracy.csv`: 600 epochs, 64 channels, five seeds, the best test accuracy of
                all epochs. The columns up to p are the paper's Table 1; the intervals and the correction for 14 tests are added
                here. Their networks were read without thresholds.

                """);
        PaperResults paper = paper();
        text.append(paper.markdown());
        for (String chart : ExperimentCharts.paper(paper).keySet()) {
            text.append(PlanSection.picture(FOLDER, chart));
        }
        return text.toString();
    }
}
