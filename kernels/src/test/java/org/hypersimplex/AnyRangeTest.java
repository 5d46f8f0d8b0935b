package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/** The contract holds for every finite score and any temperature: far scores and extreme numbers cost no accuracy. */
class AnyRangeTest {
    private static final double[] MASKS = {-1e9, -1e20, -1e30, -Float.MAX_VALUE};

    private static void check(EngineCase engine, double[] scores, double k, double tau) {
        String what = String.format(
                "n=%d k=%s tau=%s y=%s", scores.length, k, tau, Arrays.toString(Arrays.copyOf(scores, 30)));
        EngineCase.Projected projected = engine.project(scores, k, tau);
        assertThat(projected.threshold()).as("threshold, " + what).isFinite();
        ExactProjection exact = ExactProjection.of(scores, k, tau);
        double tolerance = engine.precision() == Precision.FLOAT ? 5e-7 : 1e-13;
        for (int i = 0; i < scores.length; i++) {
            assertThat(projected.x()[i]).as("x[" + i + "], " + what).isCloseTo(exact.x(i), within(tolerance));
        }
        double sumTolerance = engine.precision() == Precision.FLOAT ? 1e-6 : 1e-12;
        assertThat(ExactSum.of(projected.x()))
                .as("sum of x, " + what)
                .isCloseTo(k, within(sumTolerance * Math.max(1, k)));
    }

    @EveryEngine
    @Tag("width")
    void finiteMasksDoWhatInfiniteOnesDo(EngineCase engine) {
        for (int n : new int[] {10, 101, 1000, 5000, 20_000}) {
            for (double mask : MASKS) {
                for (int every : new int[] {2, 10, 1000}) {
                    double[] masked = engine.round(Scores.NORMAL.of(n, n));
                    double[] infinite = masked.clone();
                    for (int i = n % every; i < n; i += every) {
                        masked[i] = engine.round(mask)[0];
                        infinite[i] = Double.NEGATIVE_INFINITY;
                    }
                    double k = n / 4.0 + 0.25;
                    check(engine, masked, k, 1.5);
                    check(engine, masked, k, 1e-3);
                    double[] x = engine.project(masked, k, 1.5).x();
                    double[] expected = engine.project(infinite, k, 1.5).x();
                    for (int i = 0; i < n; i++) {
                        assertThat(x[i]).isCloseTo(expected[i], within(infinite[i] == masked[i] ? 5e-7 : 0));
                    }
                }
            }
        }
    }

    @EveryEngine
    void oneOutlierOfEitherSignCostsNoAccuracy(EngineCase engine) {
        for (double outlier : new double[] {-1e30, 1e30, -1e20, 1e20, 1e12}) {
            for (int n : new int[] {2, 10, 101, 5001}) {
                double[] scores = engine.round(Scores.NORMAL.of(n, n));
                scores[n / 2] = engine.round(outlier)[0];
                for (double k : new double[] {0.75, 1, n / 4.0, n >> 1, n - 0.5}) {
                    check(engine, scores, k, 1);
                    check(engine, scores, k, 1e-6);
                }
            }
        }
    }

    @EveryEngine
    @Tag("width")
    void rangesUpToTheTypesOwnAreWithinTheContract(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(5);
        int most = engine.precision() == Precision.FLOAT ? 127 : 980;
        for (int round = 0; round < 1500; round++) {
            int n = 1 + random.nextInt(24);
            int center = random.nextInt(-most, most);
            int spread = 1 + random.nextInt(round % 3 == 0 ? 2 * most : 12);
            double[] scores = random.ints(n, -spread, spread + 1)
                    .mapToDouble(e -> Math.scalb(random.nextDouble(-1, 1), Math.min(most, Math.max(-most, center + e))))
                    .toArray();
            double tau = Math.scalb(
                    1 + random.nextDouble(), Math.min(most, Math.max(-most, center + random.nextInt(-30, 30))));
            double k = round % 2 == 0 ? random.nextInt(n + 1) : random.nextDouble() * n;
            check(engine, engine.round(scores), k, tau);
        }
    }

