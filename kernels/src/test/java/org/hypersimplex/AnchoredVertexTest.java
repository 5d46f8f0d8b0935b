package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/** The anchor of classes without active entries: the two scores next to the gap hold the threshold, if both exist. */
@Tag("width")
class AnchoredVertexTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double TAU = 0.75;
    private static final double ALPHA = 0.5;

    /** One class whose targets are the solution, so that only the anchor has a gradient. */
    private static double loss(EngineCase engine, double[] y, double k, double tau, Values gradient) {
        double[] x = ExactProjection.of(y, k, tau).x();
        return HypersimplexLoss.halfSum(KPolicy.fixed(k), tau)
                .anchored(ALPHA)
                .on(engine.backend())
                .valueAndGradient(Batch.one(y.length), engine.values(y), Targets.matrix(engine.values(x)), gradient);
    }

    private static double[] gradient(EngineCase engine, double[] y, double k) {
        Values gradient = engine.values(new double[y.length]);
        loss(engine, y, k, TAU, gradient);
        return EngineCase.read(gradient);
    }

    private static void check(EngineCase engine, double[] y, double k, double tau) {
        String what = "n=" + y.length + " k=" + k + " tau=" + tau + " " + Arrays.toString(Arrays.copyOf(y, 6));
        AnchorOracle oracle =
                AnchorOracle.of(new double[][] {y}, LossOracle.ones(new double[][] {y}), new double[] {k}, tau, ALPHA);
        Values gradient = engine.values(new double[y.length]);
        double value = loss(engine, y, k, tau, gradient);
        double epsilon = 4 * engine.epsilon();
        assertThat(value).as(what).isCloseTo(oracle.value(), within(epsilon * oracle.value()));
        Close.check(what, EngineCase.read(gradient), oracle.gradient()[0], epsilon * Math.abs(oracle.sums()[0]));
    }

    @EveryEngine
    void theEndsOfTheGapShareTheGradient(EngineCase engine) {
        double[] y = {-1, 4, 0.5, 3, -2};
        // ν = (3 − τ + 0.5)/2
        double pull = 2 * ALPHA * 1.375 / (TAU * TAU);
        assertThat(gradient(engine, y, 2))
                .containsExactly(new double[] {0, 0, pull / 2, pull / 2, 0}, within(4 * engine.epsilon()));
    }

    @EveryEngine
    void tiesShareTheirHalfEvenly(EngineCase engine) {
        double[] y = {3, 0.5, 4, 0.5, 3, 0.5, -7, 3};
        double half = ALPHA * 1.375 / (TAU * TAU);
        double one = half / 3;
        assertThat(gradient(engine, y, 4))
                .containsExactly(new double[] {one, one, 0, one, one, one, 0, one}, within(4 * engine.epsilon()));
        y[0] = 3.25;
        y[1] = 0.25;
        assertThat(gradient(engine, y, 4))
                .containsExactly(
                        new double[] {0, 0, 0, half / 2, half / 2, half / 2, 0, half / 2},
                        within(4 * engine.epsilon()));
    }

    @EveryEngine
    void verticesOfAllSizesFollowTheDefinition(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {2, 3, 8, 17, 64, 129, 1000, 5003}) {
            for (int distinct : new int[] {1, 4, n}) {
                for (double offset : new double[] {0, -3, 1000.5}) {
                    int k = 1 + random.nextInt(n - 1);
                    double[] y = new double[n];
                    for (int i = 0; i < n; i++) {
                        y[i] = offset + random.nextInt(distinct) / (double) distinct;
                    }
                    double[] ones = y.clone();
                    for (int j = 0; j < k; j++) {
                        ones[(int) ((long) j * n / k)] += 2;
                    }
                    check(engine, engine.round(ones), k, TAU);
                    check(engine, engine.round(ones), k, 1e-3);
                }
            }
        }
    }

    @EveryEngine
    void gradientIsTheCentralDifferenceOnTheEndsOfTheGap(EngineCase engine) {
        double[] y = {0.25, 3, -1, 2.5, 0, 3.5};
        double step = 1.0 / 64;
        double[] gradient = gradient(engine, y, 3);
        for (int i = 0; i < y.length; i++) {
            double[] up = y.clone();
            double[] down = y.clone();
            up[i] += step;
            down[i] -= step;
            Values unread = engine.values(y);
            double difference = (loss(engine, up, 3, TAU, unread) - loss(engine, down, 3, TAU, unread)) / (2 * step);
            assertThat(gradient[i])
                    .as("entry %d", i)
                    .isCloseTo(difference, within(engine.precision() == Precision.FLOAT ? 1e-4 : 1e-11));
        }
    }

    @EveryEngine
    void tiesThatMoveTogetherChangeTheValueByTheirHalf(EngineCase engine) {
        double[] y = {3, 0.5, 4, 0.5, 3, 0.5, -7, 3};
        double step = 1.0 / 64;
        double[] gradient = gradient(engine, y, 4);
        for (double end : new double[] {3, 0.5}) {
            double[] up = Arrays.stream(y).map(v -> v == end ? v + step : v).toArray();
            double[] down = Arrays.stream(y).map(v -> v == end ? v - step : v).toArray();
            Values unread = engine.values(y);
            double difference = (loss(engine, up, 4, TAU, unread) - loss(engine, down, 4, TAU, unread)) / (2 * step);
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += y[i] == end ? gradient[i] : 0;
            }
            assertThat(sum).isCloseTo(difference, within(engine.precision() == Precision.FLOAT ? 1e-4 : 1e-11));
        }
    }

    @EveryEngine
    void aClassOfNoneOrAllTakesNoPart(EngineCase engine) {
        double[][] nones = {{5, 6, 7}, {5, -INF, 7}, {INF, 5, 6}, {INF, 5, -INF}, {INF, -INF}, {7, 7, 7}};
        double[] none = {0, 0, 1, 1, 1, 0};
        double[][] alls = {{5, 6, 7}, {5, -INF, 7}, {INF, 5, 6}, {INF, 5, -INF}, {INF, -INF}, {7, 7, 7}};
        double[] all = {3, 2, 3, 2, 1, 3};
        for (int c = 0; c < nones.length; c++) {
            absent(engine, nones[c], none[c]);
            absent(engine, alls[c], all[c]);
        }
    }

    private static void absent(EngineCase engine, double[] y, double k) {
        Values gradient = engine.values(new double[y.length]);
        assertThat(loss(engine, y, k, TAU, gradient))
                .as("%s, k %s", Arrays.toString(y), k)
                .isEqualTo(0);
        Close.checkSame(Arrays.toString(y), EngineCase.read(gradient), new double[y.length]);
    }

    @EveryEngine
    void infiniteScoresAreNeverEndsOfTheGap(EngineCase engine) {
        check(engine, new double[] {INF, 3, 0.5, -INF, 4, -INF}, 3, TAU);
        check(engine, new double[] {INF, 3, 0.5, -INF, 0.5, INF, 0.25}, 3, TAU);
        check(engine, new double[] {INF, 3, 2.75, -INF, 0.5, INF, 0.25}, 3, TAU);
    }

    @EveryEngine
    void absentClassesCountInTheNumberOfClasses(EngineCase engine) {
        double[] logits = {3, 1, 2, -4, 0, 9};
        Values gradient = engine.values(new double[6]);
        double[] thresholds = new double[2];
        // The second class has no positives, the first is a vertex.
        double value = HypersimplexLoss.halfSum(KPolicy.fixed(2, 0), TAU)
                .anchored(ALPHA)
                .on(engine.backend())
                .valueAndGradient(
                        Batch.columns(3, 2),
                        engine.values(logits),
                        Targets.matrix(engine.values(1, 0, 1, 0, 0, 0)),
                        gradient,
                        thresholds);
        double nu = (2 - TAU) / 2;
        assertThat(thresholds).containsExactly(new double[] {nu, 9}, within(engine.epsilon()));
        assertThat(value).isCloseTo(ALPHA / 2 * nu * nu / (TAU * TAU), within(engine.epsilon()));
        double half = ALPHA / 2 * nu / (TAU * TAU);
        Close.check("gradient", EngineCase.read(gradient), new double[] {0, 0, half, 0, half, 0}, engine.epsilon());
    }

    @EveryEngine
    void entriesOfWeightZeroAreNoTies(EngineCase engine) {
        double[] y = {3, 0.5, 4, 0.5, 3, 0.5, -7, 3};
        double[] w = {1, 1, 1, 0, 0, 2, 1, 0};
        Values gradient = engine.values(new double[8]);
        HypersimplexLoss.halfSum(KPolicy.fixed(2), TAU)
                .anchored(ALPHA)
                .on(engine.backend())
                .valueAndGradient(
                        Batch.one(8),
                        engine.values(y),
                        Targets.matrix(engine.values(1, 0, 1, 0, 1, 0, 0, 1))
                                .withWeights(engine.values(w), Batch.one(8)),
                        gradient);
        double half = ALPHA * 1.375 / (TAU * TAU);
        Close.check(
                "gradient",
                EngineCase.read(gradient),
                new double[] {half, half / 2, 0, 0, 0, half / 2, 0, 0},
                4 * engine.epsilon());
    }

    @EveryEngine
    void aMassThatRoundingTakesForWholeHasItsAnchorAtTheGap(EngineCase engine) {
        double far = engine.precision() == Precision.FLOAT ? 1 << 20 : 1L << 40;
        for (double fraction : new double[] {1e-13, -1e-13}) {
            double[] y = {far, far - 8, far + 4, far - 9};
            Values gradient = engine.values(new double[4]);
            HypersimplexLoss.halfSum(KPolicy.fixed(2 + fraction), 1)
                    .anchored(1)
                    .on(engine.backend())
                    .valueAndGradient(
                            Batch.one(4), engine.values(y), Targets.matrix(engine.values(1, 0, 1, 0)), gradient);
            double sum = ExactSum.of(EngineCase.read(gradient));
            assertThat(sum).as("fraction %s", fraction).isCloseTo(2 * far, within(20.0));
        }
    }
}
