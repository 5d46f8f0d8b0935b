package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;

/** What the loss refuses: it names the value and where it stands, and leaves every output as it was. */
class BadLossInputTest {
    private static final double BEFORE = 7.5;
    private static final int ROWS = 30;
    private static final int CLASSES = 4;

    private static double[] filled(int n) {
        double[] numbers = new double[n];
        Arrays.fill(numbers, BEFORE);
        return numbers;
    }

    private static void refuses(EngineCase engine, double[] logits, Targets targets, KPolicy policy, String... parts) {
        Batch batch = Batch.columns(ROWS, CLASSES);
        HypersimplexLoss loss = HypersimplexLoss.mean(policy, 1.5).on(engine.backend());
        Values gradient = engine.values(filled(logits.length));
        double[] thresholds = filled(CLASSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradient(batch, engine.values(logits), targets, gradient, thresholds))
                .withMessageContainingAll(parts);
        Close.checkSame("gradient", EngineCase.read(gradient), filled(logits.length));
        Close.checkSame("thresholds", thresholds, filled(CLASSES));
        Values same = engine.values(logits);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradient(batch, same, targets, same, thresholds))
                .withMessageContainingAll(parts);
        Close.checkSame("in place", EngineCase.read(same), engine.round(logits));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(batch, engine.values(logits), targets, thresholds))
                .withMessageContainingAll(parts);
        Close.checkSame("thresholds", thresholds, filled(CLASSES));
    }

    private static double[] logits() {
        return Scores.NORMAL.of(ROWS * CLASSES, 1);
    }

    private static int[] ids() {
        int[] ids = new int[ROWS];
        Arrays.setAll(ids, i -> i % CLASSES);
        return ids;
    }

    @EveryEngine
    void logitsThatAreNaNAreRefusedWhereverTheyStand(EngineCase engine) {
        for (int row : new int[] {0, 13, ROWS - 1}) {
            for (int c : new int[] {0, CLASSES - 1}) {
                double[] logits = logits();
                logits[row * CLASSES + c] = Double.NaN;
                for (Targets targets : new Targets[] {
                    Targets.classIds(ids()), Targets.matrix(engine.values(new double[ROWS * CLASSES]))
                }) {
                    refuses(engine, logits, targets, KPolicy.positives(), "NaN", "entry " + row + " of problem " + c);
                    refuses(engine, logits, targets, KPolicy.half(), "NaN", "entry " + row + " of problem " + c);
                }
            }
        }
    }

    @EveryEngine
    void infiniteLogitsThatLeaveNoSolutionAreRefused(EngineCase engine) {
        double[] logits = logits();
        for (int i = 0; i < 20; i++) {
            logits[i * CLASSES + 3] = Double.NEGATIVE_INFINITY;
        }
        refuses(engine, logits, Targets.classIds(ids()), KPolicy.half(), "problem 3", "k = 15.0", "10");
    }

    @EveryEngine
    void classIdsOutOfRangeAreRefused(EngineCase engine) {
        for (int id : new int[] {-1, CLASSES, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            for (int row : new int[] {0, 17, ROWS - 1}) {
                int[] ids = ids();
                ids[row] = id;
                for (KPolicy policy : new KPolicy[] {KPolicy.positives(), KPolicy.half()}) {
                    refuses(engine, logits(), Targets.classIds(ids), policy, "entry " + row, "[0, 3]", "" + id);
                }
            }
        }
    }

    @EveryEngine
    void targetsOutsideOfZeroToOneAreRefused(EngineCase engine) {
        for (double bad : new double[] {-0.25, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int row : new int[] {0, 17, ROWS - 1}) {
                double[] targets = new double[ROWS * CLASSES];
                targets[row * CLASSES + 3] = bad;
                for (KPolicy policy : new KPolicy[] {KPolicy.positives(), KPolicy.half()}) {
                    refuses(
                            engine,
                            logits(),
                            Targets.matrix(engine.values(targets)),
                            policy,
                            "target",
                            "entry " + row + " of problem 3",
                            "" + bad);
                }
            }
        }
    }

    @EveryEngine
    void weightsThatAreNegativeOrNotFiniteAreRefused(EngineCase engine) {
        for (double bad : new double[] {-0.25, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] weights = new double[ROWS];
            Arrays.fill(weights, 1);
            weights[ROWS - 1] = bad;
            Targets targets = Targets.classIds(ids()).withRowWeights(engine.values(weights));
            refuses(engine, logits(), targets, KPolicy.half(), "weight", "entry 29", "" + bad);

            double[] each = new double[ROWS * CLASSES];
            Arrays.fill(each, 1);
            each[ROWS * CLASSES - 1] = bad;
            Targets byEntry = Targets.classIds(ids()).withWeights(engine.values(each), Batch.columns(ROWS, CLASSES));
            refuses(engine, logits(), byEntry, KPolicy.half(), "weight", "entry 29 of problem 3", "" + bad);
        }
    }

    private static void refusesAmongGood(EngineCase engine, int n, int at, double target, double weight, String part) {
        double[] targets = new double[n];
        Arrays.fill(targets, 0.5);
        targets[at] = target;
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        // A weight of 0 is none that is out of range.
        weights[0] = 0;
        weights[at] = weight;
        Targets plain = Targets.matrix(engine.values(targets));
        Targets weighted = plain.withWeights(engine.values(weights), Batch.one(n));
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 1.5).on(engine.backend());
        for (Targets bad : Double.isNaN(weight) || weight != 1 ? List.of(weighted) : List.of(plain, weighted)) {
            Values gradient = engine.values(filled(n));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loss.valueAndGradient(
                            Batch.one(n), engine.values(Scores.NORMAL.of(n, 1)), bad, gradient, filled(1)))
                    .withMessageContainingAll(part, "entry " + at + " of problem 0");
            Close.checkSame("gradient", EngineCase.read(gradient), filled(n));
        }
    }

    @EveryEngine
    void oneBadTargetOrWeightIsFoundInProblemsOfOneEntryAndOfManyChunks(EngineCase engine) {
        for (int[] place : new int[][] {{1, 0}, {3, 1}, {140_000, 40_000}, {140_000, 139_999}}) {
            for (double target : new double[] {-0.25, 1.5, Double.NaN}) {
                refusesAmongGood(engine, place[0], place[1], target, 1, "target");
            }
            for (double weight : new double[] {-0.25, Double.NaN, Double.POSITIVE_INFINITY}) {
                refusesAmongGood(engine, place[0], place[1], 0.5, weight, "weight");
            }
        }
    }

    @EveryEngine
    void operandsThatDoNotFitAreRefused(EngineCase engine) {
        double[] logits = logits();
        int size = ROWS * CLASSES;
        Targets ids = Targets.classIds(ids());
        refuses(engine, logits, Targets.classIds(new int[ROWS - 1]), KPolicy.half(), "29 class ids", "30");
        refuses(engine, logits, Targets.matrix(engine.values(new double[size - 1])), KPolicy.half(), "targets", "119");
        refuses(
                engine,
                logits,
                Targets.matrix(engine.values(new double[size]), Batch.columns(CLASSES, ROWS)),
                KPolicy.half(),
                "targets");
        refuses(
                engine,
                logits,
                ids.withRowWeights(engine.values(new double[ROWS - 1])),
                KPolicy.half(),
                "weights",
                "29");
        refuses(
                engine,
                logits,
                ids.withWeights(engine.values(new double[size]), Batch.rows(ROWS, CLASSES)),
                KPolicy.half(),
                "weights");
        refuses(engine, logits, ids, KPolicy.fixed(1, 2, 3), "3 numbers", "4 problems");
        refuses(engine, logits, ids, KPolicy.prior(0.5, 0.5), "2 numbers", "4 problems");
        refuses(engine, Arrays.copyOf(logits, size - 1), ids, KPolicy.half(), "logits", "119", "120");
    }

    @EveryEngine
    void gradientsThatDoNotFitAreRefused(EngineCase engine) {
        Batch batch = Batch.columns(ROWS, CLASSES);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 1.5).on(engine.backend());
        Values logits = engine.values(logits());
        Targets ids = Targets.classIds(ids());
        Values gradient = engine.values(filled(ROWS * CLASSES));
        double[] thresholds = filled(CLASSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradient(
                        batch, logits, ids, engine.values(new double[ROWS * CLASSES - 1]), thresholds))
                .withMessageContainingAll("gradient", "119", "120");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        loss.valueAndGradient(batch, logits, ids, Batch.columns(CLASSES, ROWS), gradient, thresholds))
                .withMessageContaining("gradient");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradient(
                        batch, logits, ids, Batch.strided(CLASSES, ROWS, 1, 0), gradient, thresholds))
                .withMessageContainingAll("gradient", "share");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.valueAndGradient(batch, logits, ids, gradient, filled(CLASSES - 1)))
                .withMessageContainingAll("3 thresholds", "4 problems");
        Close.checkSame("gradient", EngineCase.read(gradient), filled(ROWS * CLASSES));
        Close.checkSame("thresholds", thresholds, filled(CLASSES));
    }
}
