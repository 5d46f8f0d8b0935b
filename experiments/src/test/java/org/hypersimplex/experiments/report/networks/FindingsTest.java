package org.hypersimplex.experiments.report.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.plan.Evaluation;
import org.hypersimplex.experiments.plan.Reading;
import org.hypersimplex.experiments.plan.RunConfig;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.PairedTest;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Schedule;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Question MAIN = Question.ALL.get(0);

    private final List<Findings.Line> lines = new ArrayList<>();

    private void run(TrainingLoss loss, int batch, long seed, double raw, double folded) {
        RunConfig config = new RunConfig(
                "main",
                Framework.DL4J,
                ImageDataset.FASHION_MNIST,
                loss,
                loss == TrainingLoss.HYPERSIMPLEX ? KChoice.POSITIVES : null,
                null,
                1.5,
                batch,
                1,
                0,
                8,
                0,
                100,
                0.001,
                Schedule.CONSTANT,
                0,
                null,
                seed);
        Reading reading = new Reading(raw, folded, folded);
        lines.add(new Findings.Line(
                lines.size() + 1,
                new RunResult(
                        config,
                        "made up",
                        100,
                        List.of(new Evaluation(1, 1, 0, reading, reading)),
                        1,
                        Surroundings.here())));
    }

    @Test
    void runsArePairedBySeedWhateverTheirOrder() {
        run(TrainingLoss.HYPERSIMPLEX, 128, 3, 0.3, 0.93);
        run(TrainingLoss.HYPERSIMPLEX, 128, 1, 0.3, 0.81);
        run(TrainingLoss.CROSS_ENTROPY, 128, 2, 0.6, 0.85);
        run(TrainingLoss.CROSS_ENTROPY, 128, 1, 0.6, 0.80);
        run(TrainingLoss.HYPERSIMPLEX, 128, 2, 0.3, 0.87);
        run(TrainingLoss.CROSS_ENTROPY, 128, 3, 0.6, 0.90);
        run(TrainingLoss.CROSS_ENTROPY, 128, 4, 0.6, 0.10);
        List<PairedTest<Findings.Subject>> tests = Findings.of(MAIN, lines).tests();
        assertThat(tests).extracting(test -> test.subject().way()).containsExactly(Way.RAW, Way.FOLDED);
        PairedTest<Findings.Subject> folded = tests.get(1);
        assertThat(folded.difference().pairs()).isEqualTo(3);
        assertThat(folded.difference().mean()).isCloseTo(0.02, within(1e-12));
        assertThat(folded.difference().t()).isCloseTo(Math.sqrt(12), within(1e-9));
        assertThat(Format.lines(Findings.of(MAIN, lines).lines("batch 128", "hypersimplex, k = positives")))
                .isEqualTo("2, 5, 1");
    }

    @Test
    void wordsSayWhatTheTestsSay() {
        for (int seed = 1; seed <= 3; seed++) {
            double noise = 0.001 * seed;
            run(TrainingLoss.CROSS_ENTROPY, 128, seed, 0.80, 0.80);
            run(TrainingLoss.HYPERSIMPLEX, 128, seed, 0.60 + noise, 0.85 + noise);
            run(TrainingLoss.CROSS_ENTROPY, 512, seed, 0.80, 0.80);
            run(TrainingLoss.HYPERSIMPLEX, 512, seed, 0.60 + noise, 0.81 + 0.01 * seed * seed * (seed - 2));
            run(TrainingLoss.MSE, 128, seed, 0.80 + noise * (seed - 2), 0.8);
        }
        assertThat(Verdicts.of(Findings.of(MAIN, lines)))
                .satisfiesExactly(
                        raw -> assertThat(raw).contains("positives, read by argmax: **worse** against cross-entropy"),
                        folded -> assertThat(folded)
                                .contains("with thresholds folded: **better in some settings")
                                .contains("Ahead in 2 of 2 comparisons"),
                        raw -> assertThat(raw).startsWith("mse").contains("**no difference shown**"),
                        folded -> assertThat(folded)
                                .contains("**no difference shown**")
                                .contains("by +0.00 points"));
    }

    @Test
    void aFamilyIsWhatIsAskedOfOneArm() {
        for (int seed = 1; seed <= 3; seed++) {
            for (int batch : new int[] {128, 512}) {
                run(TrainingLoss.CROSS_ENTROPY, batch, seed, 0.80, 0.80);
                run(TrainingLoss.MSE, batch, seed, 0.81 + 0.002 * seed, 0.81 + 0.003 * seed);
                run(TrainingLoss.HINGE, batch, seed, 0.81 + 0.004 * seed * seed, 0.9 + 0.01 * seed);
            }
        }
        List<PairedTest<Findings.Subject>> tests = Findings.of(MAIN, lines).tests();
        assertThat(tests).hasSize(8);
        double leastOfMse = tests.stream()
                .filter(test -> test.subject().arm().equals("mse"))
                .mapToDouble(test -> test.difference().p())
                .min()
                .orElseThrow();
        assertThat(tests.stream()
                        .filter(test -> test.subject().arm().equals("mse"))
                        .mapToDouble(PairedTest::holm)
                        .min()
                        .orElseThrow())
                .isCloseTo(4 * leastOfMse, within(1e-12));
    }
}
