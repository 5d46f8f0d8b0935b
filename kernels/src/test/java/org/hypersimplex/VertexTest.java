package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/**
 * Entries that are exactly 0 or 1: vertices, saturated ties, and scores that sit on a kink. Their x must be exact, and
 * their gradient exactly 0, whether it is computed from scores and threshold or from x.
 */
class VertexTest {
    /** The value upper at k of n entries, spread evenly, and lower at the others. */
    private static double[] twoGroups(int n, int k, double upper, double lower) {
        double[] y = new double[n];
        Arrays.fill(y, lower);
        for (int j = 0; j < k; j++) {
            y[(int) ((long) j * n / k)] = upper;
        }
        return y;
    }

    private static double[] direction(int n) {
        return new SplittableRandom(n).doubles(n, -1, 1).toArray();
    }

    private static void checkVertex(EngineCase engine, double[] y, double k, double tau, double[] expected) {
        String what = String.format("n=%d k=%s tau=%s y=%s", y.length, k, tau, Arrays.toString(Arrays.copyOf(y, 5)));
        EngineCase.Projected projected = engine.project(y, k, tau);
        Close.checkSame(what, projected.x(), expected);
        double[] direction = engine.round(direction(y.length));
        Close.checkSame(
                "gradient, " + what + ", threshold " + projected.threshold(),
                engine.multiply(y, k, tau, direction),
                new double[y.length]);
        Values product = engine.values(direction);
        engine.top(k, tau)
                .vjpFromProjection(
                        Batch.one(y.length), engine.values(projected.x()), engine.values(direction), product);
        Close.checkSame("gradient from x, " + what, EngineCase.read(product), new double[y.length]);
    }

    @EveryEngine
    void theExampleOfSaturatedTiesHasNoGradient(EngineCase engine) {
        double[] y = {5, 5, 0, -3, -3};
        assertThat(engine.project(y, 2, 1).x()).containsExactly(1, 1, 0, 0, 0);
        assertThat(engine.project(y, 2, 1).threshold()).isEqualTo(2);
        assertThat(engine.multiply(y, 2, 1, new double[] {1, 0, 0, 0, 2})).containsExactly(0, 0, 0, 0, 0);
    }

    @EveryEngine
    void tiedGroupsFurtherApartThanTheTemperatureAreAVertex(EngineCase engine) {
        for (int n : new int[] {2, 3, 8, 17, 64, 129, 1000, 4099}) {
            for (double upper : new double[] {5.3, 0.1, -0.3, 1e6 + 7.7, -1e6 + 3.3}) {
                for (double tau : new double[] {1e-6, 1e-3, 0.1, 1.5}) {
                    int k = Math.max(1, n / 3);
                    double[] y = engine.round(twoGroups(n, k, upper, upper - 1.7));
                    double[] expected = twoGroups(n, k, 1, 0);
                    checkVertex(engine, y, k, tau, expected);
                }
            }
        }
    }

    @EveryEngine
    void theThresholdOfAVertexIsTheMiddleOfTheThresholdsThatGiveIt(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(29);
        for (int round = 0; round < 300; round++) {
            int n = round % 2 == 0 ? 5003 : 154;
            int k = 1 + random.nextInt(n - 1);
            double tau = 0.5 * Math.pow(10, -random.nextInt(5));
            double offset = random.nextDouble(-3, 3);
            double[] drawn = random.doubles(n, 0, 1).map(v -> v + offset).toArray();
            for (int i = 0; i < k; i++) {
                drawn[i] += 2;
            }
            double[] y = engine.round(drawn);
            double one = Arrays.stream(y, 0, k).min().getAsDouble();
            double zero = Arrays.stream(y, k, n).max().getAsDouble();
            assertThat(engine.project(y, k, tau).threshold())
                    .as("n=%d k=%d tau=%s, gap from %s to %s", n, k, tau, zero, one)
                    .isCloseTo((one - tau + zero) / 2, within(1e-12 + engine.epsilon() * tau));
        }
    }

    @EveryEngine
    void theMiddleIsFoundAtTinyTemperaturesToo(EngineCase engine) {
        for (int n = 300; n < 340; n++) {
            double[] y = engine.round(Scores.TWO_CLUSTERS.of(n, n));
            double[] sorted = Arrays.stream(y).sorted().toArray();
            for (int k : new int[] {1, 10, n / 3}) {
                double one = sorted[n - k];
                double zero = sorted[n - k - 1];
                double tau = Math.min(1e-9, (one - zero) / 2);
                if (one > zero && tau >= 1e-12) {
                    assertThat(engine.project(y, k, tau).threshold())
                            .as("n=%d k=%d, gap from %s to %s", n, k, zero, one)
                            .isCloseTo((one - tau + zero) / 2, within(1e-12 + engine.epsilon() * tau));
                }
            }
        }
    }

