package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Tag;

/** An anchored loss against its definition, where its gradient exists; that it does what it is for. */
@Tag("width")
class AnchoredLossTest {
    private static final double TAU = 1.5;
    private static final double ALPHA = 0.3;
    private static final int[][] SHAPES = {{2, 1}, {17, 3}, {64, 16}, {33, 40}, {1000, 2}};
    private static final KPolicy[] POLICIES = {KPolicy.positives(), KPolicy.fraction(0.2), KPolicy.prior(0.37)};

    /** A loss's results. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Outcome(double value, double[] gradient, double[] thresholds) {}

    private static Outcome run(LossCase on, HypersimplexLoss loss, Targets targets) {
        return run(on, loss, targets, on.engine().backend());
    }

    private static Outcome run(LossCase on, HypersimplexLoss loss, Targets targets, Backend backend) {
        Values gradient = on.engine().values(new double[on.logits().length]);
        double[] thresholds = new double[on.classes()];
        double value = loss.on(backend)
                .valueAndGradient(on.batch(), on.engine().values(on.logits()), targets, gradient, thresholds);
        return new Outcome(value, EngineCase.read(gradient), thresholds);
    }

    private static AnchorOracle anchor(LossCase on, double[] rowWeights, KPolicy policy, double alpha) {
        double[][] targets = on.byClass(on.oneHot());
        double[] k = IntStream.range(0, on.classes())
                .mapToDouble(c -> policy.k(
                        c,
                        on.taking(rowWeights),
                        IntStream.range(0, on.rows())
                                .filter(i -> rowWeights[i] > 0)
                                .mapToDouble(i -> targets[c][i])
                                .sum()))
                .toArray();
        double[][] weights =
                IntStream.range(0, on.classes()).mapToObj(c -> rowWeights).toArray(double[][]::new);
        return AnchorOracle.of(on.byClass(on.logits()), weights, k, TAU, alpha);
    }

    /** A draw away from kinks, with logits that are moved, so that thresholds are large and of either sign. */
    private static LossCase drawn(EngineCase engine, int rows, int classes, double[] weights, KPolicy policy) {
        for (long seed = 1; ; seed++) {
            LossCase of = LossCase.of(engine, rows, classes, seed);
            double[] moved = engine.round(IntStream.range(0, rows * classes)
                    .mapToDouble(i -> of.logits()[i] + 3 * Math.sin(1 + i % classes))
                    .toArray());
            LossCase drawn = new LossCase(engine, rows, classes, moved, of.ids(), of.weights());
            double[] w = weights.length == 0 ? drawn.weights() : weights;
            if (drawn.oracle(drawn.oneHot(), w, policy, TAU, 1).margin() > 1e-5) {
                return drawn;
            }
        }
    }

