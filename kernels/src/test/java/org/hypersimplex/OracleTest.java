package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.reference.PavProjection;
import org.junit.jupiter.api.Test;

/** The oracles of the other tests, against each other and against numbers worked out by hand. */
class OracleTest {
    @Test
    void exactProjectionSolvesTheWorkedExample() {
        // nu = 0.25: x = 0.75 + 0.25 + 0, and the sum of the first two is 1.
        ExactProjection exact = ExactProjection.of(new double[] {1, 0.5, -1}, 1, 1);
        assertThat(exact.threshold()).isEqualTo(0.25);
        assertThat(exact.x()).containsExactly(0.75, 0.25, 0);
        assertThat(exact.margin()).isEqualTo(0.25);
        assertThat(exact.multiply(new double[] {3, 1, 100})).containsExactly(1, -1, 0);
    }

    @Test
    void exactProjectionKeepsTheThresholdConventionAtVertices() {
        double[] scores = {4, 1, -2};
        assertThat(ExactProjection.of(scores, 0, 1).threshold()).isEqualTo(4);
        assertThat(ExactProjection.of(scores, 1, 1).threshold()).isEqualTo(2);
        assertThat(ExactProjection.of(scores, 3, 1).threshold()).isEqualTo(-3);
        assertThat(ExactProjection.of(scores, 1, 1).isVertex()).isTrue();
        assertThat(ExactProjection.of(scores, 1, 3.5).isVertex()).isFalse();
    }

    @Test
    void exactProjectionAgreesWithBruteForce() {
        for (Scores kind : Scores.values()) {
            for (int n = 1; n <= 6; n++) {
                double[] scores = kind.of(n, n);
                double tau = Math.max(0.5, Scores.spread(scores) / 10);
                for (double k = 0; k <= n; k += 0.25) {
                    assertThat(ExactProjection.of(scores, k, tau).x())
                            .as("%s n=%d k=%s", kind, n, k)
                            .containsExactly(BruteForceProjection.of(scores, k, tau), within(1e-9));
                }
            }
        }
    }

    @Test
    void exactSumLosesNothing() {
        ExactSum sum = new ExactSum();
        for (double number : new double[] {1e300, 1, 1e-300, -1e300, 0.1, -1, -0.1}) {
            sum.add(number);
        }
        assertThat(sum.value().doubleValue()).isEqualTo(1e-300);
    }

    @Test
    void poolAdjacentViolatorsAgreesWithTheExactProjection() {
        double[] scores = Scores.NORMAL.of(50, 3);
        PavProjection pav = PavProjection.of(scores, 12.5, 0.8);
        ExactProjection exact = ExactProjection.of(scores, 12.5, 0.8);
        assertThat(pav.x()).containsExactly(exact.x(), within(1e-14));
        assertThat(pav.threshold()).isCloseTo(exact.threshold(), within(1e-14));
    }

    @Test
    void theReferenceEndsWhereTheThresholdIsZero() {
        double[] scores = {0.29999999999999993, 0};
        PavProjection projection = PavProjection.of(scores, 1, 0.3);
        assertThat(projection.x()[0] + projection.x()[1]).isCloseTo(1, within(1e-15));
        assertThat((scores[0] - projection.threshold()) / 0.3).isGreaterThanOrEqualTo(1);
    }
}
