package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProjectionCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Problems whose scores lie on several workers (threads here) must give the same results as the same problems in one
 * place.
 */
class WorkersTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** Deals scores out to workers at random; a worker that gets none has one that is masked. */
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

    /** The engines that can compute over several workers, and numbers of workers. */
    static Stream<Arguments> enginesAndWorkers() {
        return together().flatMap(engine -> IntStream.of(1, 3, 7).mapToObj(workers -> Arguments.of(engine, workers)));
    }

    static Stream<EngineCase> together() {
        return EngineCase.all().filter(engine -> !engine.isReference() && !engine.isDevice());
    }

    /** The threshold that each worker finds. */
    private static List<Double> thresholds(EngineCase engine, double[][] parts, double k, double tau, double guess)
            throws Exception {
        return ThreadWorkers.run(
                parts.length,
                (worker, all) -> threshold(engine.backend(), engine.values(parts[worker]), k, tau, guess, all));
    }

    private static double threshold(Backend on, Values scores, double k, double tau, double guess, AllReduce workers) {
        double[] found = {guess};
        on.project(new ProjectionCall(Batch.one(scores.size()), scores, Mass.of(k), tau, found, null, found, workers));
        return found[0];
    }

    private static double oracle(double[] scores, double k, double tau) {
        return SoftBinaryArgmax.of(k, tau).threshold(scores);
    }

    private static void check(EngineCase engine, double[] drawn, double k, double tau, int workers, Random random)
            throws Exception {
        double[] scores = engine.round(drawn);
        double expected = oracle(scores, k, tau);
        double[][] parts = split(scores, workers, random);
        for (double guess : new double[] {Double.NaN, expected + 0.3 * tau, 1e9}) {
            List<Double> found = thresholds(engine, parts, k, tau, guess);
            String what = "n=" + scores.length + " k=" + k + " tau=" + tau + " guess=" + guess;
            assertThat(found).as(what).containsOnly(found.getFirst());
            if (engine.precision() == Precision.DOUBLE) {
                assertThat(found.getFirst()).as(what).isCloseTo(expected, within(1e-12));
            }
            // In float, rounding near a kink may make thresholds differ, but the mass must still be met.
            assertThat(mass(scores, found.getFirst(), tau)).as(what).isCloseTo(k, within(2e-6 * Math.max(1, k)));
        }
    }

    private static double mass(double[] scores, double threshold, double tau) {
        return ExactSum.of(Arrays.stream(scores)
                .map(y -> Math.max(0, Math.min(1, (y - threshold) / tau)))
                .toArray());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("enginesAndWorkers")
    void isThatOfTheUnionHoweverTheRowsAreSplit(EngineCase engine, int workers) throws Exception {
        Random random = new Random(workers);
        for (int n : new int[] {1, 2, 5, 40, 1000}) {
            double[] scores = random.doubles(n, -2, 2).toArray();
            for (double tau : new double[] {10, 1, 0.05, 1e-3}) {
                for (double k : new double[] {n * 0.37, Math.rint(n * 0.2), 1}) {
                    check(engine, scores, k, tau, workers, random);
                }
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("enginesAndWorkers")
    void tiesOfAnyNumberAreNoHindrance(EngineCase engine, int workers) throws Exception {
        Random random = new Random(10 + workers);
        for (int n : new int[] {2, 30, 1000}) {
            for (int distinct : new int[] {1, 2, 3, 10}) {
                double[] scores = random.ints(n, 0, distinct).asDoubleStream().toArray();
                for (double tau : new double[] {4, 1, 0.25, 1e-6}) {
                    check(engine, scores, Math.rint(0.3 * n), tau, workers, random);
                    check(engine, scores, 0.3 * n + 0.5, tau, workers, random);
                }
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void tinyTemperaturesFindTheGapAtTheCount(EngineCase engine) throws Exception {
        Random random = new Random(5);
        double[] scores = random.doubles(5000).toArray();
        for (double tau : new double[] {1e-6, 1e-9, 1e-12}) {
            for (int k : new int[] {1, 1234, 4999}) {
                check(engine, scores, k, tau, 3, random);
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("enginesAndWorkers")
    void noMassAndFullMassKeepTheOperatorsConvention(EngineCase engine, int workers) throws Exception {
        Random random = new Random(6);
        double[] scores = random.doubles(50).toArray();
        check(engine, scores, 0, 0.5, workers, random);
        check(engine, scores, 50, 0.5, workers, random);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void aLargeOffsetOfAllScoresCostsNoMoreThanItsOwnDigits(EngineCase engine) throws Exception {
        Random random = new Random(7);
        double[] scores =
                engine.round(random.doubles(3000, 0, 3).map(y -> y + 1e6).toArray());
        double expected = oracle(scores, 700, 1);
        assertThat(thresholds(engine, split(scores, 3, random), 700, 1, Double.NaN)
                        .getFirst())
                .isCloseTo(expected, within(engine.precision() == Precision.DOUBLE ? 4 * Math.ulp(1e6) : 1e-6));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void maskedScoresAreOutAndForcedOnesAreIn(EngineCase engine) throws Exception {
        Random random = new Random(8);
        double[] finite = engine.round(random.doubles(300, -1, 1).toArray());
        double[] scores = DoubleStream.concat(
                        Arrays.stream(finite), random.ints(60, 0, 2).mapToDouble(i -> i == 0 ? INF : -INF))
                .toArray();
        long forced = Arrays.stream(scores).filter(y -> y == INF).count();
        List<Double> found = thresholds(engine, split(scores, 3, random), (double) forced + 70, 1, Double.NaN);
        assertThat(mass(finite, found.getFirst(), 1)).isCloseTo(70, within(1e-4 * engine.epsilon() / 1e-6 + 1e-12));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void workersWithoutRowsTakePartInTheSearch(EngineCase engine) throws Exception {
        double[] scores = new Random(9).doubles(100).toArray();
        double[][] parts = {{-INF}, scores, {-INF}};
        assertThat(thresholds(engine, parts, 30, 0.5, Double.NaN))
                .containsOnly(thresholds(engine, new double[][] {scores}, 30, 0.5, Double.NaN)
                        .getFirst());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void aScoreThatIsNaNIsAnErrorOnEveryWorker(EngineCase engine) throws Exception {
        double[][] parts = {{1, 2}, {3, Double.NaN}, {4, 5}};
        List<String> messages = ThreadWorkers.run(
                3,
                (worker, all) -> String.valueOf(catchThrowable(
                        () -> threshold(engine.backend(), engine.values(parts[worker]), 1, 1, Double.NaN, all))));
        assertThat(messages).allMatch(message -> message.startsWith("org.hypersimplex.problem.InputException"));
        assertThat(messages.get(0)).contains("another worker");
        assertThat(messages.get(1)).contains("entry 1 of problem 0: score is NaN");
        assertThat(messages.get(2)).contains("another worker");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void aMassThatTheUnionCannotHoldIsAnErrorOnEveryWorker(EngineCase engine) throws Exception {
        double[][] parts = {{1, Double.NEGATIVE_INFINITY}, {Double.NEGATIVE_INFINITY}};
        List<String> messages = ThreadWorkers.run(
                2,
                (worker, all) -> String.valueOf(catchThrowable(
                        () -> threshold(engine.backend(), engine.values(parts[worker]), 2, 1, Double.NaN, all))));
        assertThat(messages).allMatch(message -> message.contains("k = 2.0 can't be met"));
    }

    @EveryEngine
    void anEngineThatCannotComputeWithOthersSaysSo(EngineCase engine) {
        if (engine.isReference() || engine.isDevice()) {
            AllReduce two = new Counting();
            assertThatThrownBy(() -> threshold(engine.backend(), engine.values(1, 2), 1, 1, Double.NaN, two))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining(engine.engine());
        }
    }

    /** Counts reductions and changes nothing, as with one worker. */
    private static final class Counting implements AllReduce {
        private int reductions;

        @Override
        public void sum(double[] numbers) {
            reductions++;
        }

        @Override
        public void max(double[] numbers) {
            reductions++;
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void fewReductionsAreNeededInARoundOfBoosting(EngineCase engine) {
        Random random = new Random(11);
        double[] scores = random.doubles(10_000, 0, 1.5).toArray();
        Counting counting = new Counting();
        double last = threshold(engine.backend(), engine.values(scores), 4000, 1, Double.NaN, counting);
        counting.reductions = 0;
        double[] moved =
                Arrays.stream(scores).map(y -> y + 0.02 * random.nextGaussian()).toArray();
        threshold(engine.backend(), engine.values(moved), 4000, 1, last, counting);
        assertThat(counting.reductions).isLessThanOrEqualTo(5);
        counting.reductions = 0;
        threshold(engine.backend(), engine.values(new double[5000]), 4000, 1, Double.NaN, counting);
        assertThat(counting.reductions).as("all scores tied").isLessThanOrEqualTo(4);
    }

    /** A worker's part of a loss: its rows of a row-major matrix, and of the gradient. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(double[] gradient, double[] thresholds, double loss) {}

    private static Part loss(
            EngineCase engine, LossCase on, int from, int to, boolean weighted, double anchor, AllReduce workers) {
        int classes = on.classes();
        Batch batch = Batch.columns(to - from, classes);
        Values gradient = engine.values(new double[(to - from) * classes]);
        double[] thresholds = new double[classes];
        Arrays.fill(thresholds, Double.NaN);
        Targets ids = Targets.classIds(Arrays.copyOfRange(on.ids(), from, to));
        Values weights = engine.values(Arrays.copyOfRange(on.weights(), from, to));
        double loss = engine.backend()
                .loss(new LossCall(
                        batch,
                        engine.values(Arrays.copyOfRange(on.logits(), from * classes, to * classes)),
                        weighted ? ids.withRowWeights(weights) : ids,
                        KPolicy.positives(),
                        0.9,
                        Reduction.MEAN,
                        anchor,
                        thresholds,
                        batch,
                        gradient,
                        1,
                        thresholds,
                        workers));
        return new Part(EngineCase.read(gradient), thresholds, loss);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void theLossOfRowsOnThreeWorkersIsThatOfTheSameRowsInOnePlace(EngineCase engine) throws Exception {
        LossCase on = LossCase.of(engine, 900, 5, 3);
        for (boolean weighted : new boolean[] {true, false}) {
            for (double anchor : new double[] {0, 0.5}) {
                Part whole = loss(engine, on, 0, 900, weighted, anchor, AllReduce.single());
                List<Part> parts = parts(engine, on, weighted, anchor);
                checkParts(whole, parts, engine.precision() == Precision.DOUBLE ? 1e-14 : 1e-8);
            }
        }
    }

    private static List<Part> parts(EngineCase engine, LossCase on, boolean weighted, double anchor) throws Exception {
        int[] cuts = {0, on.rows() / 9, on.rows() / 2, on.rows()};
        return ThreadWorkers.run(
                3, (worker, all) -> loss(engine, on, cuts[worker], cuts[worker + 1], weighted, anchor, all));
    }

    private static void checkParts(Part whole, List<Part> parts, double tolerance) {
        double[] gradient = parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.gradient()))
                .toArray();
        assertThat(gradient).containsExactly(whole.gradient(), within(tolerance));
        for (Part part : parts) {
            assertThat(part.loss()).isEqualTo(parts.getFirst().loss()).isCloseTo(whole.loss(), within(1e-8));
            assertThat(part.thresholds()).containsExactly(parts.getFirst().thresholds());
            assertThat(part.thresholds()).containsExactly(whole.thresholds(), within(1e-6));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void tiesAtAnAnchoredVertexAreCountedOverAllWorkers(EngineCase engine) throws Exception {
        LossCase drawn = LossCase.of(engine, 90, 3, 4);
        double[] separated =
                Arrays.stream(drawn.oneHot()).map(t -> t == 1 ? 3 : 1).toArray();
        LossCase on = new LossCase(engine, 90, 3, separated, drawn.ids(), drawn.weights());
        Part whole = loss(engine, on, 0, 90, true, 0.5, AllReduce.single());
        assertThat(whole.loss()).isPositive();
        assertThat(Arrays.stream(whole.gradient()).filter(g -> g != 0).count()).isGreaterThan(180);
        checkParts(whole, parts(engine, on, true, 0.5), 0);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void aClassIdOutOfRangeIsAnErrorOnEveryWorker(EngineCase engine) throws Exception {
        LossCase on = LossCase.of(engine, 90, 3, 4);
        on.ids()[50] = 3;
        on.weights()[50] = 1;
        List<String> messages = ThreadWorkers.run(
                3,
                (worker, all) -> String.valueOf(
                        catchThrowable(() -> loss(engine, on, 30 * worker, 30 * worker + 30, true, 0, all))));
        assertThat(messages.get(0)).contains("another worker");
        assertThat(messages.get(1)).contains("entry 20: class id must be in [0, 2], was 3");
        assertThat(messages.get(2)).contains("another worker");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("together")
    void aWeightOutOfRangeIsAnErrorOnEveryWorker(EngineCase engine) throws Exception {
        LossCase on = LossCase.of(engine, 90, 3, 4);
        on.weights()[80] = -1;
        List<String> messages = ThreadWorkers.run(
                3,
                (worker, all) -> String.valueOf(
                        catchThrowable(() -> loss(engine, on, 30 * worker, 30 * worker + 30, true, 0, all))));
        assertThat(messages.get(0)).contains("another worker");
        assertThat(messages.get(1)).contains("another worker");
        assertThat(messages.get(2)).contains("entry 20 of problem 0: weight", "-1.0");
    }
}
