package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** What the projection must do whatever the numbers: laws that need no oracle. */
class ProjectionPropertiesTest {
    private static final int[] SIZES = {1, 2, 7, 16, 33, 129, 1000};

    @EveryEngineAndScores
    void orderIsKeptAndEqualScoresGetEqualEntries(EngineCase engine, Scores kind) {
        for (int n : new int[] {2, 7, 16, 33, 129, 1000, 4099}) {
            for (double tau : new double[] {1e-6, 0.1, 1.5, 1e3}) {
                double[] y = engine.round(kind.of(n, n));
                double[] x = engine.project(y, n / 3.0, tau).x();
                int[] order = IntStream.range(0, n)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> y[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                for (int i = 1; i < n; i++) {
                    double lower = x[order[i - 1]];
                    double upper = x[order[i]];
                    if (y[order[i - 1]] == y[order[i]] ? lower != upper : lower > upper) {
                        throw new AssertionError(String.format(
                                "%s n=%d tau=%s: y %s < %s, x %s, %s",
                                kind, n, tau, y[order[i - 1]], y[order[i]], lower, upper));
                    }
                }
            }
        }
    }

    @EveryEngineAndScores
    void projectionIsLipschitzInTheScores(EngineCase engine, Scores kind) {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : SIZES) {
            for (double tau : new double[] {0.1, 1.5}) {
                double[] y = engine.round(kind.of(n, n));
                double[] moved = engine.round(
                        Arrays.stream(y).map(v -> v + random.nextDouble(-1, 1)).toArray());
                double tolerance = Math.max(engine.tolerance(y, tau), engine.tolerance(moved, tau));
                double change = distance(
                        engine.project(y, n / 2.0, tau).x(),
                        engine.project(moved, n / 2.0, tau).x());
                assertThat(change)
                        .as("%s n=%d tau=%s", kind, n, tau)
                        .isLessThanOrEqualTo(distance(y, moved) / tau * (1 + 1e-12) + 2 * n * tolerance);
            }
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    /** Scores in quarters, so that adding the constants below rounds nothing, in float either. */
    private static double[] quarters(int n) {
        SplittableRandom random = new SplittableRandom(n);
        return random.ints(n, -40, 40).mapToDouble(i -> 0.25 * i).toArray();
    }

    @EveryEngine
    void addingAConstantChangesNothingButTheThreshold(EngineCase engine) {
        for (int n : SIZES) {
            double[] y = quarters(n);
            for (double constant : new double[] {1, -64, 1_000_000, -1_000_000}) {
                double[] shifted = Arrays.stream(y).map(v -> v + constant).toArray();
                for (double k : new double[] {0.3, n / 2.0}) {
                    EngineCase.Projected before = engine.project(y, k, 1.5);
                    EngineCase.Projected after = engine.project(shifted, k, 1.5);
                    double tolerance = 2 * engine.tolerance(y, 1.5);
                    Close.check("n=" + n + " k=" + k + " + " + constant, after.x(), before.x(), tolerance);
                    assertThat(after.threshold())
                            .isCloseTo(
                                    before.threshold() + constant,
                                    within(1.5 * tolerance + 2 * Math.ulp(Math.abs(constant) + 20)));
                }
            }
        }
    }

    @EveryEngineAndScores
    void scalingScoresAndTemperatureAlikeChangesNothingButTheThreshold(EngineCase engine, Scores kind) {
        for (int n : SIZES) {
            double[] y = engine.round(kind.of(n, n));
            double tolerance = 2 * engine.tolerance(y, 1.5);
            if (kind == Scores.DENORMAL || tolerance == Double.POSITIVE_INFINITY) {
                continue;
            }
            for (double factor : new double[] {0.125, 1024}) {
                double[] scaled = Arrays.stream(y).map(v -> v * factor).toArray();
                EngineCase.Projected before = engine.project(y, n / 4.0, 1.5);
                EngineCase.Projected after = engine.project(scaled, n / 4.0, 1.5 * factor);
                Close.check(kind + " n=" + n, after.x(), before.x(), tolerance);
                assertThat(after.threshold())
                        .isCloseTo(
                                before.threshold() * factor,
                                within((1.5 * tolerance + 4 * Math.ulp(before.threshold())) * factor));
            }
        }
    }

    @EveryEngineAndScores
    void permutingTheScoresPermutesTheProjection(EngineCase engine, Scores kind) {
        for (int n : SIZES) {
            double[] y = engine.round(kind.of(n, n));
            double tolerance = 2 * engine.tolerance(y, 1.5);
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> Integer.reverse(i * 0x9E3779B9)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] x = engine.project(y, n / 4.0, 1.5).x();
            double[] permuted = engine.project(
                            Arrays.stream(order).mapToDouble(i -> y[i]).toArray(), n / 4.0, 1.5)
                    .x();
            double[] expected = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
            Close.check(kind + " n=" + n, permuted, expected, tolerance);
        }
    }

    @EveryEngine
    void projectingAProjectionAgainAtTemperatureOneGivesItBack(EngineCase engine) {
        for (int n : SIZES) {
            double[] x = engine.project(engine.round(Scores.NORMAL.of(n, n)), n / 3.0, 1.5)
                    .x();
            double tolerance = engine.precision() == Precision.FLOAT ? 2e-6 : 1e-12;
            assertThat(engine.project(x, n / 3.0, 1).x()).containsExactly(x, within(tolerance));
        }
    }

    @EveryEngineAndScores
    void moreMassNeverLowersAnEntryNorRaisesTheThreshold(EngineCase engine, Scores kind) {
        double[] y = engine.round(kind.of(40, 9));
        double tolerance = engine.tolerance(y, 1.5);
        EngineCase.Projected less = engine.project(y, 0, 1.5);
        for (double k = 0.5; k <= 40; k += 0.5) {
            EngineCase.Projected more = engine.project(y, k, 1.5);
            for (int i = 0; i < y.length; i++) {
                assertThat(more.x()[i]).as("k=%s", k).isGreaterThanOrEqualTo(less.x()[i] - 2 * tolerance);
            }
            assertThat(more.threshold())
                    .as("k=%s", k)
                    .isLessThanOrEqualTo(less.threshold() + 3 * tolerance + Math.ulp(less.threshold()));
            less = more;
        }
    }

    @EveryEngine
    void arraysAndViewsOfThemGiveTheSame(EngineCase engine) {
        double[] y = engine.round(Scores.NORMAL.of(37, 1));
        SoftBinaryArgmax top = engine.top(9, 0.8);
        EngineCase.Projected viewed = engine.project(y, 9, 0.8);
        if (engine.precision() == Precision.DOUBLE) {
            double[] x = new double[37];
            assertThat(top.project(y)).containsExactly(viewed.x());
            assertThat(top.project(y, x)).isEqualTo(viewed.threshold());
            assertThat(x).containsExactly(viewed.x());
            assertThat(top.project(y, y)).isEqualTo(viewed.threshold());
            assertThat(y).containsExactly(viewed.x());
        } else {
            float[] floats = Objects.requireNonNull(engine.values(y).floats());
            float[] x = new float[37];
            assertThat(EngineCase.read(Values.of(top.project(floats)))).containsExactly(viewed.x());
            assertThat(top.project(floats, x)).isEqualTo(viewed.threshold());
            assertThat(EngineCase.read(Values.of(x))).containsExactly(viewed.x());
            assertThat(top.project(floats, floats)).isEqualTo(viewed.threshold());
            assertThat(floats).containsExactly(x);
        }
    }
}
