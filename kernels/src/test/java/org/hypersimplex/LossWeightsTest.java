package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/** Weights multiply squared residuals, and an entry of weight 0 is as good as absent. */
@Tag("width")
class LossWeightsTest {
    private static final double TAU = 0.9;
    private static final KPolicy[] POLICIES = {
        KPolicy.positives(), KPolicy.half(), KPolicy.fixed(2.5), KPolicy.prior(0.3)
    };

    private static double loss(
            LossCase on, double[] logits, Targets targets, Reduction reduction, KPolicy policy, Values gradient) {
        return HypersimplexLoss.of(reduction, policy, TAU)
                .on(on.engine().backend())
                .valueAndGradient(on.batch(), on.engine().values(logits), targets, gradient);
    }

    @EveryEngine
    void rowWeightsFollowTheDefinition(EngineCase engine) {
        for (int[] shape : new int[][] {{17, 3}, {64, 16}, {200, 5}}) {
            for (KPolicy policy : POLICIES) {
                for (Reduction reduction : Reduction.values()) {
                    LossCase on = smooth(engine, shape, policy);
                    double scale = reduction == Reduction.MEAN ? 1.0 / (on.taking(on.weights()) * on.classes()) : 0.5;
                    LossOracle oracle = on.oracle(on.oneHot(), on.weights(), policy, TAU, scale);
                    Values gradient = engine.values(new double[on.logits().length]);
                    Targets weighted = on.targets().withRowWeights(engine.values(on.weights()));
                    double value = loss(on, on.logits(), weighted, reduction, policy, gradient);
                    double tolerance = 16 * engine.epsilon() * scale;
                    assertThat(value)
                            .as("%s %s", policy, reduction)
                            .isCloseTo(oracle.value(), within(tolerance * on.logits().length));
                    Close.check(
                            policy + " " + reduction,
                            EngineCase.read(gradient),
                            on.rowMajor(oracle.gradient()),
                            tolerance / TAU);
                }
            }
        }
    }

    private static LossCase smooth(EngineCase engine, int[] shape, KPolicy policy) {
        for (long seed = 1; ; seed++) {
            LossCase drawn = LossCase.of(engine, shape[0], shape[1], seed);
            if (drawn.oracle(drawn.oneHot(), drawn.weights(), policy, TAU, 1).margin() > 1e-5) {
                return drawn;
            }
        }
    }

    @EveryEngine
    void aWeightMayBeTheLargestNumberOfItsType(EngineCase engine) {
        double largest = engine.precision() == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        Targets targets = Targets.matrix(engine.values(1, 0)).withWeights(engine.values(largest, 1), Batch.one(2));
        Values gradient = engine.values(7, 7);
        double loss = HypersimplexLoss.of(Reduction.HALF_SUM, KPolicy.fixed(1), TAU)
                .on(engine.backend())
                .valueAndGradient(Batch.one(2), engine.values(5, -5), targets, gradient);
        assertThat(loss).isZero();
        Close.checkSame("gradient", EngineCase.read(gradient), new double[2]);
    }

    @EveryEngine
    void rowsOfWeightZeroAreNotReadAndGetNoGradient(EngineCase engine) {
        for (KPolicy policy : POLICIES) {
            LossCase on = smooth(engine, new int[] {50, 4}, policy);
            double[] spoilt = on.logits().clone();
            double[] targets = on.oneHot();
            int[] ids = on.ids().clone();
            for (int at = 0; at < spoilt.length; at++) {
                if (on.weights()[at / 4] == 0) {
                    spoilt[at] = at % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
                    targets[at] = at % 2 == 0 ? Double.NaN : 99;
                    ids[at / 4] = -7;
                }
            }
            Values weights = engine.values(on.weights());
            Values expected = engine.values(new double[spoilt.length]);
            double value =
                    loss(on, on.logits(), on.targets().withRowWeights(weights), Reduction.MEAN, policy, expected);
            for (Targets unread : new Targets[] {
                Targets.classIds(ids).withRowWeights(weights),
                Targets.matrix(engine.values(targets)).withRowWeights(weights)
            }) {
                Values gradient = engine.values(new double[spoilt.length]);
                assertThat(loss(on, spoilt, unread, Reduction.MEAN, policy, gradient))
                        .isEqualTo(value);
                Close.checkSame("gradient", EngineCase.read(gradient), EngineCase.read(expected));
                for (int at = 0; at < spoilt.length; at++) {
                    if (on.weights()[at / 4] == 0) {
                        assertThat(gradient.get(at)).isEqualTo(0);
                    }
                }
            }
        }
    }

