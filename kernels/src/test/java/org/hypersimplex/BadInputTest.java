package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.PavProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator refuses: it names the value and where it stands, and leaves every output as it was. */
class BadInputTest {
    private static final double BEFORE = 7.5;
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] filled(int n) {
        double[] numbers = new double[n];
        Arrays.fill(numbers, BEFORE);
        return numbers;
    }

    private static void refuses(ThrowingCallable call, String... parts) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(parts);
    }

    /** Projects into fresh memory and in place; both must fail with that message and change nothing. */
    private static void projectionRefuses(
            EngineCase engine, Batch batch, double[] scores, double k, double tau, String... parts) {
        Values x = engine.values(filled(scores.length));
        double[] thresholds = filled(batch.count());
        SoftBinaryArgmax top = engine.top(k, tau);
        refuses(() -> top.project(batch, engine.values(scores), x, thresholds), parts);
        Close.checkSame("x", EngineCase.read(x), filled(scores.length));
        Close.checkSame("thresholds", thresholds, filled(batch.count()));
        Values same = engine.values(scores);
        refuses(() -> top.project(batch, same, same, thresholds), parts);
        Close.checkSame("in place", EngineCase.read(same), engine.round(scores));
        refuses(() -> top.thresholds(batch, engine.values(scores), thresholds), parts);
        Close.checkSame("thresholds alone", thresholds, filled(batch.count()));
    }

    @EveryEngine
    void aNaNIsFoundWhereverItStands(EngineCase engine) {
        for (int n : new int[] {1, 2, 7, 8, 15, 16, 17, 33, 64, 100, 129, 1000, 4099, 20_000}) {
            for (int at : new int[] {0, n / 2, n - 1}) {
                for (double tau : new double[] {1e-6, 1.5}) {
                    double[] y = Scores.NORMAL.of(n, n);
                    y[at] = Double.NaN;
                    projectionRefuses(engine, Batch.one(n), y, n / 3.0, tau, "NaN", "entry " + at + " of problem 0");
                }
            }
        }
    }

    @EveryEngine
    void aNaNIsFoundForEveryMass(EngineCase engine) {
        for (double k : new double[] {0, 1, 10, 19.5, 20}) {
            double[] y = Scores.NORMAL.of(20, 1);
            y[13] = Double.NaN;
            projectionRefuses(engine, Batch.one(20), y, k, 1, "NaN", "entry 13 of problem 0");
            y[2] = INF;
            y[17] = -INF;
            projectionRefuses(engine, Batch.one(20), y, k, 1, "problem 0");
        }
    }

    @EveryEngine
    void aNaNInTheLastProblemLeavesTheFirstOnesUntouched(EngineCase engine) {
        for (Batch batch : new Batch[] {
            Batch.rows(1000, 5),
            Batch.columns(50, 20),
            Batch.columns(4099, 3),
            Batch.rows(3, 20_000),
            Batch.ragged(5, 1, 200, 17),
            Batch.columns(20, 4).withLengths(20, 1, 7, 16),
            Batch.strided(4, 20, 3, 70).at(2)
        }) {
            int problem = batch.count() - 1;
            long entry = batch.length(problem) - 1;
            double[] y = Scores.NORMAL.of((int) batch.extent(), 3);
            y[(int) batch.address(problem, entry)] = Double.NaN;
            projectionRefuses(engine, batch, y, 0.5, 1.5, "NaN", "entry " + entry + " of problem " + problem);
        }
    }

    @EveryEngine
    void everyBitPatternOfNaNIsNaN(EngineCase engine) {
        double[] y = Scores.NORMAL.of(40, 3);
        Values scores = engine.values(y);
        float[] floats = scores.floats();
        double[] doubles = scores.doubles();
        if (floats != null) {
            floats[20] = Float.intBitsToFloat(0xFF800001);
        }
        if (doubles != null) {
            doubles[20] = Double.longBitsToDouble(0xFFF0000000000001L);
        }
        SoftBinaryArgmax top = engine.top(3, 1);
        refuses(() -> top.project(Batch.one(40), scores, scores), "NaN", "entry 20 of problem 0");
    }

    @EveryEngine
    void infiniteScoresThatLeaveNoSolutionAreRefused(EngineCase engine) {
        double[] masked = {1, -INF, 2, -INF, -INF, 3, 4, 5, -INF, 6};
        projectionRefuses(engine, Batch.one(10), masked, 7, 1, "problem 0", "k = 7.0", "6");
        projectionRefuses(engine, Batch.one(10), masked, 6.5, 1, "problem 0", "k = 6.5", "6");
        double[] forced = {1, INF, 2, INF, INF, 3, 4};
        projectionRefuses(engine, Batch.one(7), forced, 2, 1, "problem 0", "k = 2.0", "3");
        projectionRefuses(engine, Batch.one(7), forced, 0, 1, "problem 0", "k = 0.0", "3");
        double[] last = Scores.NORMAL.of(60, 2);
        Arrays.fill(last, 40, 60, -INF);
        projectionRefuses(engine, Batch.rows(3, 20), last, 1, 1, "problem 2", "k = 1.0");
    }

    @EveryEngine
    void memoryThatIsTooShortIsRefused(EngineCase engine) {
        Values nine = engine.values(filled(9));
        Values ten = engine.values(filled(10));
        Batch batch = Batch.rows(2, 5);
        SoftBinaryArgmax top = engine.top(1, 1);
        double[] two = filled(2);
        refuses(() -> top.project(batch, nine, ten, two), "scores", "9", "10");
        refuses(() -> top.project(batch, ten, nine, two), "x", "9", "10");
        refuses(() -> top.project(batch, ten, ten, filled(1)), "1 thresholds", "2 problems");
        refuses(() -> top.project(batch, ten, ten, filled(5)), "5 thresholds", "2 problems of length 5");
        refuses(() -> top.project(batch.at(1), ten, ten, two), "10", "11");
        refuses(() -> top.vjp(batch, nine, two, ten, ten), "scores", "9");
        refuses(() -> top.vjp(batch, ten, two, nine, ten), "upstream", "9");
        refuses(() -> top.vjp(batch, ten, two, ten, nine), "gradient", "9");
        refuses(() -> top.vjp(batch, ten, filled(1), ten, ten), "1 thresholds", "2 problems");
        refuses(() -> top.vjpFromProjection(batch, ten, nine, ten), "upstream", "9");
        refuses(() -> top.vjpFromProjection(batch, ten, ten, nine), "gradient", "9");
        Close.checkSame("untouched", EngineCase.read(ten), filled(10));
        Close.checkSame("untouched", two, filled(2));
    }

    @EveryEngine
    void batchesThatReachBeyondAnyMemoryAreRefused(EngineCase engine) {
        Values ten = engine.values(filled(10));
        SoftBinaryArgmax top = engine.top(1, 1);
        refuses(() -> top.project(Batch.one(Long.MAX_VALUE).at(10), ten, ten), "batch");
        refuses(() -> top.project(Batch.rows(3, Long.MAX_VALUE / 2), ten, ten), "batch");
        refuses(() -> top.project(Batch.strided(1, 5, Long.MAX_VALUE / 2, 1), ten, ten), "batch");
        Close.checkSame("untouched", EngineCase.read(ten), filled(10));
    }

    @EveryEngine
    void memoryOfAnotherTypeIsRefused(EngineCase engine) {
        Values right = engine.values(filled(4));
        Values wrong = engine.precision() == Precision.FLOAT ? Values.of(new double[4]) : Values.of(new float[4]);
        SoftBinaryArgmax top = engine.top(1, 1);
        double[] threshold = filled(1);
        refuses(() -> top.project(Batch.one(4), right, wrong, threshold), "x", "FLOAT", "DOUBLE");
        refuses(() -> top.vjp(Batch.one(4), right, threshold, wrong, right), "upstream", "FLOAT", "DOUBLE");
        refuses(() -> top.vjp(Batch.one(4), right, threshold, right, wrong), "gradient", "FLOAT", "DOUBLE");
        Close.checkSame("untouched", EngineCase.read(right), filled(4));
        Close.checkSame("untouched", EngineCase.read(wrong), new double[4]);
    }

    @EveryEngine
    void massesThatDoNotFitAreRefused(EngineCase engine) {
        projectionRefuses(engine, Batch.one(4), new double[4], 4.001, 1, "problem 0: k", "[0, 4]", "4.001");
        projectionRefuses(engine, Batch.ragged(5, 3), new double[8], 4, 1, "problem 1: k", "[0, 3]", "4.0");
        Batch padded = Batch.rows(2, 5).withLengths(5, 3);
        projectionRefuses(engine, padded, new double[10], 4, 1, "problem 1: k", "[0, 3]", "4.0");
        Values four = engine.values(filled(4));
        SoftBinaryArgmax top = engine.top(new double[] {1, 1, 1}, 1);
        refuses(() -> top.project(Batch.rows(2, 2), four, four), "3 values of k", "2 problems");
        Close.checkSame("untouched", EngineCase.read(four), filled(4));
    }

    @EveryEngine
    void problemsThatShareTheirEntriesCanNotBeWritten(EngineCase engine) {
        Values four = engine.values(filled(4));
        SoftBinaryArgmax top = engine.top(1, 1);
        refuses(() -> top.project(Batch.strided(2, 4, 1, 0), four, four), "share");
        Close.checkSame("untouched", EngineCase.read(four), filled(4));
    }

    @EveryEngine
    void theEngineWorksOnAfterAnError(EngineCase engine) {
        double[] y = engine.round(Scores.NORMAL.of(5000, 3));
        EngineCase.Projected before = engine.project(y, 1000, 0.5);
        double[] bad = y.clone();
        bad[4000] = Double.NaN;
        projectionRefuses(engine, Batch.rows(5, 1000), bad, 100, 0.5, "entry 0 of problem 4");
        EngineCase.Projected after = engine.project(y, 1000, 0.5);
        Close.checkSame("x", after.x(), before.x());
        assertThat(after.threshold()).isEqualTo(before.threshold());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void temperaturesAreFiniteAndPositive(double tau) {
        refuses(() -> SoftBinaryArgmax.of(1, tau), "tau", Double.toString(tau));
        refuses(() -> SoftBinaryArgmax.of(1, 1).withTau(tau), "tau", Double.toString(tau));
        refuses(() -> HypersimplexLoss.mean(KPolicy.half(), tau), "tau", Double.toString(tau));
        refuses(() -> PavProjection.of(new double[1], 1, tau), "tau", Double.toString(tau));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void massesAreFiniteAndNotNegative(double k) {
        refuses(() -> SoftBinaryArgmax.of(k, 1), "k", Double.toString(k));
        refuses(() -> SoftBinaryArgmax.of(new double[] {1, k}, 1), "problem 1: k", Double.toString(k));
        refuses(() -> PavProjection.of(new double[1], k, 1), "k", Double.toString(k));
    }

    @Test
    void noMassAtAllAndNoScoresAtAllAreRefused() {
        refuses(() -> SoftBinaryArgmax.of(new double[0], 1), "k");
        refuses(() -> SoftBinaryArgmax.of(0, 1).project(new float[0]), "length");
        refuses(() -> SoftBinaryArgmax.of(0, 1).project(new double[0]), "length");
        refuses(() -> SoftBinaryArgmax.of(1, 1).project(new float[3], new float[2]), "x", "2", "3");
    }

    @Test
    void theCallersArrayOfMassesIsCopied() {
        double[] k = {1};
        SoftBinaryArgmax top = SoftBinaryArgmax.of(k, 1);
        k[0] = 2;
        assertThat(top.project(new double[] {9, 0, 5})).containsExactly(1, 0, 0);
    }
}
