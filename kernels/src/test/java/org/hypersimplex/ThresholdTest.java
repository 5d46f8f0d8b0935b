package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hypersimplex.problem.Batch;

/**
 * The threshold that comes with a projection: clipping by it gives x; where an interval of thresholds
 * does, it is the one that the library promises.
 */
class ThresholdTest {
    @EveryEngineAndScores
    void thresholdIsTheExactOne(EngineCase engine, Scores kind) {
        for (int n : new int[] {1, 2, 8, 31, 129, 1000, 4099}) {
            for (double tau : new double[] {1e-3, 0.1, 1.5, 1e3}) {
                double[] y = engine.round(kind.of(n, n));
                double tolerance = engine.tolerance(y, tau);
                for (double k : new double[] {0, 0.3, Math.floor(n / 2.0), n - 0.7, n}) {
                    double expected = ExactProjection.of(y, k, tau).threshold();
                    assertThat(engine.project(y, k, tau).threshold())
                            .as("%s n=%d k=%s tau=%s", kind, n, k, tau)
                            .isCloseTo(
                                    expected,
                                    within(tau * (tolerance + EngineCase.rounding(y, tau))
                                            + 2 * Math.ulp(Math.abs(expected) + tau)));
                }
            }
        }
    }

    @EveryEngineAndScores
    void clippingByTheThresholdGivesTheProjection(EngineCase engine, Scores kind) {
        for (int n : new int[] {2, 31, 1000}) {
            for (double tau : new double[] {0.1, 1.5, 1e3}) {
                double[] y = engine.round(kind.of(n, n));
                double tolerance = engine.tolerance(y, tau);
                EngineCase.Projected projected = engine.project(y, n / 3.0, tau);
                double rounding = 2 * Math.ulp(Math.abs(projected.threshold()) + tau) / tau;
                double[] clipped = Arrays.stream(y)
                        .map(v -> Math.min(1, Math.max(0, (v - projected.threshold()) / tau)))
                        .toArray();
                Close.check(kind + " n=" + n + " tau=" + tau, projected.x(), clipped, 2 * tolerance + rounding);
            }
        }
    }

    @EveryEngine
    void conventionsHoldWhereManyThresholdsWouldDo(EngineCase engine) {
        double[] y = {-1, 4, 0.5, 1.5, 4};
        assertThat(engine.project(y, 0, 0.5).threshold())
                .as("k = 0: the largest score")
                .isEqualTo(4);
        assertThat(engine.project(y, 5, 0.5).threshold())
                .as("k = n: the smallest minus tau")
                .isEqualTo(-1.5);
        assertThat(engine.project(y, 2, 0.5).threshold())
                .as("middle of [1.5, 3.5]")
                .isEqualTo(2.5);
        assertThat(engine.project(y, 3, 0.5).threshold())
                .as("middle of [0.5, 1]")
                .isEqualTo(0.75);
        assertThat(engine.project(y, 2, 2.5).threshold())
                .as("an interval of one point")
                .isEqualTo(1.5);
        assertThat(engine.project(new double[] {7}, 0.25, 4).threshold()).isEqualTo(6);
    }

    @EveryEngine
    void infiniteScoresDoNotEnterTheConventions(EngineCase engine) {
        double inf = Double.POSITIVE_INFINITY;
        double[] y = {inf, -1, 4, -inf, 0.5, 1.5, 4};
        assertThat(engine.project(y, 1, 0.5).threshold()).isEqualTo(4);
        assertThat(engine.project(y, 6, 0.5).threshold()).isEqualTo(-1.5);
        assertThat(engine.project(y, 3, 0.5).threshold()).isEqualTo(2.5);
    }

    @EveryEngine
    void thresholdsComeWithoutTheProjectionToo(EngineCase engine) {
        double[] y = engine.round(Scores.NORMAL.of(60, 4));
        double[] thresholds = new double[3];
        engine.top(6.5, 0.8).thresholds(Batch.rows(3, 20), engine.values(y), thresholds);
        for (int p = 0; p < 3; p++) {
            double[] row = Arrays.copyOfRange(y, 20 * p, 20 * p + 20);
            assertThat(thresholds[p]).isEqualTo(engine.project(row, 6.5, 0.8).threshold());
        }
    }
}
