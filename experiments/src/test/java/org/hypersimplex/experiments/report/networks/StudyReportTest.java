package org.hypersimplex.experiments.report.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.cli.spi.Report;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.plan.Evaluation;
import org.hypersimplex.experiments.plan.LossChoice;
import org.hypersimplex.experiments.plan.Reading;
import org.hypersimplex.experiments.plan.RunConfig;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.store.JsonLines;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Schedule;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report makes of a study, from records that never were. */
class StudyReportTest {
    private static final Path STORED = Path.of("..", "reports", "experiments", "paper_accuracy.csv");
    private static final LossChoice ANCHORED = new LossChoice(TrainingLoss.HYPERSIMPLEX, KChoice.POSITIVES, 0.02);
    private static final LossChoice STRONG = new LossChoice(TrainingLoss.HYPERSIMPLEX, KChoice.POSITIVES, 0.2);
    private static final LossChoice CROSS_ENTROPY = new LossChoice(TrainingLoss.CROSS_ENTROPY, null, null);

    private final Path home;
    private final List<RunResult> runs = new ArrayList<>();

    /** What the next runs train with. */
    private double learningRate = 0.01;

    private @Nullable Double minority;

    StudyReportTest(@TempDir Path home) {
        this.home = home;
    }

    private void run(String block, Framework framework, LossChoice choice, int batch, double accuracy) {
        for (int seed = 1; seed <= 5; seed++) {
            run(block, framework, choice, batch, seed, accuracy + 0.0001 * seed * batch / 128);
        }
    }

    private void run(String block, Framework framework, LossChoice choice, int batch, long seed, double accuracy) {
        RunConfig config = new RunConfig(
                block,
                framework,
                ImageDataset.FASHION_MNIST,
                choice.loss(),
                choice.k(),
                choice.anchor(),
                1.5,
                batch,
                10,
                0,
                16,
                0,
                6000,
                learningRate,
                Schedule.WARMUP_DECAY,
                0,
                minority,
                seed);
        Reading reading = new Reading(accuracy, accuracy + 0.01 + 0.0001 * seed, accuracy);
        Evaluation evaluation = new Evaluation(10, 100, 0.1, reading, reading);
        runs.add(new RunResult(config, "nowhere", 54_000, List.of(evaluation), 1, Surroundings.here()));
    }

    private String report() throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        Path folder = Files.createDirectories(reports.resolve("experiments/study"));
        Files.copy(STORED, reports.resolve("experiments/paper_accuracy.csv"));
        try (JsonLines.Writer<RunResult> records =
                RunResult.in(folder.resolve("runs.jsonl")).writer()) {
            runs.forEach(records::append);
        }
        new ExperimentsReport().draw(home);
        return Files.readString(reports.resolve("experiments.md"));
    }

    @Test
    void theStudyBeginsWithSentencesTheMainFigureAndWhatDiffersFromThePaper() throws IOException {
        for (int seed = 1; seed <= 5; seed++) {
            run("main", Framework.DJL, CROSS_ENTROPY, 1024, seed, 0.80);
            run("main", Framework.DJL, CROSS_ENTROPY, 128, seed, 0.83);
        }
        run("main", Framework.DJL, ANCHORED, 1024, 0.84);
        run("main", Framework.DJL, ANCHORED, 128, 0.83);
        String report = report();
        String study = report.substring(report.indexOf("## The study"), report.indexOf("### What holds"));
        assertThat(study)
                .contains("**Not finished: 20 of the plan's 574 runs ended.**")
                .contains(
                        "1. Read by argmax, hypersimplex, k = positives, α = 0.02 is 0.03 points ahead of cross-entropy at "
                                + "batch 128 (significant) and 4.24 points ahead of it at batch 1,024 (significant).\n")
                .contains(
                        "5. With a rare class and read by argmax, hypersimplex, k = positives, α = 0.02: too few runs have "
                                + "ended")
                .contains("(experiments/study/main-raw.svg)", "(experiments/paper-fashionmnist.svg)")
                .contains("> | channels of each convolution | 16 | 64 |", "> | framework | djl | PyTorch |");
        assertThat(report)
                .as("in the plan's order, whatever ended first")
                .containsSubsequence(
                        "| batch 128 | hypersimplex, k = positives, α = 0.02 | 1e-02 |",
                        "| batch 128 | cross-entropy | 1e-02 |",
                        "| batch 1,024 | hypersimplex, k = positives, α = 0.02 | 1e-02 |",
                        "| batch 1,024 | cross-entropy | 1e-02 |");
        assertThat(report.lines().filter(line -> line.startsWith("![")))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(home.resolve(Report.FOLDER).resolve(line.replaceFirst(".*\\((.*)\\)", "$1")))
                                .exists());
    }

    @Test
    void aRateAtAnEndOfThoseTriedIsNamedAndNothingIsClaimedFromThemAlone() throws IOException {
        for (double rate : new double[] {0.01, 0.03, 0.1}) {
            learningRate = rate;
            run("tune", Framework.DJL, ANCHORED, 1024, 101, 0.8 + rate);
            run("tune", Framework.DJL, CROSS_ENTROPY, 1024, 101, 0.9 - Math.abs(rate - 0.03));
            run("tune", Framework.DJL, CROSS_ENTROPY, 8192, 101, 0.9 - rate);
        }
        assertThat(report())
                .contains("Nothing yet: only runs that choose learning rates have ended.")
                .contains(
                        "Best at an end of the rates tried, so that a better one may lie beyond: hypersimplex at 1,024; "
                                + "cross-entropy at 8,192.");
    }

    @Test
    void ablationsAndTheOtherFrameworkAreComparedWithTheMainRuns() throws IOException {
        run("main", Framework.DJL, ANCHORED, 1024, 0.84);
        run("main", Framework.DJL, ANCHORED, 128, 0.84);
        run("main", Framework.DJL, CROSS_ENTROPY, 1024, 0.80);
        run("alpha", Framework.DJL, STRONG, 1024, 0.82);
        run("dl4j", Framework.DL4J, ANCHORED, 1024, 0.84);
        run("dl4j", Framework.DL4J, CROSS_ENTROPY, 1024, 0.81);
        String report = report();
        String alpha = report.substring(report.indexOf("### The weight of the anchor"));
        assertThat(alpha)
                .contains("| batch 1,024 | hypersimplex, k = positives, α = 0.2 | raw | 5 | -2.00 ± 0.00 |")
                .contains("| djl | hypersimplex, k = positives, α = 0.02 | raw | 5 | +4.00")
                .contains("| dl4j | hypersimplex, k = positives, α = 0.02 | raw | 5 | +3.00");
        assertThat(report)
                .doesNotContain("### Temperature, with an anchor")
                .contains("| framework | djl (20 runs: main, alpha); dl4j (10 runs: dl4j) | PyTorch |");
    }

    @Test
    void aRareClassIsComparedWithTheBaselineUnderTheSameImbalance() throws IOException {
        run("main", Framework.DJL, ANCHORED, 1024, 0.9);
        minority = 0.1;
        for (int seed = 1; seed <= 5; seed++) {
            run("imbalance", Framework.DJL, ANCHORED, 1024, seed, 0.82 + 0.001 * seed);
            run("imbalance", Framework.DJL, CROSS_ENTROPY, 1024, seed, 0.84);
        }
        assertThat(report())
                .contains(
                        "5. With a rare class and read by argmax, hypersimplex, k = positives, α = 0.02 is 1.70 points "
                                + "behind cross-entropy at batch 1,024 (significant).\n");
    }
}
