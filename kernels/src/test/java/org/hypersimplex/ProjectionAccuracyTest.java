package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Precision;
import org.junit.jupiter.api.Tag;

/** The accuracy contract, against the exact projection of the same inputs. */
class ProjectionAccuracyTest {
    private static final int[] SIZES = {
        1, 2, 3, 7, 8, 13, 15, 16, 17, 31, 33, 64, 100, 127, 128, 129, 1000, 1023, 4095, 4096, 4099
    };
    private static final int[] LARGE_SIZES = {20_000, 70_001, 300_007, 1_100_003};
    private static final double[] TEMPERATURES = {1e-6, 1e-3, 0.1, 1.5, 1e3};

    /** The masses worth trying for n entries, smallest to largest. */
    private static double[] masses(int n) {
        return DoubleStream.of(
                        0,
                        0.3,
                        1,
                        Math.PI,
                        Math.floor(n / 10.0),
                        Math.floor(n / 2.0),
                        Math.floor(n / 2.0) + 0.5,
                        n - 0.7,
                        n)
                .filter(k -> k >= 0 && k <= n)
                .distinct()
                .toArray();
    }

    @EveryEngineAndScores
    @Tag("width")
    void smallProjectionsAreWithinTheContract(EngineCase engine, Scores kind) {
        for (int n : IntStream.of(SIZES).filter(n -> n <= 33).toArray()) {
            for (double tau : TEMPERATURES) {
                for (double k : masses(n)) {
                    check(engine, kind, n, k, tau);
                }
            }
        }
    }

    @EveryEngineAndScores
    @Tag("width")
    void projectionsAreWithinTheContract(EngineCase engine, Scores kind) {
        for (int n : IntStream.of(SIZES).filter(n -> n > 33).toArray()) {
            double[] masses = masses(n);
            for (int t = 0; t < TEMPERATURES.length; t++) {
                // To save time, a third of the masses at each temperature; which third depends on the size, too.
                for (int m = (t + n) % 3; m < masses.length; m += 3) {
                    check(engine, kind, n, masses[m], TEMPERATURES[t]);
                }
            }
        }
    }

    @EveryEngineAndScores
    void largeProjectionsAreWithinTheContract(EngineCase engine, Scores kind) {
        int at = List.of(Scores.values()).indexOf(kind);
        for (int n : LARGE_SIZES) {
            if (n <= Math.min(engine.longest(), at % 4 == 0 ? Integer.MAX_VALUE : 300_007)) {
                double[] masses = masses(n);
                check(engine, kind, n, masses[1 + at % (masses.length - 2)], TEMPERATURES[at % 5]);
                check(engine, kind, n, masses[1 + (at + 3) % (masses.length - 2)], TEMPERATURES[(at + 2) % 5]);
            }
        }
    }

    @EveryEngine
    void projectionsThatExceedTheCachesAreWithinTheContract(EngineCase engine) {
        int n = (1 << 21) + 5;
        if (n <= engine.longest()) {
            check(engine, Scores.NORMAL, n, n / 10.0, 1.5);
            check(engine, Scores.FEW_VALUES, n, 1, 1e-3);
            check(engine, Scores.OFFSET, n, n / 2.0, 0.1);
        }
    }

    private static void check(EngineCase engine, Scores kind, int n, double k, double tau) {
        double[] scores = engine.round(kind.of(n, 31L * n));
        String what = String.format("%s n=%d k=%s tau=%s", kind, n, k, tau);
        double[] x = engine.project(scores, k, tau).x();
        for (int i = 0; i < n; i++) {
            if (!(x[i] >= 0 && x[i] <= 1)) {
                throw new AssertionError(what + ": x[" + i + "] = " + x[i]);
            }
        }
        double tolerance = engine.tolerance(scores, tau);
        ExactProjection exact = ExactProjection.of(scores, k, tau);
        double worst = 0;
        int where = 0;
        for (int i = 0; i < n; i++) {
            double error = Math.abs(x[i] - exact.x(i));
            if (error > worst) {
                worst = error;
                where = i;
            }
        }
        assertThat(worst)
                .as("%s: error of x[%d] = %s, y = %s", what, where, x[where], scores[where])
                .isLessThanOrEqualTo(tolerance);
        double sumTolerance = (engine.precision() == Precision.FLOAT ? 1e-6 : 1e-12) * Math.max(1, k);
        assertThat(ExactSum.of(x)).as("%s: sum of x", what).isCloseTo(k, within(sumTolerance));
    }

