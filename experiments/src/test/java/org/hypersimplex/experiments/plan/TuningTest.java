package org.hypersimplex.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final LossChoice MSE = new LossChoice(TrainingLoss.MSE, null, null);
    private static final List<RunResult> RESULTS = List.of(
            Runs.of("tune", 128, 0.001, 0.7, 0.8),
            Runs.of("tune", 128, 0.003, 0.9, 0.6),
            Runs.of("tune", 2048, 0.001, 0.5),
            Runs.of("tune", 2048, 0.01, 0.6),
            Runs.of("other", 128, 0.5, 0.99));

    @Test
    void theRateWithTheBestEpochWinsAtTheNearestBatchSize() {
        Tuning tuning = Tuning.of("tune", Way.FOLDED, RESULTS);
        assertThat(tuning.rate(MSE, 128)).isEqualTo(0.003);
        assertThat(tuning.rate(MSE, 500)).isEqualTo(0.003);
        assertThat(tuning.rate(MSE, 600)).isEqualTo(0.01);
        assertThat(tuning.rate(MSE, 8192)).isEqualTo(0.01);
        assertThat(tuning.accuracies(MSE, 128)).containsEntry(0.001, 0.8).containsEntry(0.003, 0.9);
    }

    @Test
    void aLossThatWasNotTriedHasNoRate() {
        assertThatThrownBy(() -> Tuning.of("tune", Way.FOLDED, RESULTS)
                        .rate(new LossChoice(TrainingLoss.HINGE, null, null), 128))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hinge");
    }

    @Test
    void otherSettingsOfTheSameLossTellWhereItsOwnWereNotTried() {
        List<RunResult> results = List.of(
                hypersimplex(KChoice.POSITIVES, 0.02, 0.01, 0.8),
                hypersimplex(KChoice.POSITIVES, 0.02, 0.03, 0.7),
                hypersimplex(KChoice.HALF, null, 0.01, 0.1),
                hypersimplex(KChoice.HALF, null, 0.03, 0.9));
        Tuning tuning = Tuning.of("tune", Way.RAW, results);
        assertThat(tuning.rate(new LossChoice(TrainingLoss.HYPERSIMPLEX, KChoice.POSITIVES, 0.2), 128))
                .isEqualTo(0.01);
        assertThat(tuning.rate(new LossChoice(TrainingLoss.HYPERSIMPLEX, KChoice.PRIOR, null), 128))
                .isEqualTo(0.03);
    }

    private static RunResult hypersimplex(KChoice k, @Nullable Double anchor, double learningRate, double accuracy) {
        return Runs.of("tune", new LossChoice(TrainingLoss.HYPERSIMPLEX, k, anchor), 128, learningRate, accuracy);
    }

    @Test
    void testAccuracyIsReadWhereValidationWasBestAndEarliest() {
        RunResult run = Runs.of("main", 0.001, 0.7, 0.9, 0.9, 0.8);
        assertThat(run.test(Reading::folded)).isEqualTo(0.9 - 0.1);
        assertThat(run.test(Reading::raw)).isEqualTo(0.9 - 0.1 - 0.2);
        assertThat(run.bestTest(Reading::folded)).isEqualTo(0.9 - 0.1);
    }
}
