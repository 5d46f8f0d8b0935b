package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;

/** Guesses of the thresholds change no result. */
class WarmStartTest {
    private static final double TAU = 0.5;
    private static final double[] OFF = {0, 1e-3, -0.3, 1e6, -1e6, Double.NaN, Double.POSITIVE_INFINITY};

    @EveryEngineAndScores
    void anyGuessLeadsToTheProjection(EngineCase engine, Scores kind) {
        for (int n : new int[] {1, 5, 100, 5000}) {
            double k = Math.ceil(n / 3.0);
            double[] scores = engine.round(kind.of(n, 5L * n));
            EngineCase.Projected cold = engine.project(scores, k, TAU);
            double tolerance = 2 * engine.tolerance(scores, TAU);
            for (double off : OFF) {
                Values x = engine.values(new double[n]);
                double[] threshold = {cold.threshold() + off};
                engine.top(k, TAU).projectFrom(threshold, Batch.one(n), engine.values(scores), x, threshold);
                double[] warm = EngineCase.read(x);
                for (int i = 0; tolerance < 1 && i < n; i++) {
                    assertThat(warm[i])
                            .as("%s n=%d off by %s, entry %d", kind, n, off, i)
                            .isCloseTo(cold.x()[i], within(tolerance));
                }
                assertThat(ExactSum.of(warm))
                        .as("%s n=%d off by %s", kind, n, off)
                        .isCloseTo(k, within(1e-6 * k));
            }
        }
    }

    @EveryEngine
    void theLossDoesNotDependOnTheGuesses(EngineCase engine) {
        int n = 300;
        Batch columns = Batch.columns(n, 3);
        Values logits = engine.values(Scores.NORMAL.of(3 * n, 8));
        int[] ids = new int[n];
        for (int i = 0; i < n; i++) {
            ids[i] = i % 3;
        }
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), TAU).on(engine.backend());
        double[] thresholds = new double[3];
        Values gradient = engine.values(new double[3 * n]);
        double cold = loss.valueAndGradient(columns, logits, Targets.classIds(ids), gradient, thresholds);
        double[] guesses = {thresholds[0], Double.NaN, 40};
        double warm =
                loss.valueAndGradientFrom(guesses, columns, logits, Targets.classIds(ids), columns, gradient, guesses);
        assertThat(warm).isCloseTo(cold, within(1e-7));
        assertThat(guesses).containsExactly(thresholds, within(1e-6));
    }

    /** Problems that are solved together have their sums from a threshold a step before the last. */
    @EveryEngine
    void theLossIsExactWhereEntriesLieBetweenGuessAndThreshold(EngineCase engine) {
        for (int seed = 1; seed <= 20; seed++) {
            LossCase on = LossCase.of(engine, 40, 2, seed);
            LossOracle exact = on.oracle(on.oneHot(), on.ones(), KPolicy.half(), TAU, 0.5);
            double[] guesses = {exact.thresholds()[0] + 0.02, exact.thresholds()[1] - 0.02};
            double value = HypersimplexLoss.halfSum(KPolicy.half(), TAU)
                    .on(engine.backend())
                    .valueAndGradientFrom(
                            guesses,
                            on.batch(),
                            engine.values(on.logits()),
                            on.targets(),
                            on.batch(),
                            engine.values(new double[80]),
                            new double[2]);
            assertThat(value)
                    .as("seed " + seed)
                    .isCloseTo(exact.value(), within(Math.max(1e-12, 2 * engine.epsilon()) * exact.value()));
        }
    }

    @EveryEngine
    void thresholdsFromGuessesAreThoseOfTheProjection(EngineCase engine) {
        double[] y = Scores.NORMAL.of(60, 4);
        double[] expected = new double[3];
        engine.top(6.5, TAU).thresholds(Batch.rows(3, 20), engine.values(y), expected);
        double[] guesses = {expected[0], Double.NaN, -7};
        double[] thresholds = new double[3];
        engine.top(6.5, TAU).thresholdsFrom(guesses, Batch.rows(3, 20), engine.values(y), thresholds);
        assertThat(thresholds).containsExactly(expected, within(1e-6));
    }

    @EveryEngine
    void fewerGuessesThanProblemsAreRefused(EngineCase engine) {
        Batch rows = Batch.rows(3, 20);
        Values y = engine.values(Scores.NORMAL.of(60, 4));
        double[] two = {0, 0};
        double[] three = {9, 9, 9};
        String message = "2 guesses for 3 problems";
        SoftBinaryArgmax top = engine.top(6.5, TAU);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top.thresholdsFrom(two, rows, y, three))
                .withMessageStartingWith(message);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), TAU).on(engine.backend());
        Targets targets = Targets.matrix(engine.values(new double[60]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradientFrom(two, rows, y, targets, rows, y, three))
                .withMessageStartingWith(message);
        assertThat(three).containsOnly(9);
    }
}