    @EveryEngineAndScores
    @Tag("width")
    void kktConditionsHold(EngineCase engine, Scores kind) {
        for (int n : SIZES) {
            double[] scores = engine.round(kind.of(n, 17L * n));
            for (double tau : new double[] {0.1, 1.5, 1e3}) {
                double tolerance = engine.tolerance(scores, tau);
                double k = masses(n)[(n + 4) % masses(n).length];
                double[] x = engine.project(scores, k, tau).x();
                assertThat(violation(scores, tau, x, tolerance))
                        .as("%s n=%d k=%s tau=%s", kind, n, k, tau)
                        .isLessThanOrEqualTo(4 * tolerance + EngineCase.rounding(scores, tau));
            }
        }
    }

    /**
     * A threshold ν fits x if y − τx ≤ ν wherever x &lt; 1, and y − τx ≥ ν wherever x &gt; 0. Returns by how much, in
     * units of x, the lower bounds on ν exceed the upper ones. An x within the tolerance of 0 or 1 counts as 0 or 1.
     */
    private static double violation(double[] y, double tau, double[] x, double tolerance) {
        double pivot = y[0];
        double atLeast = Double.NEGATIVE_INFINITY;
        double atMost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < y.length; i++) {
            double candidate = (y[i] - pivot) - tau * x[i];
            if (x[i] < 1 - tolerance) {
                atLeast = Math.max(atLeast, candidate);
            }
            if (x[i] > tolerance) {
                atMost = Math.min(atMost, candidate);
            }
        }
        return Math.max(0, atLeast - atMost) / tau;
    }

    @EveryEngine
    void bruteForceOverAllFacesAgrees(EngineCase engine) {
        for (Scores kind : new Scores[] {Scores.NORMAL, Scores.FEW_VALUES, Scores.SATURATED_TIES, Scores.UNIFORM}) {
            for (int n = 1; n <= 7; n++) {
                for (double tau : new double[] {0.1, 0.7, 1.5, 40}) {
                    double[] scores = engine.round(kind.of(n, 100 + n));
                    for (double k : masses(n)) {
                        assertThat(engine.project(scores, k, tau).x())
                                .as("%s n=%d k=%s tau=%s", kind, n, k, tau)
                                .containsExactly(BruteForceProjection.of(scores, k, tau), within(1e-6));
                    }
                }
            }
        }
    }

    @EveryEngine
    void temperaturesAtTheEndsOfTheirRangeAreTemperaturesToo(EngineCase engine) {
        for (double tau : new double[] {1e-300, 1e-40, 1e-15, 1e15, 1e40, 1e300}) {
            for (double value : new double[] {0, 1, -1e6, 0.7}) {
                double[] equal = new double[21];
                Arrays.fill(equal, value);
                assertThat(engine.project(engine.round(equal), 7, tau).x())
                        .as("all equal to %s, tau=%s", value, tau)
                        .containsOnly(engine.round(1 / 3.0), within(5e-7));
            }
        }
        double[] apart = engine.round(0.5, 2, -7, 1, 0);
        assertThat(engine.project(apart, 2, 1e-300).x()).containsExactly(0, 1, 0, 1, 0);
        assertThat(engine.project(apart, 2, Double.MIN_VALUE).x()).containsExactly(0, 1, 0, 1, 0);
        assertThat(engine.project(apart, 2, 1e300).x()).containsOnly(engine.round(0.4), within(1e-7));
    }

    @EveryEngine
    void scoresAtTheEndsOfTheirRangeAreScoresToo(EngineCase engine) {
        double huge = engine.precision() == Precision.FLOAT ? Float.MAX_VALUE : 1e300;
        double tiny = engine.precision() == Precision.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE;
        assertThat(engine.project(new double[] {-huge, huge, 0, huge}, 2, 1.5).x())
                .containsExactly(0, 1, 0, 1);
        assertThat(engine.project(new double[] {-huge, huge, 0, -huge}, 3, 1.5).x())
                .containsExactly(0.5, 1, 1, 0.5);
        assertThat(engine.project(new double[] {-huge, huge, 0, huge, 1}, 1, 1.5)
                        .x())
                .containsExactly(0, 0.5, 0, 0.5, 0);
        assertThat(engine.project(new double[] {-huge, -huge, -huge}, 1.5, 1.5).x())
                .containsExactly(0.5, 0.5, 0.5);
        assertThat(engine.project(new double[] {tiny, -tiny, 0, tiny}, 2, 1.5).x())
                .containsExactly(0.5, 0.5, 0.5, 0.5);
    }
}
