package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdAverageTest {
    private static final double TAU = 0.8;
    private static final double[] POSITIVES = {10, 35};

    private final Batch columns = Batch.columns(60, 2);
    private final double[] first = new Random(5).doubles(120, -2, 2).toArray();
    private final double[] second = new Random(6).doubles(120, -1, 3).toArray();

    private double[] thresholds(double[] logits) {
        return ClassThresholds.ofPositives(columns, Values.of(logits), POSITIVES, TAU);
    }

    @Test
    void theAverageBeginsAtTheFirstMinibatchAndMovesByTheRestOfTheMomentum() {
        ThresholdAverage average = new ThresholdAverage(TAU, 0.75);
        average.update(columns, Values.of(first), POSITIVES);
        assertThat(average.thresholds()).isEqualTo(thresholds(first));
        average.update(columns, Values.of(second), POSITIVES);
        for (int c = 0; c < 2; c++) {
            assertThat(average.thresholds()[c])
                    .isCloseTo(0.75 * thresholds(first)[c] + 0.25 * thresholds(second)[c], within(1e-12));
        }
    }

    @Test
    void whatIsHandedOutIsACopy() {
        ThresholdAverage average = new ThresholdAverage(TAU, 0);
        average.update(columns, Values.of(first), POSITIVES);
        average.thresholds()[0] = 7;
        assertThat(average.thresholds()).isEqualTo(thresholds(first));
    }

    @Test
    void thereIsNoAverageOfNothing() {
        ThresholdAverage average = new ThresholdAverage(TAU, 0.9);
        assertThatIllegalStateException()
                .isThrownBy(average::thresholds)
                .withMessage("no minibatch was trained on yet");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aMomentumOutOfRangeIsNamed(double momentum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdAverage(TAU, momentum))
                .withMessage("momentum must be in [0, 1), was " + momentum);
    }

    @Test
    void aTemperatureOutOfRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ThresholdAverage(0, 0.5));
    }
}
