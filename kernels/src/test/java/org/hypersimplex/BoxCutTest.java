package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** The projection onto {x ∈ [0,1]ⁿ : Σx ≤ k}: its answers and derivatives, beside oracles that know no threshold of 0. */
class BoxCutTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] TEMPERATURES = {0.25, 1.5, 40};

    private static SoftBinaryArgmax atMost(EngineCase engine, double k, double tau) {
        return SoftBinaryArgmax.atMost(k, tau).on(engine.backend());
    }

    /** Whether Σ clip(y, 0, τ) ≤ kτ, in exact arithmetic. */
    private static boolean isSlack(double[] scores, double k, double tau) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double y : scores) {
            sum = sum.add(new BigDecimal(Math.min(tau, Math.max(0, y))));
        }
        return sum.compareTo(new BigDecimal(k).multiply(new BigDecimal(tau))) <= 0;
    }

    private static double[] expected(double[] scores, double k, double tau) {
        return isSlack(scores, k, tau)
                ? Arrays.stream(scores)
                        .map(y -> Math.min(1, Math.max(0, y / tau)))
                        .toArray()
                : ExactProjection.of(scores, k, tau).x();
    }

    @EveryEngineAndScores
    void isTheBoxWhereItSumsToLessAndTheHypersimplexElsewhere(EngineCase engine, Scores kind) {
        for (int n : new int[] {1, 2, 17, 300}) {
            double[] scores = engine.round(kind.of(n, n));
            for (double tau : TEMPERATURES) {
                for (double k : new double[] {0, 0.3, 1, n / 4.0, Math.floor(n / 2.0), n, 2.0 * n}) {
                    Values x = engine.values(new double[n]);
                    double[] threshold = new double[1];
                    atMost(engine, k, tau).project(Batch.one(n), engine.values(scores), x, threshold);
                    String what = n + " scores, k " + k + ", tau " + tau;
                    Close.check(what, EngineCase.read(x), expected(scores, k, tau), 2 * engine.tolerance(scores, tau));
                    assertThat(threshold[0]).as(what).isGreaterThanOrEqualTo(0);
                    double[] alone = new double[1];
                    atMost(engine, k, tau).thresholds(Batch.one(n), engine.values(scores), alone);
                    assertThat(alone).as(what).containsExactly(threshold);
                }
            }
        }
    }

    /** x is the projection of z onto a polytope if no vertex v of it has (z − x)·(v − x) &gt; 0. */
    @EveryEngine
    void noVertexOfThePolytopeLiesOnTheScoresSide(EngineCase engine) {
        Random random = new Random(23);
        for (int round = 0; round < 200; round++) {
            int n = new int[] {1, 4, 7}[round % 3];
            int k = random.nextInt(n + 1);
            double tau = TEMPERATURES[round % 2];
            double[] scores = engine.round(random.doubles(n, -1, 2).toArray());
            Values x = engine.values(scores);
            atMost(engine, k, tau).project(Batch.one(n), x, x);
            double[] z = Arrays.stream(scores).map(y -> y / tau).toArray();
            for (int vertex = 0; vertex < 1 << n; vertex++) {
                if (Integer.bitCount(vertex) <= k) {
                    double product = 0;
                    for (int i = 0; i < n; i++) {
                        product += (z[i] - x.get(i)) * ((vertex >> i & 1) - x.get(i));
                    }
                    assertThat(product).isLessThan(n * 10 * engine.tolerance(scores, tau));
                }
            }
        }
    }

    @EveryEngine
    void productsAreDifferencesOfProjections(EngineCase engine) {
        Random random = new Random(7);
        int slack = 0;
        int tried = 0;
        for (int round = 0; round < 300; round++) {
            int n = new int[] {2, 9, 31}[round % 3];
            double tau = TEMPERATURES[round % 2];
            double k = random.nextDouble(0.2, n / 2.0);
            double[] scores = engine.round(random.doubles(n, -1.5, 1).toArray());
            double[] direction = engine.round(random.doubles(n, -1, 1).toArray());
            double step = 1e-7;
            double[] up = IntStream.range(0, n)
                    .mapToDouble(i -> scores[i] + step * direction[i])
                    .toArray();
            double[] down = IntStream.range(0, n)
                    .mapToDouble(i -> scores[i] - step * direction[i])
                    .toArray();
            boolean isSlack = isSlack(scores, k, tau);
            if (isSlack(up, k, tau) != isSlack || isSlack(down, k, tau) != isSlack || isNearKink(scores, k, tau)) {
                continue;
            }
            tried++;
            slack += isSlack ? 1 : 0;
            double[] above = expected(up, k, tau);
            double[] below = expected(down, k, tau);
            double[] differences = IntStream.range(0, n)
                    .mapToDouble(i -> (above[i] - below[i]) / (2 * step))
                    .toArray();
            double[] threshold = new double[1];
            Values x = engine.values(new double[n]);
            SoftBinaryArgmax top = atMost(engine, k, tau);
            top.project(Batch.one(n), engine.values(scores), x, threshold);
            Values product = engine.values(new double[n]);
            top.vjp(Batch.one(n), engine.values(scores), threshold, engine.values(direction), product);
            Close.check("vjp", EngineCase.read(product), differences, 1e-5);
            top.jvp(Batch.one(n), engine.values(scores), threshold, engine.values(direction), product);
            Close.check("jvp", EngineCase.read(product), differences, 1e-5);
            top.vjpFromProjection(Batch.one(n), x, engine.values(direction), product);
            Close.check("from x", EngineCase.read(product), differences, 1e-5);
        }
        assertThat(slack).isBetween(tried / 5, tried * 4 / 5);
        assertThat(tried).isGreaterThan(200);
    }

    private static boolean isNearKink(double[] scores, double k, double tau) {
        double margin = isSlack(scores, k, tau)
                ? Arrays.stream(scores)
                        .map(y -> Math.min(Math.abs(y / tau), Math.abs(y / tau - 1)))
                        .min()
                        .orElseThrow()
                : ExactProjection.of(scores, k, tau).margin();
        return margin < 1e-5;
    }

    /** Layouts of problems, of which some are slack and some are not. */
    private static Batch[] layouts() {
        return new Batch[] {
            Batch.rows(7, 20),
            Batch.columns(40, 9),
            Batch.columns(40, 9).at(3),
            Batch.ragged(5, 1, 80, 17, 2),
            Batch.columns(20, 4).withLengths(20, 1, 7, 16),
            Batch.strided(4, 20, 3, 70).at(2)
        };
    }

    @EveryEngine
    void problemsOfABatchGetTheAnswersThatTheyGetAlone(EngineCase engine) {
        double tau = 1.5;
        for (Batch batch : layouts()) {
            int size = (int) batch.extent();
            double[] scores = engine.round(Scores.NORMAL.of(size, 4));
            double[] direction = engine.round(Scores.UNIFORM.of(size, 5));
            double[] k = IntStream.range(0, batch.count())
                    .mapToDouble(p -> p % 2 == 0 ? 0.4 : batch.length(p))
                    .toArray();
            SoftBinaryArgmax top = SoftBinaryArgmax.atMost(k, tau).on(engine.backend());
            Values x = engine.values(new double[size]);
            double[] thresholds = new double[k.length];
            top.project(batch, engine.values(scores), x, thresholds);
            Values product = engine.values(new double[size]);
            top.vjp(batch, engine.values(scores), thresholds, engine.values(direction), product);
            for (int p = 0; p < k.length; p++) {
                int problem = p;
                int n = (int) batch.length(p);
                double[] own = entries(batch, p, scores);
                double[] alone = expected(own, k[p], tau);
                assertThat(thresholds[p] == 0).as(batch + ", " + p).isEqualTo(isSlack(own, k[p], tau));
                Close.check("x of " + batch, entries(batch, p, EngineCase.read(x)), alone, 2e-6);
                double[] change = new double[n];
                Values one = engine.values(change);
                SoftBinaryArgmax.atMost(k[p], tau)
                        .on(engine.backend())
                        .vjp(
                                Batch.one(n),
                                engine.values(own),
                                new double[] {thresholds[p]},
                                engine.values(entries(batch, p, direction)),
                                one);
                Close.check(
                        "product of " + batch, entries(batch, p, EngineCase.read(product)), EngineCase.read(one), 2e-6);
                for (long i = n; i < batch.slot(problem); i++) {
                    assertThat(x.get(batch.address(p, i))).isZero();
                    assertThat(product.get(batch.address(p, i))).isZero();
                }
            }
            resultsInPlaceAreTheSame(engine, top, batch, scores, direction, x, thresholds, product);
        }
    }

    private static double[] entries(Batch batch, int problem, double[] numbers) {
        return IntStream.range(0, (int) batch.length(problem))
                .mapToDouble(i -> numbers[(int) batch.address(problem, i)])
                .toArray();
    }

    private static void resultsInPlaceAreTheSame(
            EngineCase engine,
            SoftBinaryArgmax top,
            Batch batch,
            double[] scores,
            double[] direction,
            Values x,
            double[] thresholds,
            Values product) {
        Values same = engine.values(scores);
        double[] again = new double[thresholds.length];
        top.project(batch, same, same, again);
        assertThat(again).containsExactly(thresholds);
        Values upstream = engine.values(direction);
        top.vjp(batch, engine.values(scores), thresholds, upstream, upstream);
        Values fromX = engine.values(new double[scores.length]);
        top.vjpFromProjection(batch, x, engine.values(direction), fromX);
        Values overX = engine.values(EngineCase.read(x));
        top.vjpFromProjection(batch, overX, engine.values(direction), overX);
        for (int p = 0; p < batch.count(); p++) {
            String what = "problem " + p + " of " + batch;
            Close.checkSame(what, entries(batch, p, EngineCase.read(same)), entries(batch, p, EngineCase.read(x)));
            Close.checkSame(
                    what, entries(batch, p, EngineCase.read(upstream)), entries(batch, p, EngineCase.read(product)));
            Close.check(
                    what, entries(batch, p, EngineCase.read(fromX)), entries(batch, p, EngineCase.read(product)), 1e-6);
            Close.checkSame(what, entries(batch, p, EngineCase.read(overX)), entries(batch, p, EngineCase.read(fromX)));
        }
    }

    @EveryEngine
    void memoryOffTheHeapIsProjectedInPlace(EngineCase engine) {
        double[] scores = engine.round(Scores.NORMAL.of(60, 8));
        Batch batch = Batch.rows(3, 20);
        double[] k = {1, 20, 0.5};
        SoftBinaryArgmax top = SoftBinaryArgmax.atMost(k, 1).on(engine.backend());
        Values expected = engine.values(new double[60]);
        top.project(batch, engine.values(scores), expected);
        try (Arena arena = Arena.ofConfined()) {
            Values same = engine.values(arena, scores);
            top.project(batch, same, same);
            Close.checkSame("off the heap", EngineCase.read(same), EngineCase.read(expected));
        }
    }

    @EveryEngine
    void whereTheBoxSumsToExactlyKTheDerivativeIsThatOfTheBox(EngineCase engine) {
        double[] scores = {0.5, 0.25, -1, 0.25, 3};
        Values x = engine.values(scores);
        double[] threshold = new double[1];
        atMost(engine, 2, 1).project(Batch.one(5), engine.values(scores), x, threshold);
        assertThat(EngineCase.read(x)).containsExactly(0.5, 0.25, 0, 0.25, 1);
        assertThat(threshold[0]).isZero();
        Values product = engine.values(1, 2, 3, 4, 5);
        atMost(engine, 2, 1).vjp(Batch.one(5), engine.values(scores), threshold, product, product);
        assertThat(EngineCase.read(product)).containsExactly(1, 2, 0, 4, 0);
    }

    /** Any threshold between the entry of 1 and that of 0 would give the same x. */
    @EveryEngine
    void whereTheBoxSumsToExactlyKTheThresholdIsZero(EngineCase engine) {
        Values x = engine.values(5, -1, 8);
        double[] threshold = {Double.NaN};
        atMost(engine, 2, 1).project(Batch.one(3), x, x, threshold);
        assertThat(EngineCase.read(x)).containsExactly(1, 0, 1);
        assertThat(threshold).containsExactly(0);
    }

    @Test
    void aBudgetIsUsedUpToTheAccuracyOfAProjection() {
        BoxClip box = new BoxClip(Batch.one(2));
        assertThat(BoxCut.isSlack(box, Values.of(new double[] {0.5, 0.5 - 2e-12}), Mass.of(1), 0))
                .isTrue();
        assertThat(BoxCut.isSlack(box, Values.of(new double[] {0.5, 0.5 - 1e-13}), Mass.of(1), 0))
                .isFalse();
        assertThat(BoxCut.isSlack(box, Values.of(new float[] {0.5f, 0.5f - 1e-5f}), Mass.of(1), 0))
                .isTrue();
        assertThat(BoxCut.isSlack(box, Values.of(new float[] {0.5f, 0.5f - 1e-7f}), Mass.of(1), 0))
                .isFalse();
        int n = 1000;
        double[] x = new double[n];
        Arrays.fill(x, 1);
        box = new BoxClip(Batch.one(n));
        x[0] = 1 - 1e-10;
        assertThat(BoxCut.isSlack(box, Values.of(x), Mass.of(n), 0)).isFalse();
        x[0] = 1 - 2e-9;
        assertThat(BoxCut.isSlack(box, Values.of(x), Mass.of(n), 0)).isTrue();
    }

    @EveryEngine
    void masksTakeNoneOfTheBudgetAndForcedEntriesTakeOneEach(EngineCase engine) {
        double[] scores = {-INF, 0.5, INF, -INF, 0.75, -2};
        assertThat(project(engine, scores, 6)).containsExactly(0, 0.5, 1, 0, 0.75, 0);
        Close.check("bound", project(engine, scores, 2), new double[] {0, 0.375, 1, 0, 0.625, 0}, 5e-7);
        assertThat(project(engine, scores, 1)).containsExactly(0, 0, 1, 0, 0, 0);
        assertThat(project(engine, new double[] {-INF, -INF}, 1)).containsExactly(0, 0);
        assertThatThrownBy(() -> project(engine, scores, 0.5))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("problem 0", "0.5", "+Infinity");
    }

    private static double[] project(EngineCase engine, double[] scores, double k) {
        Values x = engine.values(new double[scores.length]);
        atMost(engine, k, 1).project(Batch.one(scores.length), engine.values(scores), x);
        return EngineCase.read(x);
    }

    @EveryEngine
    void aNaNBesideSlackProblemsLeavesEverythingUntouched(EngineCase engine) {
        double[] scores = {0.1, 0.2, 0.3, 1, 1, Double.NaN};
        Values same = engine.values(scores);
        double[] thresholds = {7, 7};
        SoftBinaryArgmax budget = atMost(engine, 2, 1);
        assertThatThrownBy(() -> budget.project(Batch.rows(2, 3), same, same, thresholds))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("entry 2 of problem 1", "NaN");
        Close.checkSame("scores", EngineCase.read(same), engine.round(scores));
        assertThat(thresholds).containsOnly(7);
    }

    @EveryEngine
    void guessesDoNotChangeWhatIsSlack(EngineCase engine) {
        double[] scores = engine.round(Scores.NORMAL.of(40, 9));
        SoftBinaryArgmax top = SoftBinaryArgmax.atMost(new double[] {1, 20}, 1).on(engine.backend());
        double[] thresholds = new double[2];
        Values x = engine.values(new double[40]);
        top.project(Batch.rows(2, 20), engine.values(scores), x, thresholds);
        double[] guesses = {thresholds[0] + 0.1, 3};
        Values again = engine.values(new double[40]);
        top.projectFrom(guesses, Batch.rows(2, 20), engine.values(scores), again, guesses);
        Close.check("x", EngineCase.read(again), EngineCase.read(x), 1e-6);
        assertThat(guesses[0]).isCloseTo(thresholds[0], org.assertj.core.data.Offset.offset(1e-6));
        assertThat(guesses[1]).isZero();
        top.thresholdsFrom(thresholds.clone(), Batch.rows(2, 20), engine.values(scores), guesses);
        assertThat(guesses[1]).isZero();
    }

    @Test
    void theDenseJacobianIsDiagonalBelowTheBudget() {
        SoftBinaryArgmax top = SoftBinaryArgmax.atMost(2, 0.5);
        double[] below = top.project(new double[] {0.1, -1, 0.2, 3});
        assertThat(top.jacobian(below))
                .isDeepEqualTo(new double[][] {{2, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 2, 0}, {0, 0, 0, 0}});
        double[] bound = top.project(new double[] {0.4, -1, 0.4, 3});
        assertThat(top.jacobian(bound))
                .isDeepEqualTo(new double[][] {{1, 0, -1, 0}, {0, 0, 0, 0}, {-1, 0, 1, 0}, {0, 0, 0, 0}});
    }

    @Test
    void itStaysAnInequalityAtOtherTemperaturesAndSaysSo() {
        SoftBinaryArgmax top = SoftBinaryArgmax.atMost(3, 1).withTau(2);
        assertThat(top.project(new double[] {1, -1, 0.5})).containsExactly(0.5, 0, 0.25);
        assertThat(top).asString().contains("at most 3.0", "tau 2.0");
    }

    @Test
    void aBatchOfNothingIsNoFault() {
        SoftBinaryArgmax.atMost(1, 1).project(Batch.rows(0, 3), new double[0], new double[0], new double[0]);
        assertThatThrownBy(() -> SoftBinaryArgmax.atMost(new double[] {1, 2}, 1)
                        .project(Batch.rows(3, 2), new double[6], new double[6]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 values of k for 3 problems");
    }
}
