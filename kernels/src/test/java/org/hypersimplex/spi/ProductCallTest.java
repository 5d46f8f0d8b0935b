package org.hypersimplex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** When a threshold has too few digits beside the temperature, and that the mass fits. */
class ProductCallTest {
    private static ProductCall call(double[] thresholds, double k, double tau) {
        Values values = Values.of(new double[6]);
        return new ProductCall(Batch.rows(2, 3), values, thresholds, Mass.of(k), tau, values, values);
    }

    @Test
    void aThresholdIsCoarseWhereItsLastDigitIsMoreThanTheFortiethBitOfTheTemperature() {
        double[] thresholds = {1, 2};
        // The unit in the last place of 1 is the fortieth bit of this.
        double tau = 0x1p-12;
        assertThat(call(thresholds, 1, tau).isCoarse(0)).isFalse();
        assertThat(call(thresholds, 1, Math.nextDown(tau)).isCoarse(0)).isTrue();
        assertThat(call(thresholds, 1, tau).isCoarse(1)).isTrue();
        assertThat(call(thresholds, 1, 2 * tau).isCoarse(1)).isFalse();
    }

    @Test
    void aMassAboveTheLengthIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> call(new double[2], 4, 1))
                .withMessage("problem 0: k must be in [0, 3], was 4.0");
    }
}