    private static LossCase drawn(EngineCase engine, int rows, int classes, KPolicy policy) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return drawn(engine, rows, classes, ones, policy);
    }

    private static double[] sum(double[][] a, double[][] b) {
        return IntStream.range(0, a.length * a[0].length)
                .mapToDouble(i -> a[i % a.length][i / a.length] + b[i % a.length][i / a.length])
                .toArray();
    }

    @EveryEngine
    void withoutWeightItIsTheLossToTheBit(EngineCase engine) {
        LossCase on = LossCase.of(engine, 200, 7, 2);
        for (Reduction reduction : Reduction.values()) {
            HypersimplexLoss loss = HypersimplexLoss.of(reduction, KPolicy.positives(), TAU);
            Outcome plain = run(on, loss, on.targets());
            Outcome none = run(on, loss.anchored(ALPHA).anchored(0), on.targets());
            assertThat(none.value()).isEqualTo(plain.value());
            assertThat(none.gradient()).containsExactly(plain.gradient());
            assertThat(none.thresholds()).containsExactly(plain.thresholds());
        }
    }

    @EveryEngine
    void itMayBeTheFirstThingThatABackendIsAsked(EngineCase engine) {
        LossCase on = LossCase.of(engine, 200, 7, 2);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), TAU).anchored(ALPHA);
        Outcome later = run(on, loss, on.targets());
        try (Backend fresh = engine.backend(Parallelism.serial())) {
            Outcome first = run(on, loss, on.targets(), fresh);
            assertThat(first.value()).isEqualTo(later.value());
            assertThat(first.gradient()).containsExactly(later.gradient());
        }
    }

    @EveryEngine
    void valueAndGradientFollowTheDefinition(EngineCase engine) {
        for (int[] shape : SHAPES) {
            for (KPolicy policy : POLICIES) {
                LossCase on = drawn(engine, shape[0], shape[1], policy);
                for (Reduction reduction : Reduction.values()) {
                    HypersimplexLoss loss =
                            HypersimplexLoss.of(reduction, policy, TAU).anchored(ALPHA);
                    check(on, run(on, loss, on.targets()), reduction, policy, on.ones());
                    Targets matrix = Targets.matrix(engine.values(on.oneHot()));
                    check(on, run(on, loss, matrix), reduction, policy, on.ones());
                }
            }
        }
    }

    private static void check(LossCase on, Outcome outcome, Reduction reduction, KPolicy policy, double[] weights) {
        double scale = reduction == Reduction.MEAN ? 1.0 / (on.taking(weights) * on.classes()) : 0.5;
        LossOracle plain = on.oracle(on.oneHot(), weights, policy, TAU, scale);
        AnchorOracle anchor = anchor(on, weights, policy, ALPHA);
        double exactness = on.engine().epsilon();
        String what = reduction + " " + policy + " " + on.batch();
        assertThat(outcome.value())
                .as(what)
                .isCloseTo(
                        plain.value() + anchor.value(),
                        within(exactness * (scale * on.logits().length + anchor.value())));
        Close.check(
                what, outcome.gradient(), sum(plain.gradient(), anchor.gradient()), 16 * exactness * (scale + ALPHA));
        double[][] columns = on.byClass(outcome.gradient());
        for (int c = 0; c < on.classes(); c++) {
            assertThat(ExactSum.of(columns[c]))
                    .as("sum of column %d, %s", c, what)
                    .isCloseTo(anchor.sums()[c], within(exactness * (on.rows() * scale + Math.abs(anchor.sums()[c]))));
        }
    }

    @EveryEngine
    void rowsOfWeightZeroAreNoEntries(EngineCase engine) {
        for (KPolicy policy : POLICIES) {
            for (Reduction reduction : Reduction.values()) {
                LossCase on = drawn(engine, 64, 5, new double[0], policy);
                Targets weighted = on.targets().withRowWeights(engine.values(on.weights()));
                HypersimplexLoss loss =
                        HypersimplexLoss.of(reduction, policy, TAU).anchored(ALPHA);
                check(on, run(on, loss, weighted), reduction, policy, on.weights());
            }
        }
    }

    @EveryEngine
    void gradientIsTheCentralDifferenceOfTheValue(EngineCase engine) {
        double step = 1.0 / 256;
        LossCase on = LossCase.smooth(engine, 9, 3, KPolicy.positives(), TAU, 0.01);
        for (Reduction reduction : Reduction.values()) {
            HypersimplexLoss loss =
                    HypersimplexLoss.of(reduction, KPolicy.positives(), TAU).anchored(2);
            double[] gradient = run(on, loss, on.targets()).gradient();
            double[] difference = new double[gradient.length];
            for (int i = 0; i < difference.length; i++) {
                double[] up = on.logits().clone();
                double[] down = on.logits().clone();
                up[i] += step;
                down[i] -= step;
                difference[i] = (loss.on(engine.backend()).value(on.batch(), engine.values(up), on.targets())
                                - loss.on(engine.backend()).value(on.batch(), engine.values(down), on.targets()))
                        / (2 * step);
            }
            Close.check("gradient", gradient, difference, engine.precision() == Precision.FLOAT ? 1e-3 : 1e-10);
        }
    }

    @EveryEngine
    void theGradientsScaleMultipliesTheAnchorToo(EngineCase engine) {
        LossCase on = drawn(engine, 40, 3, KPolicy.positives());
        double[] one = run(on, HypersimplexLoss.mean(KPolicy.positives(), TAU).anchored(ALPHA), on.targets())
                .gradient();
        for (double scale : new double[] {4, -0.5, 0}) {
            Values gradient = engine.values(new double[120]);
            double[] thresholds = {Double.NaN, Double.NaN, Double.NaN};
            engine.backend()
                    .loss(new LossCall(
                            on.batch(),
                            engine.values(on.logits()),
                            on.targets(),
                            KPolicy.positives(),
                            TAU,
                            Reduction.MEAN,
                            ALPHA,
                            thresholds,
                            on.batch(),
                            gradient,
                            scale,
                            thresholds,
                            AllReduce.single()));
            double[] scaled = Arrays.stream(one).map(g -> scale * g).toArray();
            Close.check("scale " + scale, EngineCase.read(gradient), scaled, engine.epsilon());
        }
    }

    @EveryEngine
    void whatIsBeyondAllNumbersIsNeverNaN(EngineCase engine) {
        Batch batch = Batch.columns(4, 2);
        double[] logits = {1e30, 2, 1e30, 1.7, -1e30, 1.5, 3, -1};
        for (double tau : new double[] {1e-300, 1e-30, 1, 1e30, 1e300}) {
            for (double alpha : new double[] {1e-300, 1, 1e300}) {
                for (double k : new double[] {1, 1.5, 2, 3}) {
                    Values gradient = engine.values(new double[8]);
                    double value = HypersimplexLoss.mean(KPolicy.fixed(k), tau)
                            .anchored(alpha)
                            .on(engine.backend())
                            .valueAndGradient(
                                    batch, engine.values(logits), Targets.classIds(new int[] {0, 1, 0, 1}), gradient);
                    String what = "tau " + tau + ", alpha " + alpha + ", k " + k;
                    assertThat(value).as(what).isNotNegative();
                    if (!engine.isReference()) {
                        assertThat(EngineCase.read(gradient)).as(what).doesNotContain(Double.NaN);
                    }
                }
            }
        }
    }

    @EveryEngine
    void aWeightThatIsNoneIsRefused(EngineCase engine) {
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), TAU).on(engine.backend());
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE}) {
            assertThatThrownBy(() -> loss.anchored(bad))
                    .isInstanceOf(InputException.class)
                    .hasMessage("anchor must be finite and at least 0, was " + bad);
            Values gradient = engine.values(7, 7);
            double[] thresholds = {7};
            assertThatThrownBy(() -> engine.backend()
                            .loss(new LossCall(
                                    Batch.one(2),
                                    engine.values(1, 2),
                                    Targets.matrix(engine.values(0, 1)),
                                    KPolicy.half(),
                                    TAU,
                                    Reduction.MEAN,
                                    bad,
                                    thresholds,
                                    Batch.one(2),
                                    gradient,
                                    1,
                                    thresholds,
                                    AllReduce.single())))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("was " + bad);
            assertThat(EngineCase.read(gradient)).containsExactly(7, 7);
            assertThat(thresholds).containsExactly(7);
        }
    }

    @EveryEngine
    void aLossTellsItsAnchor(EngineCase engine) {
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), TAU).on(engine.backend());
        assertThat(loss.anchored(0.25))
                .hasToString("HypersimplexLoss(MEAN, k half, tau 1.5, anchor 0.25, "
                        + engine.backend().facts().name() + ")");
        assertThat(loss.anchored(0)).hasToString(loss.toString()).asString().doesNotContain("anchor");
    }

    /** Plain gradient descent; returns the thresholds at the end. */
    private static double[] descend(EngineCase engine, double alpha) {
        int rows = 60;
        LossCase on = LossCase.of(engine, rows, 3, 12);
        Random random = new Random(5);
        double[] offsets = {4, -3, 1 + random.nextDouble()};
        double[] start = IntStream.range(0, 3 * rows)
                .mapToDouble(i -> on.logits()[i] + offsets[i % 3])
                .toArray();
        Values logits = engine.values(start);
        Values gradient = engine.values(start);
        double[] thresholds = new double[3];
        HypersimplexLoss loss =
                HypersimplexLoss.mean(KPolicy.positives(), TAU).anchored(alpha).on(engine.backend());
        for (int step = 0; step < 500; step++) {
            loss.valueAndGradient(on.batch(), logits, on.targets(), gradient, thresholds);
            for (int i = 0; i < 3 * rows; i++) {
                logits.set(i, logits.get(i) - 10 * gradient.get(i));
            }
        }
        return thresholds;
    }

    @EveryEngine
    void descentDrivesThresholdsToZeroWhichTheLossAloneDoesNot(EngineCase engine) {
        assertThat(descend(engine, 0.5)).containsExactly(new double[3], within(1e-3));
        double[] without = descend(engine, 0);
        assertThat(without[0]).isGreaterThan(2);
        assertThat(without[1]).isLessThan(-2);
    }
}
