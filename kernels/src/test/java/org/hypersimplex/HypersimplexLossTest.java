package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/** Value, gradient and thresholds of the loss against its definition, and properties such as shift invariance. */
@Tag("width")
class HypersimplexLossTest {
    private static final double TAU = 1.5;
    private static final int[][] SHAPES = {{1, 1}, {2, 2}, {17, 3}, {64, 16}, {100, 10}, {33, 40}, {1000, 2}};

    private static List<KPolicy> policies(int classes) {
        double[] each = IntStream.range(0, classes)
                .mapToDouble(c -> 0.25 + 0.5 * c / classes)
                .toArray();
        return List.of(
                KPolicy.positives(),
                KPolicy.half(),
                KPolicy.fraction(0.2),
                KPolicy.fixed(1),
                KPolicy.fixed(each),
                KPolicy.prior(0.37),
                KPolicy.prior(each));
    }

    /** A loss's results. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Outcome(double value, double[] gradient, double[] thresholds) {}

    private static Outcome run(LossCase on, Reduction reduction, KPolicy policy, Targets targets) {
        Values gradient = on.engine().values(new double[on.logits().length]);
        double[] thresholds = new double[on.classes()];
        double value = HypersimplexLoss.of(reduction, policy, TAU)
                .on(on.engine().backend())
                .valueAndGradient(on.batch(), on.engine().values(on.logits()), targets, gradient, thresholds);
        return new Outcome(value, EngineCase.read(gradient), thresholds);
    }

    private static double scale(Reduction reduction, long entries) {
        return reduction == Reduction.MEAN ? 1.0 / entries : 0.5;
    }

    private static void check(String what, LossCase on, Outcome outcome, LossOracle oracle, double scale) {
        double exactness = on.engine().epsilon();
        assertThat(outcome.value()).as(what).isCloseTo(oracle.value(), within(exactness * scale * on.logits().length));
        double[] expected = on.rowMajor(oracle.gradient());
        Close.check("gradient, " + what, outcome.gradient(), expected, 8 * exactness * scale);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] == 0 && oracle.margin() > 1e-5) {
                assertThat(Math.abs(outcome.gradient()[i]))
                        .as("%s, entry %d", what, i)
                        .isLessThanOrEqualTo(8 * exactness * scale);
            }
        }
        Close.check("thresholds, " + what, outcome.thresholds(), oracle.thresholds(), exactness);
    }

    @EveryEngine
    void valueAndGradientFollowTheDefinition(EngineCase engine) {
        for (int[] shape : SHAPES) {
            for (KPolicy policy : policies(shape[1])) {
                LossCase on = LossCase.smooth(engine, shape[0], shape[1], policy, TAU, 1e-5);
                for (Reduction reduction : Reduction.values()) {
                    double scale = scale(reduction, on.logits().length);
                    LossOracle oracle = on.oracle(on.oneHot(), on.ones(), policy, TAU, scale);
                    String what = reduction + " " + policy + " " + on.batch();
                    Outcome byIds = run(on, reduction, policy, on.targets());
                    check(what, on, byIds, oracle, scale);
                    Outcome byMatrix = run(on, reduction, policy, Targets.matrix(engine.values(on.oneHot())));
                    assertThat(byMatrix.value()).as(what).isEqualTo(byIds.value());
                    Close.checkSame("one-hot, " + what, byMatrix.gradient(), byIds.gradient());
                    Close.checkSame("one-hot, " + what, byMatrix.thresholds(), byIds.thresholds());
                }
            }
        }
    }

    /** Here a threshold of the scores' precision would be far off. */
    @EveryEngine
    void logitsFarFromZeroFollowTheDefinition(EngineCase engine) {
        double far = engine.precision() == Precision.DOUBLE ? 1e9 : 1000;
        for (int[] shape : SHAPES) {
            LossCase near = LossCase.of(engine, shape[0], shape[1], 6);
            double[] logits =
                    engine.round(Arrays.stream(near.logits()).map(y -> y + far).toArray());
            LossCase on = new LossCase(engine, near.rows(), near.classes(), logits, near.ids(), near.weights());
            LossOracle oracle = on.oracle(on.oneHot(), on.ones(), KPolicy.half(), TAU, 0.5);
            check("far", on, run(on, Reduction.HALF_SUM, KPolicy.half(), on.targets()), oracle, 0.5);
        }
    }

    @EveryEngine
    void softTargetsFollowTheDefinition(EngineCase engine) {
        for (int[] shape : SHAPES) {
            double[] soft = engine.round(
                    new Random(7).doubles((long) shape[0] * shape[1]).toArray());
            LossCase on = smoothFor(engine, shape, soft, KPolicy.positives());
            LossOracle oracle = on.oracle(soft, on.ones(), KPolicy.positives(), TAU, 0.5);
            Targets sameType = Targets.matrix(engine.values(soft));
            check("soft", on, run(on, Reduction.HALF_SUM, KPolicy.positives(), sameType), oracle, 0.5);
            Targets doubles = Targets.matrix(Values.of(soft));
            check("in double", on, run(on, Reduction.HALF_SUM, KPolicy.positives(), doubles), oracle, 0.5);
        }
    }

    private static LossCase smoothFor(EngineCase engine, int[] shape, double[] targets, KPolicy policy) {
        for (long seed = 1; ; seed++) {
            LossCase drawn = LossCase.of(engine, shape[0], shape[1], seed);
            if (drawn.oracle(targets, drawn.ones(), policy, TAU, 1).margin() > 1e-5) {
                return drawn;
            }
        }
    }

