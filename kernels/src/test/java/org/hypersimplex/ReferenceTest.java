package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.PavProjection;
import org.hypersimplex.reference.ReferenceBackend;
import org.hypersimplex.spi.AllReduce;
import org.junit.jupiter.api.Test;

/** What the reference alone does. What holds for every engine is tested on it as on the others. */
class ReferenceTest {
    @Test
    void whatIsAsNearToZeroOrOneAsRoundingIsSetToIt() {
        // Without rounding x would be 1 - d and d, then 1 - 2d and 2d.
        double d = 0x1p-51;
        assertThat(PavProjection.of(new double[] {1 - 2 * d, 0}, 1, 1).x()).containsExactly(1, 0);
        assertThat(PavProjection.of(new double[] {1 - 4 * d, 0}, 1, 1).x()).containsExactly(1 - 2 * d, 2 * d);
    }

    @Test
    void theThresholdGivesOneWhereRoundingDid() {
        double largest = 1 - 0x1p-50;
        PavProjection projection = PavProjection.of(new double[] {largest, 0}, 1, 1);
        assertThat(projection.x()).containsExactly(1, 0);
        assertThat(largest - projection.threshold()).isGreaterThanOrEqualTo(1).isCloseTo(1, within(1e-14));
    }

    @Test
    void theMiddleOfAnIntervalWiderThanTheLargestNumberIsFound() {
        double[] scores = {1.5e308, -1.6e308};
        for (double tau : new double[] {1, 1e308}) {
            assertThat(PavProjection.of(scores, 1, tau).threshold())
                    .isCloseTo(ExactProjection.of(scores, 1, tau).threshold(), within(2 * Math.ulp(1e308)));
        }
    }

    @Test
    void aMassAboveTheLengthIsRefusedWithItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PavProjection.of(new double[3], 4, 1))
                .withMessage("problem 0: k must be in [0, 3], was 4.0");
    }

    @Test
    void severalWorkersAreRefused() {
        AllReduce two = new AllReduce() {
            @Override
            public void sum(double[] numbers) {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] *= 2;
                }
            }

            @Override
            public void max(double[] numbers) {}
        };
        BoostingObjective objective = BoostingObjective.of(
                TrainingRows.of(new float[] {0, 1}),
                KPolicy.fixed(1),
                GradientScale.probability(),
                new ReferenceBackend(),
                two);
        Values scores = Values.of(new double[] {1, 2});
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> objective.gradient(scores, Values.of(new double[2])))
                .withMessageContaining("one process");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> objective.scoreScales(scores))
                .withMessageContaining("one process");
    }
}
