package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** The projection onto {w : 0 ≤ w ≤ c, Σw = s}, held to what makes it one, without the hypersimplex. */
class CappedSimplexTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] project(EngineCase engine, CappedSimplex simplex, double[] scores) {
        Values w = engine.values(new double[scores.length]);
        simplex.on(engine.backend()).project(Batch.one(scores.length), engine.values(scores), w);
        return EngineCase.read(w);
    }

    /** The largest g·v of all vertices v: as many entries at the cap as the sum has room for, and one gets the rest. */
    private static double most(double[] g, double cap, double sum, boolean atMost) {
        int n = g.length;
        int full = (int) Math.min(n, Math.floor(sum / cap * (1 + 1e-12)));
        double most = atMost ? 0 : Double.NEGATIVE_INFINITY;
        for (int set = 0; set < 1 << n; set++) {
            double value = 0;
            for (int i = 0; i < n; i++) {
                value += (set >> i & 1) * cap * g[i];
            }
            int count = Integer.bitCount(set);
            if (count == n || (atMost && count <= full)) {
                most = count <= full ? Math.max(most, value) : most;
            }
            for (int rest = 0; count == full && rest < n; rest++) {
                if ((set >> rest & 1) == 0) {
                    most = Math.max(most, value + (sum - full * cap) * g[rest]);
                }
            }
        }
        return most;
    }

    /** w is the projection of z if (z − w)·(v − w) ≤ 0 for every vertex v, and w is in the set. */
    @EveryEngine
    void noVertexOfThePolytopeLiesOnTheScoresSide(EngineCase engine) {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int n = round % 3 == 0 ? 3 : 6;
            double cap = random.nextDouble(0.05, 3);
            double sum = random.nextDouble() * n * cap;
            double tau = round % 3 == 0 ? 1 : random.nextDouble(0.1, 4);
            boolean atMost = round % 2 == 0;
            double[] scores = engine.round(random.doubles(n, -2, 3).toArray());
            CappedSimplex simplex = (atMost ? CappedSimplex.atMost(cap, sum) : CappedSimplex.of(cap, sum)).withTau(tau);
            double[] w = project(engine, simplex, scores);
            double total = Arrays.stream(w).sum();
            double tolerance = 2 * n * cap * engine.epsilon();
            assertThat(total).isLessThan(sum + tolerance);
            assertThat(atMost ? sum : total).isGreaterThan(sum - tolerance);
            assertThat(Arrays.stream(w)).allMatch(v -> v >= 0 && v <= cap * (1 + 1e-7));
            double[] g = IntStream.range(0, n)
                    .mapToDouble(i -> scores[i] / tau - w[i])
                    .toArray();
            double own = IntStream.range(0, n).mapToDouble(i -> g[i] * w[i]).sum();
            assertThat(most(g, cap, sum, atMost) - own).isLessThan(100 * n * cap * (cap + 3 / tau) * engine.epsilon());
        }
    }

    @EveryEngine
    void weightsAreScoresLessTheThresholdClippedAtTheCap(EngineCase engine) {
        double[] scores = engine.round(Scores.NORMAL.of(200, 3));
        CappedSimplex simplex = CappedSimplex.of(0.02, 1).withTau(5).on(engine.backend());
        Values w = engine.values(new double[200]);
        double[] threshold = new double[1];
        simplex.project(Batch.one(200), engine.values(scores), w, threshold);
        double[] expected = Arrays.stream(scores)
                .map(y -> Math.min(0.02, Math.max(0, (y - threshold[0]) / 5)))
                .toArray();
        Close.check("w", EngineCase.read(w), expected, 0.02 * engine.epsilon());
        double[] again = new double[1];
        simplex.thresholds(Batch.one(200), engine.values(scores), again);
        assertThat(again).containsExactly(threshold);
    }

    @EveryEngine
    void productsAreDifferencesOfProjections(EngineCase engine) {
        Random random = new Random(12);
        for (CappedSimplex unscaled : new CappedSimplex[] {
            CappedSimplex.of(0.3, 1), CappedSimplex.atMost(0.3, 2.5), CappedSimplex.atMost(0.3, 0.6)
        }) {
            double[] scores = engine.round(random.doubles(12, -1, 1).toArray());
            double[] direction = engine.round(random.doubles(12, -1, 1).toArray());
            CappedSimplex simplex = unscaled.withTau(1.7);
            double step = 1e-6;
            double[] up = simplex.project(IntStream.range(0, 12)
                    .mapToDouble(i -> scores[i] + step * direction[i])
                    .toArray());
            double[] down = simplex.project(IntStream.range(0, 12)
                    .mapToDouble(i -> scores[i] - step * direction[i])
                    .toArray());
            double[] differences = IntStream.range(0, 12)
                    .mapToDouble(i -> (up[i] - down[i]) / (2 * step))
                    .toArray();
            assertThat(Arrays.stream(differences)).anyMatch(d -> Math.abs(d) > 0.1);

            CappedSimplex here = simplex.on(engine.backend());
            Values w = engine.values(new double[12]);
            double[] threshold = new double[1];
            here.project(Batch.one(12), engine.values(scores), w, threshold);
            Values product = engine.values(direction);
            here.vjp(Batch.one(12), engine.values(scores), threshold, product, product);
            Close.check("vjp", EngineCase.read(product), differences, 1e-5);
            here.vjpFromProjection(Batch.one(12), w, engine.values(direction), w);
            Close.check("from w", EngineCase.read(w), differences, 1e-5);
        }
    }

    @EveryEngine
    void columnsAreWeightedOneByOneInPlace(EngineCase engine) {
        double[] scores = engine.round(Scores.NORMAL.of(60, 6));
        Batch columns = Batch.columns(20, 3).withLengths(20, 12, 15);
        Values same = engine.values(scores);
        CappedSimplex.of(0.2, 1).on(engine.backend()).project(columns, same, same);
        for (int p = 0; p < 3; p++) {
            int problem = p;
            double[] own = IntStream.range(0, (int) columns.length(p))
                    .mapToDouble(i -> scores[(int) columns.address(problem, i)])
                    .toArray();
            double[] alone = project(engine, CappedSimplex.of(0.2, 1), own);
            for (int i = 0; i < 20; i++) {
                assertThat(same.get(columns.address(p, i)))
                        .isCloseTo(i < own.length ? alone[i] : 0, Offset.offset(1e-6));
            }
        }
    }

    @EveryEngine
    void sumsThatTheCapCannotReachAreRefusedByName(EngineCase engine) {
        CappedSimplex simplex = CappedSimplex.of(0.2, 1).on(engine.backend());
        assertThatThrownBy(() -> project(engine, simplex, new double[] {1, 2, 3}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 weights of at most 0.2 can't sum to 1.0");
        assertThatThrownBy(() -> project(engine, simplex, new double[] {1, 2, -INF, 3, 4, -INF}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("problem 0: the 4 weights whose scores are not -Infinity of at most 0.2");
        assertThatThrownBy(() -> project(engine, CappedSimplex.of(0.2, 0.3), new double[] {INF, 2, INF}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 scores are +Infinity, and as many weights of 0.2 sum to more than 0.3");
        assertThatThrownBy(() -> project(engine, simplex, new double[] {1, 2, 3, 4, 5, Double.NaN}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("entry 5 of problem 0: score is NaN");
    }

    @Test
    void aSumThatFitsButForRoundingIsMet() {
        assertThat(CappedSimplex.of(0.1, 0.1 + 0.2).project(new double[] {3, 1, 2}))
                .containsOnly(0.1);
        assertThat(CappedSimplex.of(0.1, 0.3).project(new double[] {3, 1, 2})).containsOnly(0.1);
        double fourDigits = 3 + 4 * Math.ulp(3.0);
        assertThat(CappedSimplex.of(1, fourDigits).project(new double[] {3, 1, 2}))
                .containsOnly(1);
        assertThatThrownBy(() -> CappedSimplex.of(1, Math.nextUp(fourDigits)).project(new double[] {3, 1, 2}))
                .hasMessageContaining("3 weights of at most 1.0 can't sum to 3.0");
    }

    @Test
    void aSumOfNothingIsOne() {
        assertThat(CappedSimplex.of(0.5, 0).project(new double[] {3, 1, 2})).containsOnly(0);
    }

    /** Of caps with many digits, some are rounded up to the next float and some down. */
    @EveryEngine
    void aWeightNextToTheCapIsNotAtIt(EngineCase engine) {
        for (double cap : new double[] {0.1, 0.3, 1 / 3.0, 1, Math.nextDown(2.0), Math.nextDown(2f) - 0x1p-24}) {
            double most = engine.round(cap)[0];
            double next = engine.precision() == Precision.FLOAT ? Math.nextDown((float) most) : Math.nextDown(most);
            double[] weights = {most, next, cap / 2, 0};
            Values product = engine.values(5, 1, 2, 3);
            CappedSimplex.of(cap, most + next + cap / 2)
                    .on(engine.backend())
                    .vjpFromProjection(Batch.one(4), engine.values(weights), product, product);
            assertThat(EngineCase.read(product)).as("cap " + cap).containsExactly(0, -0.5, 0.5, 0);
        }
    }

    @Test
    void whatIsAtMostLeavesScoresBelowZeroAlone() {
        CappedSimplex cash = CappedSimplex.atMost(0.4, 1);
        assertThat(cash.project(new double[] {0.1, -0.2, 0.5, 0.3})).containsExactly(0.1, 0, 0.4, 0.3);
        assertThat(Arrays.stream(cash.project(new double[] {1, -0.2, 1, 1})).sum())
                .isCloseTo(1, Offset.offset(1e-12));
        assertThat(cash.project(new double[] {3})).containsExactly(0.4);
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> CappedSimplex.of(0, 1))
                .hasMessageContaining("cap")
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> CappedSimplex.of(Double.NaN, 1)).hasMessageContaining("cap");
        assertThatThrownBy(() -> CappedSimplex.of(1, -1)).hasMessageContainingAll("sum", "-1.0");
        assertThatThrownBy(() -> CappedSimplex.of(1, INF)).hasMessageContaining("the sum must be finite");
        assertThatThrownBy(() -> CappedSimplex.of(INF, 1)).hasMessageContaining("cap");
        assertThatThrownBy(() -> CappedSimplex.of(1e300, 1).withTau(1e300)).hasMessageContaining("range");
        assertThatThrownBy(() -> CappedSimplex.of(1e-300, 1e300)).hasMessageContaining("range");
        assertThatThrownBy(() -> CappedSimplex.of(1, 1)
                        .vjpFromProjection(Batch.one(3), new double[2], new double[3], new double[3]))
                .hasMessageContaining("x has 2 numbers");
        assertThatThrownBy(() -> CappedSimplex.of(1, 1).withTau(0)).hasMessageContainingAll("tau", "0.0");
        assertThatThrownBy(() -> CappedSimplex.of(1e-300, 1).withTau(1e-300)).hasMessageContaining("range");
        assertThat(CappedSimplex.atMost(0.5, 2)).asString().contains("cap 0.5", "at most 2.0", "tau 1.0");
    }
}
