package org.hypersimplex.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final List<RunResult> RESULTS = List.of(
            Runs.of("tune", 128, 0.001, 0.7, 0.8),
            Runs.of("tune", 128, 0.003, 0.9, 0.6),
            Runs.of("tune", 2048, 0.001, 0.5),
            Runs.of("tune", 2048, 0.01, 0.6),
            Runs.of("other", 128, 0.5, 0.99));

    @Test
    void theRateWithTheBestEpochWinsAtTheNearestBatchSize() {
        Tuning tuning = Tuning.of("tune", RESULTS);
        assertThat(tuning.rate(TrainingLoss.MSE, 128)).isEqualTo(0.003);
        assertThat(tuning.rate(TrainingLoss.MSE, 500)).isEqualTo(0.003);
        assertThat(tuning.rate(TrainingLoss.MSE, 600)).isEqualTo(0.01);
        assertThat(tuning.rate(TrainingLoss.MSE, 8192)).isEqualTo(0.01);
        assertThat(tuning.accuracies(TrainingLoss.MSE, 128))
                .containsEntry(0.001, 0.8)
                .containsEntry(0.003, 0.9);
    }

    @Test
    void aLossThatWasNotTriedHasNoRate() {
        assertThatThrownBy(() -> Tuning.of("tune", RESULTS).rate(TrainingLoss.HINGE, 128))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hinge");
    }

    @Test
    void testAccuracyIsReadWhereValidationWasBestAndEarliest() {
        RunResult run = Runs.of("main", 0.001, 0.7, 0.9, 0.9, 0.8);
        assertThat(run.test(Reading::folded)).isEqualTo(0.9 - 0.1);
        assertThat(run.test(Reading::raw)).isEqualTo(0.9 - 0.1 - 0.2);
        assertThat(run.bestTest(Reading::folded)).isEqualTo(0.9 - 0.1);
    }
}