    @EveryEngine
    void manyTiedTenthsAreSharedAtTheSmallestTemperatures(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 600; round++) {
            int n = 2 + random.nextInt(20);
            double[] scores = engine.round(
                    random.ints(n, -30, 30).mapToDouble(v -> v / 10.0).toArray());
            double k = round % 2 == 0 ? random.nextInt(n + 1) : random.nextDouble() * n;
            for (double tau : new double[] {1e-9, 1e-12, 1e-16, 1e-25}) {
                check(engine, scores, k, tau);
            }
        }
    }

    @EveryEngine
    void withTheTemperatureTheProjectionGoesToBinaryArgmax(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(7);
        for (int n : new int[] {5, 100, 5000}) {
            double[] scores = engine.round(
                    IntStream.range(0, n).mapToDouble(i -> 1.7 * i - n).toArray());
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double swapped = scores[i];
                scores[i] = scores[j];
                scores[j] = swapped;
            }
            int k = n / 3;
            double[] top = Arrays.stream(scores).sorted().skip(n - k).toArray();
            double[] expected =
                    Arrays.stream(scores).map(y -> y >= top[0] ? 1 : 0).toArray();
            for (double tau : new double[] {1, 1e-6, 1e-37, 1e-60, 1e-300, Double.MIN_VALUE}) {
                Close.checkSame("tau " + tau, engine.project(scores, k, tau).x(), expected);
            }
        }
    }

    @EveryEngine
    void hotTemperaturesBeyondTheRangeOfFloatAreExactToo(EngineCase engine) {
        double largest = Float.MAX_VALUE;
        for (double tau : new double[] {1e30, 1e33, 1e38, 1e39, 1e100}) {
            check(engine, new double[] {-largest, 0}, 2, tau);
            check(engine, new double[] {-largest, 0}, 1, tau);
            check(engine, new double[] {-largest, largest, 0, largest}, 1.5, tau);
        }
        for (double tau : new double[] {1e-30, 1e-33, 1e-38, 1e-42}) {
            check(engine, engine.round(0, 1e-38, 3e-38, -1e-40), 1.5, tau);
        }
    }

    @EveryEngine
    void scoresAtBothEndsOfTheRangeGiveNumbers(EngineCase engine) {
        double end = engine.precision() == Precision.FLOAT ? Float.MAX_VALUE : 1.7e308;
        for (double tau : new double[] {1e-30, 1, 1e30}) {
            for (int k = 1; k < 4; k++) {
                double[] x = engine.project(new double[] {-end, end, -end, end}, k, tau)
                        .x();
                double upper = Math.min(1, k / 2.0);
                double lower = Math.max(0, k / 2.0 - 1);
                assertThat(x)
                        .as("k " + k + " tau " + tau)
                        .containsExactly(new double[] {lower, upper, lower, upper}, within(1e-15));
            }
        }
    }

    /** {@code threshold} itself may be infinite then. */
    @EveryEngine
    @Tag("width")
    void aThresholdBeyondTheRangeCostsNoAccuracy(EngineCase engine) {
        double end = engine.precision() == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        double accuracy = engine.precision() == Precision.FLOAT ? 5e-7 : 1e-13;
        double tau = end / 1.1e6;
        for (double[] scores : new double[][] {
            {-end, -end},
            {-end, -end, -end + tau / 8, -end},
            {end, end, end, end - tau / 4, end - tau / 2},
            {-end, -end, Double.NEGATIVE_INFINITY},
            {-end, Double.POSITIVE_INFINITY, -end + tau / 8}
        }) {
            double[] y = engine.round(scores);
            double[] same = Arrays.stream(y).map(v -> (v - y[0]) / tau).toArray();
            long infinite =
                    Arrays.stream(y).filter(v -> v == Double.POSITIVE_INFINITY).count();
            long finite = Arrays.stream(y).filter(Double::isFinite).count();
            for (double share : new double[] {0, 0.1, 0.5, 0.95, 1}) {
                double k = infinite + share * finite;
                ExactProjection exact = ExactProjection.of(same, k, 1);
                double[] x = engine.project(y, k, tau).x();
                for (int i = 0; i < x.length; i++) {
                    assertThat(x[i])
                            .as("x[" + i + "], k " + k + ", " + Arrays.toString(y))
                            .isCloseTo(exact.x(i), within(accuracy));
                }
            }
        }
    }

    @EveryEngine
    @Tag("width")
    void exactKinksAreExactlyZeroOrOneAndBothProductsAgree(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 3000; round++) {
            int n = 2 + random.nextInt(8);
            double[] scores = random.ints(n, -32, 33).mapToDouble(v -> v / 16.0).toArray();
            double tau = new double[] {0.25, 1, 1.5}[round % 3];
            double k = random.nextInt(1, n);
            ExactProjection exact = ExactProjection.of(scores, k, tau);
            String what = "k=" + k + " tau=" + tau + " y=" + Arrays.toString(scores);
            EngineCase.Projected projected = engine.project(scores, k, tau);
            for (int i = 0; i < n; i++) {
                assertThat(projected.x()[i] > 0 && projected.x()[i] < 1)
                        .as("whether x[" + i + "] = " + projected.x()[i] + " is active, " + what)
                        .isEqualTo(exact.isActive(i));
            }
            double[] direction = IntStream.range(0, n).mapToDouble(i -> i + 1).toArray();
            Values fromX = engine.values(new double[n]);
            engine.top(k, tau)
                    .vjpFromProjection(Batch.one(n), engine.values(projected.x()), engine.values(direction), fromX);
            double[] fromScores = engine.multiply(scores, k, tau, direction);
            double[] expected = exact.multiply(direction);
            for (int i = 0; i < n; i++) {
                assertThat(EngineCase.read(fromX)[i]).as("from x, " + what).isCloseTo(expected[i], within(1e-5));
                assertThat(fromScores[i]).as("from scores, " + what).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @EveryEngine
    void productsFindAThresholdThatOneDoubleCannotHold(EngineCase engine) {
        double[] scores = {1e6, 1e6 + 3e-10, 1e6 + 7e-10, 1e6 + 1.2e-9};
        double[] direction = {1, 0, 0, 0.5};
        for (double k : new double[] {0.7, 1.5, 2.2}) {
            double[] rounded = engine.round(scores);
            double[] product = engine.multiply(rounded, k, 1e-9, direction);
            double[] expected = ExactProjection.of(rounded, k, 1e-9).multiply(direction);
            for (int i = 0; i < scores.length; i++) {
                assertThat(product[i] * 1e-9).as("k " + k).isCloseTo(expected[i] * 1e-9, within(1e-6));
            }
        }
    }
}