    @EveryEngine
    void theValueAloneIsTheSame(EngineCase engine) {
        for (int[] shape : SHAPES) {
            LossCase on = LossCase.of(engine, shape[0], shape[1], 5);
            HypersimplexLoss loss =
                    HypersimplexLoss.mean(KPolicy.positives(), TAU).on(engine.backend());
            double[] thresholds = new double[on.classes()];
            double value = loss.value(on.batch(), engine.values(on.logits()), on.targets(), thresholds);
            Outcome outcome = run(on, Reduction.MEAN, KPolicy.positives(), on.targets());
            assertThat(value).isEqualTo(outcome.value());
            assertThat(thresholds).containsExactly(outcome.thresholds());
            assertThat(loss.value(on.batch(), engine.values(on.logits()), on.targets()))
                    .isEqualTo(value);
        }
    }

    @EveryEngine
    void gradientIsTheCentralDifferenceOfTheValue(EngineCase engine) {
        double step = 1.0 / 256;
        LossCase on = LossCase.smooth(engine, 9, 3, KPolicy.positives(), TAU, 0.01);
        double[] gradient =
                run(on, Reduction.HALF_SUM, KPolicy.positives(), on.targets()).gradient();
        HypersimplexLoss loss =
                HypersimplexLoss.halfSum(KPolicy.positives(), TAU).on(engine.backend());
        double[] difference = new double[gradient.length];
        for (int i = 0; i < difference.length; i++) {
            double[] up = on.logits().clone();
            double[] down = on.logits().clone();
            up[i] += step;
            down[i] -= step;
            difference[i] = (loss.value(on.batch(), engine.values(up), on.targets())
                            - loss.value(on.batch(), engine.values(down), on.targets()))
                    / (2 * step);
        }
        double tolerance = engine.precision() == Precision.FLOAT ? 1e-3 : 1e-10;
        Close.check("gradient", gradient, difference, tolerance);
    }

    @EveryEngine
    void gradientOfEachColumnSumsToZero(EngineCase engine) {
        for (int[] shape : SHAPES) {
            LossCase on = LossCase.of(engine, shape[0], shape[1], 6);
            double[][] gradient = on.byClass(
                    run(on, Reduction.HALF_SUM, KPolicy.half(), on.targets()).gradient());
            for (double[] column : gradient) {
                assertThat(ExactSum.of(column)).isCloseTo(0, within(on.rows() * 0.1 * engine.epsilon()));
            }
        }
    }

    @EveryEngine
    void separatedLogitsWithKOfThePositivesAreLossZero(EngineCase engine) {
        for (int[] shape : SHAPES) {
            for (double offset : new double[] {0, 0.1, -1000.7}) {
                LossCase drawn = LossCase.of(engine, shape[0], shape[1], 6);
                double[] separated = engine.round(Arrays.stream(drawn.oneHot())
                        .map(t -> offset + (t == 1 ? 1.3 : -0.4))
                        .toArray());
                LossCase on =
                        new LossCase(engine, drawn.rows(), drawn.classes(), separated, drawn.ids(), drawn.weights());
                Outcome outcome = run(on, Reduction.HALF_SUM, KPolicy.positives(), on.targets());
                assertThat(outcome.value()).isEqualTo(0);
                Close.checkSame("gradient", outcome.gradient(), new double[separated.length]);
            }
        }
    }

    @EveryEngine
    void shiftingAClassChangesNothingButItsThreshold(EngineCase engine) {
        LossCase on = LossCase.smooth(engine, 50, 4, KPolicy.half(), TAU, 1e-4);
        double[] quarters =
                Arrays.stream(on.logits()).map(v -> Math.rint(64 * v) / 64).toArray();
        double[] shifted = IntStream.range(0, quarters.length)
                .mapToDouble(i -> quarters[i] + (i % 4 == 2 ? 1024 : 0))
                .toArray();
        Outcome before = run(with(on, quarters), Reduction.MEAN, KPolicy.half(), on.targets());
        Outcome after = run(with(on, shifted), Reduction.MEAN, KPolicy.half(), on.targets());
        assertThat(after.value()).isCloseTo(before.value(), within(engine.epsilon()));
        assertThat(after.thresholds()[2]).isCloseTo(before.thresholds()[2] + 1024, within(1e-6));
        assertThat(after.thresholds()[1]).isEqualTo(before.thresholds()[1]);
    }

    private static LossCase with(LossCase on, double[] logits) {
        return new LossCase(on.engine(), on.rows(), on.classes(), logits, on.ids(), on.weights());
    }

    @EveryEngine
    void arraysAndViewsOfThemGiveTheSame(EngineCase engine) {
        LossCase on = LossCase.of(engine, 40, 5, 2);
        Outcome expected = run(on, Reduction.MEAN, KPolicy.half(), on.targets());
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), TAU).on(engine.backend());
        double[] thresholds = new double[5];
        float[] floats = engine.values(on.logits()).floats();
        if (floats != null) {
            assertThat(loss.valueAndGradient(on.batch(), floats, on.ids(), floats, thresholds))
                    .isEqualTo(expected.value());
            Close.checkSame("in place", EngineCase.read(Values.of(floats)), expected.gradient());
        } else {
            double[] doubles = on.logits().clone();
            assertThat(loss.valueAndGradient(on.batch(), doubles, on.ids(), doubles, thresholds))
                    .isEqualTo(expected.value());
            Close.checkSame("in place", doubles, expected.gradient());
        }
        assertThat(thresholds).containsExactly(expected.thresholds());
    }

    @EveryEngine
    void aBatchOfNothingHasNoLoss(EngineCase engine) {
        for (Reduction reduction : Reduction.values()) {
            double value = HypersimplexLoss.of(reduction, KPolicy.half(), TAU)
                    .on(engine.backend())
                    .value(Batch.rows(0, 5), engine.values(), Targets.classIds(new int[5]));
            assertThat(value).isEqualTo(0);
        }
    }
}