    @EveryEngine
    void theSmallestGapThatIsAtLeastTheTemperatureMakesAVertex(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 300; round++) {
            double tau = Math.pow(10, random.nextDouble(-3, 3));
            double lower = engine.round(random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(4)))[0];
            double upper = engine.round(lower + tau)[0];
            while (new BigDecimal(upper).subtract(new BigDecimal(lower)).compareTo(new BigDecimal(tau)) < 0) {
                upper = engine.precision() == Precision.FLOAT ? Math.nextUp((float) upper) : Math.nextUp(upper);
            }
            int n = 2 + random.nextInt(40);
            int k = 1 + random.nextInt(n - 1);
            checkVertex(engine, twoGroups(n, k, upper, lower), k, tau, twoGroups(n, k, 1, 0));
        }
    }

    @EveryEngine
    void aGapBelowTheTemperatureIsNoVertex(EngineCase engine) {
        for (int n : new int[] {2, 17, 1000}) {
            int k = n / 2;
            double[] y = engine.round(twoGroups(n, k, 1.49, 0));
            double[] x = engine.project(y, k, 1.5).x();
            assertThat(Arrays.stream(x).min().getAsDouble()).isPositive();
            assertThat(Arrays.stream(x).max().getAsDouble()).isLessThan(1);
        }
    }

    @EveryEngineAndScores
    void noMassIsAllZerosAndFullMassIsAllOnes(EngineCase engine, Scores kind) {
        for (int n : new int[] {1, 2, 8, 31, 129, 1000}) {
            for (double tau : new double[] {1e-3, 0.1, 0.3, 1e3}) {
                double[] y = engine.round(kind.of(n, n));
                double[] expected = new double[n];
                checkVertex(engine, y, 0, tau, expected);
                Arrays.fill(expected, 1);
                checkVertex(engine, y, n, tau, expected);
            }
        }
    }

    @EveryEngine
    void smallTemperaturesGiveTheKLargest(EngineCase engine) {
        for (int n : new int[] {3, 16, 100, 1023}) {
            double[] y = engine.round(Scores.NORMAL.of(n, n + 1));
            double[] sorted = Arrays.stream(y).sorted().toArray();
            for (int k : new int[] {1, n / 3, n - 1}) {
                // The next smaller number, since the difference may have been rounded up.
                double gap = Math.nextDown(sorted[n - k] - sorted[n - k - 1]);
                double[] hard =
                        Arrays.stream(y).map(v -> v >= sorted[n - k] ? 1 : 0).toArray();
                assertThat(gap).as("the draw must have no tie").isPositive();
                for (double tau : new double[] {gap, gap / 2, gap * 1e-3, gap * 1e-9}) {
                    checkVertex(engine, y, k, tau, hard);
                }
            }
        }
    }

    /** Per six entries: two at 1 exactly, two active, two at 0 exactly; every number is a multiple of 1/4. */
    private static final double[] KINKED = {1, 0.75, 0, 1, 0.25, 0};

    private static final boolean[] KINKED_ACTIVE = {false, true, false, false, true, false};

    @EveryEngine
    void entriesExactlyOnAKinkAreNotActive(EngineCase engine) {
        for (int copies : new int[] {1, 2, 3, 11, 100, 683, 3000}) {
            int n = 6 * copies;
            for (double offset : new double[] {0, 16, -1_000_000}) {
                for (double tau : new double[] {0.5, 1, 64}) {
                    double[] y = IntStream.range(0, n)
                            .mapToDouble(i -> offset + tau * KINKED[i % 6])
                            .toArray();
                    double[] direction = engine.round(direction(n));
                    EngineCase.Projected projected = engine.project(y, 3 * copies, tau);
                    String what = "n=" + n + " offset=" + offset + " tau=" + tau;
                    assertThat(projected.x())
                            .as(what)
                            .containsExactly(IntStream.range(0, n)
                                    .mapToDouble(i -> KINKED[i % 6])
                                    .toArray());
                    assertThat(projected.threshold()).as(what).isEqualTo(offset);
                    double[] product = engine.multiply(y, 3 * copies, tau, direction);
                    double mean = IntStream.range(0, n)
                                    .filter(i -> KINKED_ACTIVE[i % 6])
                                    .mapToDouble(i -> direction[i])
                                    .sum()
                            / (2 * copies);
                    double[] expected = IntStream.range(0, n)
                            .mapToDouble(i -> KINKED_ACTIVE[i % 6] ? (direction[i] - mean) / tau : 0)
                            .toArray();
                    Close.check(what, product, expected, engine.epsilon() * 10 / tau);
                    for (int i = 0; i < n; i++) {
                        if (!KINKED_ACTIVE[i % 6] && product[i] != 0) {
                            throw new AssertionError(what + ": gradient " + product[i] + " at entry " + i);
                        }
                    }
                }
            }
        }
    }
}