    /** In more than one chunk. */
    @EveryEngine
    void entriesOfWeightZeroAreAbsentFromLongProblems(EngineCase engine) {
        int n = 140_000;
        double[] logits = engine.round(Scores.NORMAL.of(n, 5));
        double[] targets = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = i % 3 == 0 ? 0 : 1;
            targets[i] = weights[i] == 0 ? 7 : i % 2;
            logits[i] = weights[i] == 0 ? Double.NaN : logits[i];
        }
        int[] kept = IntStream.range(0, n).filter(i -> weights[i] == 1).toArray();
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), TAU).on(engine.backend());
        Values gradient = engine.values(new double[n]);
        double value = loss.valueAndGradient(
                Batch.one(n),
                engine.values(logits),
                Targets.matrix(engine.values(targets)).withWeights(engine.values(weights), Batch.one(n)),
                gradient);
        Values expected = engine.values(new double[kept.length]);
        assertThat(value)
                .isCloseTo(
                        loss.valueAndGradient(
                                Batch.one(kept.length),
                                engine.values(Arrays.stream(kept)
                                        .mapToDouble(i -> logits[i])
                                        .toArray()),
                                Targets.matrix(engine.values(Arrays.stream(kept)
                                        .mapToDouble(i -> targets[i])
                                        .toArray())),
                                expected),
                        within(engine.epsilon()));
        Close.check(
                "gradient",
                Arrays.stream(kept).mapToDouble(gradient::get).toArray(),
                EngineCase.read(expected),
                engine.epsilon() / n);
    }

    @EveryEngine
    void classIdsOfEntriesThatNoProblemHasMayBeAnything(EngineCase engine) {
        for (Batch layout : new Batch[] {
            Batch.rows(2, 3), Batch.ragged(2, 3), Batch.rows(2, 3).withLengths(2, 3)
        }) {
            double[] logits = engine.round(0.5, -0.25, 1, 0.75, 0.125, 2);
            double[] weights = new double[(int) layout.extent()];
            Arrays.fill(weights, 1);
            // The third entry of both problems, where the first has one.
            weights[(int) layout.address(1, 2)] = 0;
            if (layout.length(0) == 3) {
                weights[(int) layout.address(0, 2)] = 0;
            }
            double[] values = new double[2];
            for (int i = 0; i < 2; i++) {
                int[] ids = {0, 1, i == 0 ? 1 : 99};
                Targets targets = Targets.classIds(ids).withWeights(engine.values(weights), layout);
                values[i] = HypersimplexLoss.mean(KPolicy.positives(), TAU)
                        .on(engine.backend())
                        .value(layout, engine.values(Arrays.copyOf(logits, weights.length)), targets, new double[2]);
            }
            assertThat(values[1]).as(layout.toString()).isPositive().isEqualTo(values[0]);
        }
    }

    @EveryEngine
    void excludingRowsIsTheLossOfTheOtherRows(EngineCase engine) {
        LossCase on = LossCase.of(engine, 40, 3, 4);
        double[] weights = Arrays.stream(on.weights()).map(w -> w > 0.5 ? 1 : 0).toArray();
        int[] kept = IntStream.range(0, 40).filter(i -> weights[i] == 1).toArray();
        double[] logits = Arrays.stream(kept)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(on.logits(), 3 * i, 3 * i + 3))
                .toArray();
        LossCase rest = new LossCase(
                engine,
                kept.length,
                3,
                logits,
                Arrays.stream(kept).map(i -> on.ids()[i]).toArray(),
                new double[kept.length]);
        for (KPolicy policy : POLICIES) {
            for (Reduction reduction : Reduction.values()) {
                Values gradient = engine.values(new double[120]);
                Values expected = engine.values(new double[logits.length]);
                double value = loss(
                        on,
                        on.logits(),
                        on.targets().withRowWeights(engine.values(weights)),
                        reduction,
                        policy,
                        gradient);
                assertThat(value)
                        .as("%s %s", policy, reduction)
                        .isCloseTo(
                                loss(rest, logits, rest.targets(), reduction, policy, expected),
                                within(120 * engine.epsilon()));
                double[] ofTheKept = Arrays.stream(kept)
                        .boxed()
                        .flatMapToDouble(i -> IntStream.range(3 * i, 3 * i + 3).mapToDouble(gradient::get))
                        .toArray();
                Close.check(policy + " " + reduction, ofTheKept, EngineCase.read(expected), 8 * engine.epsilon());
            }
        }
    }

    @EveryEngine
    void equalWeightsScaleTheLoss(EngineCase engine) {
        LossCase on = LossCase.of(engine, 40, 3, 4);
        double[] twos = new double[40];
        Arrays.fill(twos, 2);
        Values gradient = engine.values(new double[120]);
        Values twice = engine.values(new double[120]);
        double value = loss(on, on.logits(), on.targets(), Reduction.MEAN, KPolicy.half(), gradient);
        double weighted = loss(
                on,
                on.logits(),
                on.targets().withRowWeights(engine.values(twos)),
                Reduction.MEAN,
                KPolicy.half(),
                twice);
        assertThat(weighted).isCloseTo(2 * value, within(engine.epsilon()));
        double[] doubled =
                Arrays.stream(EngineCase.read(gradient)).map(g -> 2 * g).toArray();
        Close.check("gradient", EngineCase.read(twice), doubled, engine.epsilon());
    }

    @EveryEngine
    void rowWeightsAreEntryWeightsThatAreEqualInEveryClass(EngineCase engine) {
        LossCase on = LossCase.of(engine, 60, 4, 9);
        double[] columnMajor = new double[240];
        for (int c = 0; c < 4; c++) {
            System.arraycopy(on.weights(), 0, columnMajor, 60 * c, 60);
        }
        Values rows = engine.values(new double[240]);
        Values entries = engine.values(new double[240]);
        Targets byRow = on.targets().withRowWeights(Values.of(on.weights()));
        Targets byEntry = on.targets().withWeights(engine.values(columnMajor), Batch.columnsOfColumnMajor(60, 4));
        assertThat(loss(on, on.logits(), byRow, Reduction.MEAN, KPolicy.half(), rows))
                .isEqualTo(loss(on, on.logits(), byEntry, Reduction.MEAN, KPolicy.half(), entries));
        Close.checkSame("gradient", EngineCase.read(rows), EngineCase.read(entries));
    }

    @EveryEngine
    void everyRowExcludedIsLossZero(EngineCase engine) {
        LossCase on = LossCase.of(engine, 20, 3, 4);
        double[] nothing = new double[60];
        Arrays.fill(nothing, Double.NaN);
        for (KPolicy policy : POLICIES) {
            for (Reduction reduction : Reduction.values()) {
                Values gradient = engine.values(nothing);
                Targets none = on.targets().withRowWeights(engine.values(new double[20]));
                assertThat(loss(on, nothing, none, reduction, policy, gradient)).isEqualTo(0);
                Close.checkSame("gradient", EngineCase.read(gradient), new double[60]);
            }
        }
    }
}
