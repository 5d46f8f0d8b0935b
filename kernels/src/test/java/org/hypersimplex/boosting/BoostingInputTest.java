package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What boosting takes and what it refuses, at the bounds between both. */
class BoostingInputTest {
    private static final TrainingRows THREE = TrainingRows.of(new float[] {0, 1, 1});
    private static final BoostingObjective OBJECTIVE =
            BoostingObjective.of(THREE, KPolicy.positives(), GradientScale.probability());

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void rowsAreFromOneToAsManyAsAnArrayHolds() {
        assertThat(TrainingRows.of(new float[] {1}).positives()).containsExactly(1);
        assertThat(TrainingRows.oneGroup(Integer.MAX_VALUE).length(0)).isEqualTo(Integer.MAX_VALUE);
        refuses(() -> TrainingRows.oneGroup(0), "rows must number 1 to 2^31 - 1, were 0");
        refuses(() -> TrainingRows.oneGroup(1L << 31), "rows must number 1 to 2^31 - 1, were 2147483648");
    }

    @Test
    void aPolicyHasANumberForEveryGroupAndNoMore() {
        TrainingRows grouped = THREE.withGroups(1, 2);
        refuses(
                () -> BoostingObjective.of(grouped, KPolicy.fixed(1, 1, 1), GradientScale.probability()),
                "fixed k policy has 3 numbers for 2 problems");
        refuses(
                () -> BoostingObjective.of(THREE, KPolicy.prior(0.5, 0.5), GradientScale.probability()),
                "prior k policy has 2 numbers for 1 problems");
    }

    @Test
    void numbersForMoreOrFewerRowsThanThereAreAreRefused() {
        for (int n : new int[] {2, 4}) {
            float[] hessian = new float[n];
            refuses(() -> OBJECTIVE.hessian(Values.of(hessian)), n + " hessians for 3 rows");
            assertThat(hessian).containsOnly(0f);
            refuses(() -> OBJECTIVE.scoreScales(Values.of(new float[n])), n + " scores for 3 rows");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void temperatureAndScaleArePositiveAndFinite(double bad) {
        refuses(() -> GradientScale.ofMean(bad, 1), "tau must be positive and finite, was " + bad);
        refuses(() -> GradientScale.ofMean(1, bad), "scale must be positive and finite, was " + bad);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, Double.MAX_VALUE})
    void temperatureAndScaleMayBeAsExtremeAsNumbersAre(double good) {
        assertThat(GradientScale.ofMean(good, 1).tau()).isEqualTo(good);
        assertThat(GradientScale.ofMean(1, good).scale()).isEqualTo(good);
    }
}
