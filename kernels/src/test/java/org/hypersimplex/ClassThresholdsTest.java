package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

class ClassThresholdsTest {
    private static final int ROWS = 200;
    private static final int CLASSES = 3;
    private static final double TAU = 0.8;

    private final double[] logits = new Random(3).doubles(ROWS * CLASSES, -2, 2).toArray();
    private final Batch columns = Batch.columns(ROWS, CLASSES);

    private double mass(int c, double threshold) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += ClassThresholds.projected(logits[i * CLASSES + c], threshold, TAU);
        }
        return sum;
    }

    @Test
    void projectionsAtTheThresholdsSumToThePositives() {
        double[] positives = {20, 57.5, 122.5};
        double[] thresholds = ClassThresholds.ofPositives(columns, Values.of(logits), positives, TAU);
        for (int c = 0; c < CLASSES; c++) {
            assertThat(mass(c, thresholds[c])).isCloseTo(positives[c], within(1e-9));
        }
    }

    @Test
    void projectionsAtTheThresholdsOfPriorsSumToTheirShareOfTheSamples() {
        double[] thresholds = ClassThresholds.ofPriors(columns, Values.of(logits), new double[] {0.1, 0.2, 0.7}, TAU);
        assertThat(mass(0, thresholds[0])).isCloseTo(20, within(1e-9));
        assertThat(mass(1, thresholds[1])).isCloseTo(40, within(1e-9));
        assertThat(mass(2, thresholds[2])).isCloseTo(140, within(1e-9));
        double[] same = ClassThresholds.ofPriors(columns, Values.of(logits), new double[] {0.2}, TAU);
        assertThat(same[1]).isEqualTo(thresholds[1]);
    }

    @Test
    void projectedIsLinearBetweenThresholdAndThresholdPlusTau() {
        assertThat(ClassThresholds.projected(1, 1, 0.5)).isZero();
        assertThat(ClassThresholds.projected(1.125, 1, 0.5)).isEqualTo(0.25);
        assertThat(ClassThresholds.projected(1.5, 1, 0.5)).isEqualTo(1);
        assertThat(ClassThresholds.projected(9, 1, 0.5)).isEqualTo(1);
        assertThat(ClassThresholds.projected(-9, 1, 0.5)).isZero();
    }

    @Test
    void numbersThatDoNotFitAreNamed() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ClassThresholds.ofPositives(columns, Values.of(logits), new double[] {1, 2}, TAU))
                .withMessageContaining("2 numbers for 3 problems");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ClassThresholds.ofPriors(columns, Values.of(logits), new double[] {1.5}, TAU))
                .withMessageContaining("number 0 must be in [0, 1.0], was 1.5");
    }

    @Test
    void onlyOneFiniteThresholdForEachClassCanBeFolded() {
        assertThatCode(() -> ClassThresholds.requireFoldable(new double[] {1, -2}, 2))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ClassThresholds.requireFoldable(new double[] {1, -2}, 3))
                .withMessage("2 thresholds for 3 classes");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ClassThresholds.requireFoldable(new double[] {1, Double.NaN}, 2))
                .withMessage("threshold of class 1 must be finite, was NaN: [1.0, NaN]");
    }
}
