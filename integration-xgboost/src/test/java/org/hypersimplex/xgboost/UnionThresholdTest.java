package org.hypersimplex.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.Batch;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threshold of scores that lie on several workers, against the kernels' projection of all of them in one place. */
class UnionThresholdTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** Every worker's scores; a worker without any has one that is masked. */
    private static double[][] split(double[] scores, int workers, Random random) {
        int[] owners = random.ints(scores.length, 0, workers).toArray();
        double[][] parts = new double[workers][];
        for (int w = 0; w < workers; w++) {
            int worker = w;
            double[] part = IntStream.range(0, scores.length)
                    .filter(i -> owners[i] == worker)
                    .mapToDouble(i -> scores[i])
                    .toArray();
            parts[w] = part.length == 0 ? new double[] {-INF} : part;
        }
        return parts;
    }

    private static List<Double> thresholds(double[][] parts, double k, double tau, double guess) throws Exception {
        return ThreadWorkers.run(parts.length, (worker, all) -> new UnionThreshold(all)
                .find(Values.of(parts[worker]), Batch.one(parts[worker].length), 0, k, tau, guess));
    }

    private static double oracle(double[] scores, double k, double tau) {
        return SoftBinaryArgmax.of(k, tau).project(scores, new double[scores.length]);
    }

    private static void check(double[] scores, double k, double tau, int workers, Random random) throws Exception {
        double expected = oracle(scores, k, tau);
        double[][] parts = split(scores, workers, random);
        for (double guess : new double[] {Double.NaN, expected + 0.3 * tau, 1e9}) {
            List<Double> found = thresholds(parts, k, tau, guess);
            String what = "n=" + scores.length + " k=" + k + " tau=" + tau + " guess=" + guess;
            assertThat(found).as(what).containsOnly(found.getFirst());
            assertThat(found.getFirst()).as(what).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void isThatOfTheUnionHoweverTheRowsAreSplit(int workers) throws Exception {
        Random random = new Random(workers);
        for (int n : new int[] {1, 2, 5, 40, 1000, 20_000}) {
            double[] scores = random.doubles(n, -2, 2).toArray();
            for (double tau : new double[] {10, 1, 0.05, 1e-3}) {
                for (double k : new double[] {n * 0.37, Math.rint(n * 0.2), 1}) {
                    check(scores, k, tau, workers, random);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void tiesOfAnyNumberAreNoHindrance(int workers) throws Exception {
        Random random = new Random(10 + workers);
        for (int n : new int[] {2, 30, 3000}) {
            for (int distinct : new int[] {1, 2, 3, 10}) {
                double[] scores = random.ints(n, 0, distinct).asDoubleStream().toArray();
                for (double tau : new double[] {4, 1, 0.25, 1e-6}) {
                    check(scores, Math.rint(0.3 * n), tau, workers, random);
                    check(scores, 0.3 * n + 0.5, tau, workers, random);
                }
            }
        }
    }

    @Test
    void tinyTemperaturesFindTheGapAtTheCount() throws Exception {
        Random random = new Random(5);
        double[] scores = random.doubles(5000).toArray();
        for (double tau : new double[] {1e-6, 1e-9, 1e-12}) {
            for (int k : new int[] {1, 1234, 4999}) {
                check(scores, k, tau, 3, random);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noMassAndFullMassKeepTheOperatorsConvention(int workers) throws Exception {
        Random random = new Random(6);
        double[] scores = random.doubles(50).toArray();
        check(scores, 0, 0.5, workers, random);
        check(scores, 50, 0.5, workers, random);
    }

    @Test
    void aLargeOffsetOfAllScoresCostsNoMoreThanItsOwnDigits() throws Exception {
        Random random = new Random(7);
        double[] scores = random.doubles(3000, 0, 3).map(y -> y + 1e6).toArray();
        double expected = oracle(scores, 700, 1);
        assertThat(thresholds(split(scores, 3, random), 700, 1, Double.NaN).getFirst())
                .isCloseTo(expected, within(4 * Math.ulp(1e6)));
    }

    @Test
    void maskedScoresAreOutAndForcedOnesAreIn() throws Exception {
        Random random = new Random(8);
        double[] finite = random.doubles(300, -1, 1).toArray();
        double[] scores = DoubleStream.concat(
                        Arrays.stream(finite), random.ints(60, 0, 2).mapToDouble(i -> i == 0 ? INF : -INF))
                .toArray();
        long forced = Arrays.stream(scores).filter(y -> y == INF).count();
        List<Double> found = thresholds(split(scores, 3, random), (double) forced + 70, 1, Double.NaN);
        assertThat(found.getFirst()).isCloseTo(oracle(finite, 70, 1), within(1e-12));
    }

    @Test
    void workersWithoutRowsTakePartInTheSearch() throws Exception {
        double[] scores = new Random(9).doubles(100).toArray();
        double[][] parts = {{-INF}, scores, {-INF}};
        assertThat(thresholds(parts, 30, 0.5, Double.NaN))
                .containsOnly(
                        thresholds(new double[][] {scores}, 30, 0.5, Double.NaN).getFirst());
    }

    private static String messageOf(ThrowingCallable search) {
        Throwable thrown = catchThrowable(search);
        return thrown == null ? "nothing was thrown" : thrown.toString();
    }

    @Test
    void aScoreThatIsNaNIsAnErrorOnEveryWorker() throws Exception {
        double[][] parts = {{1, 2}, {3, Double.NaN}, {4, 5}};
        List<String> messages = ThreadWorkers.run(
                3,
                (worker, all) -> messageOf(() ->
                        new UnionThreshold(all).find(Values.of(parts[worker]), Batch.one(2), 0, 1, 1, Double.NaN)));
        assertThat(messages)
                .containsExactly(
                        "java.lang.IllegalArgumentException: a score of problem 0 on another worker is NaN",
                        "java.lang.IllegalArgumentException: score at entry 1 of problem 0 is NaN",
                        "java.lang.IllegalArgumentException: a score of problem 0 on another worker is NaN");
    }

    @Test
    void aMassThatTheUnionCannotHoldIsAnError() {
        UnionThreshold threshold = new UnionThreshold(AllReduce.single());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> threshold.find(Values.of(new float[] {1, -1f / 0}), Batch.one(2), 0, 2, 1, Double.NaN))
                .withMessageContaining("k = 2.0 can't be met");
    }

    @Test
    void fewReductionsAreNeededInARoundOfBoosting() throws Exception {
        Random random = new Random(11);
        double[] scores = random.doubles(10_000, 0, 1.5).toArray();
        int[] reductions = {0};
        AllReduce counting = new AllReduce() {
            @Override
            public void sum(double[] numbers) {
                reductions[0]++;
            }

            @Override
            public void max(double[] numbers) {
                reductions[0]++;
            }
        };
        UnionThreshold threshold = new UnionThreshold(counting);
        Batch batch = Batch.one(scores.length);
        double last = threshold.find(Values.of(scores), batch, 0, 4000, 1, Double.NaN);
        reductions[0] = 0;
        double[] moved =
                Arrays.stream(scores).map(y -> y + 0.02 * random.nextGaussian()).toArray();
        threshold.find(Values.of(moved), batch, 0, 4000, 1, last);
        assertThat(reductions[0]).isLessThanOrEqualTo(5);
        reductions[0] = 0;
        threshold.find(Values.of(new double[5000]), Batch.one(5000), 0, 4000, 1, Double.NaN);
        assertThat(reductions[0]).as("all scores tied").isLessThanOrEqualTo(4);
    }
}
