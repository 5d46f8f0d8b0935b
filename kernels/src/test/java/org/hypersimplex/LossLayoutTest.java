package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;

/**
 * The loss is the same wherever logits, targets and gradient lie, but for rounding, since row-major matrices are solved
 * as a whole; memory around them stays as it was.
 */
class LossLayoutTest {
    private static final double AROUND = -55.5;
    private static final int ROWS = 50;
    private static final int CLASSES = 6;

    private static final List<Batch> LAYOUTS = List.of(
            Batch.columns(ROWS, CLASSES),
            Batch.columnsOfColumnMajor(ROWS, CLASSES),
            Batch.columns(ROWS, CLASSES).at(3),
            Batch.strided(CLASSES, ROWS, 11, 1).at(2),
            Batch.strided(CLASSES, ROWS, 2, 101));

    private static int index(Batch batch, int problem, int entry) {
        return (int) batch.address(problem, entry);
    }

    private static double[] lay(Batch batch, double[] rowMajor, double around) {
        double[] memory = new double[(int) batch.extent() + 4];
        Arrays.fill(memory, around);
        for (int p = 0; p < CLASSES; p++) {
            for (int i = 0; i < ROWS; i++) {
                memory[index(batch, p, i)] = rowMajor[i * CLASSES + p];
            }
        }
        return memory;
    }

    @EveryEngine
    void layoutsOfLogitsTargetsAndGradientDoNotMatter(EngineCase engine) {
        LossCase on = LossCase.of(engine, ROWS, CLASSES, 3);
        double[] soft =
                engine.round(new Random(4).doubles((long) ROWS * CLASSES).toArray());
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 1.1).on(engine.backend());
        Values expected = engine.values(new double[ROWS * CLASSES]);
        double[] expectedThresholds = new double[CLASSES];
        double value = loss.valueAndGradient(
                on.batch(),
                engine.values(on.logits()),
                Targets.matrix(engine.values(soft)),
                expected,
                expectedThresholds);
        for (Batch logits : LAYOUTS) {
            for (Batch targets : LAYOUTS) {
                for (Batch out : LAYOUTS) {
                    String what = logits + " | " + targets + " | " + out;
                    double[] blank = new double[(int) out.extent() + 4];
                    Arrays.fill(blank, AROUND);
                    Values gradient = engine.values(blank);
                    double[] thresholds = new double[CLASSES];
                    Values laid = engine.values(lay(logits, on.logits(), Double.NaN));
                    assertThat(loss.valueAndGradient(
                                    logits,
                                    laid,
                                    Targets.matrix(engine.values(lay(targets, soft, Double.NaN)), targets),
                                    out,
                                    gradient,
                                    thresholds))
                            .as(what)
                            .isCloseTo(value, within(engine.epsilon()));
                    double[] written = lay(out, EngineCase.read(expected), AROUND);
                    Close.check(what, EngineCase.read(gradient), written, engine.epsilon());
                    Close.check(what, thresholds, expectedThresholds, engine.epsilon());
                }
            }
        }
    }

    /**
     * The gradients of row-major matrices are written in blocks of rows: these shapes fill such blocks whole and in
     * part.
     */
    @EveryEngine
    void classIdsOfMatricesOfAnyShapeGiveTheGradientOfTheirColumns(EngineCase engine) {
        for (int[] shape : new int[][] {{4000, 6}, {3, 1100}, {2100, 37}, {50, 1030}, {9000, 2}}) {
            int rows = shape[0];
            int classes = shape[1];
            LossCase on = LossCase.of(engine, rows, classes, 5);
            double[] columnMajor = new double[rows * classes];
            for (int i = 0; i < rows * classes; i++) {
                columnMajor[i % classes * rows + i / classes] = on.logits()[i];
            }
            HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 1.1).on(engine.backend());
            Values gradient = engine.values(new double[rows * classes]);
            double value = loss.valueAndGradient(on.batch(), engine.values(on.logits()), on.targets(), gradient);
            Values columns = engine.values(new double[rows * classes]);
            assertThat(loss.valueAndGradient(
                            Batch.columnsOfColumnMajor(rows, classes),
                            engine.values(columnMajor),
                            on.targets(),
                            columns))
                    .isCloseTo(value, within(engine.epsilon()));
            double[] byColumn = EngineCase.read(columns);
            double[] expected = new double[rows * classes];
            for (int i = 0; i < rows * classes; i++) {
                expected[i] = byColumn[i % classes * rows + i / classes];
            }
            Close.check(rows + " rows, " + classes + " classes", EngineCase.read(gradient), expected, engine.epsilon());
        }
    }

    @EveryEngine
    void gradientMayOverwriteTheLogits(EngineCase engine) {
        LossCase on = LossCase.of(engine, ROWS, CLASSES, 3);
        HypersimplexLoss loss = HypersimplexLoss.halfSum(KPolicy.half(), 1.1).on(engine.backend());
        for (Batch layout : LAYOUTS) {
            Values expected = engine.values(lay(layout, on.logits(), AROUND));
            double value = loss.valueAndGradient(
                    layout, engine.values(lay(layout, on.logits(), AROUND)), on.targets(), expected);
            Values same = engine.values(lay(layout, on.logits(), AROUND));
            assertThat(loss.valueAndGradient(layout, same, on.targets(), same)).isEqualTo(value);
            Close.checkSame(layout.toString(), EngineCase.read(same), EngineCase.read(expected));
        }
    }

    @EveryEngine
    void classIdsAreThoseOfEachRaggedProblemsOwnEntries(EngineCase engine) {
        Batch layout = Batch.ragged(5, 40, 17);
        double[] logits = new Random(9).doubles(layout.extent(), -1, 1).toArray();
        int[] ids = new Random(10).ints(40, 0, 3).toArray();
        double[] oneHot = new double[logits.length];
        for (int p = 0; p < 3; p++) {
            for (int i = 0; i < layout.length(p); i++) {
                oneHot[index(layout, p, i)] = ids[i] == p ? 1 : 0;
            }
        }
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 1.1).on(engine.backend());
        Values gradient = engine.values(logits);
        Values expected = engine.values(logits);
        double value = loss.valueAndGradient(layout, engine.values(logits), Targets.classIds(ids), gradient);
        assertThat(value)
                .isPositive()
                .isEqualTo(loss.valueAndGradient(
                        layout, engine.values(logits), Targets.matrix(engine.values(oneHot), layout), expected));
        Close.checkSame("gradient", EngineCase.read(gradient), EngineCase.read(expected));
    }

    @EveryEngine
    void paddedAndRaggedProblemsAreTheirOwn(EngineCase engine) {
        int[] lengths = {5, 40, 1, 17};
        double[] k = {2, 13.5, 1, 4};
        Batch[] layouts = {
            Batch.rows(4, 40).withLengths(lengths), Batch.columns(40, 4).withLengths(lengths), Batch.ragged(lengths)
        };
        Random random = new Random(8);
        double[][] y = new double[4][];
        double[][] t = new double[4][];
        for (int p = 0; p < 4; p++) {
            y[p] = engine.round(random.doubles(lengths[p], -1, 1).toArray());
            t[p] = engine.round(random.doubles(lengths[p]).toArray());
        }
        double scale = 1.0 / Arrays.stream(lengths).sum();
        LossOracle oracle = LossOracle.of(y, t, LossOracle.ones(y), k, 1.1, scale);
        assertThat(oracle.margin()).isGreaterThan(1e-5);
        for (Batch layout : layouts) {
            double[] logits = new double[(int) layout.extent()];
            Arrays.fill(logits, Double.NaN);
            double[] targets = logits.clone();
            double[] expected = new double[logits.length];
            for (int p = 0; p < 4; p++) {
                for (int i = 0; i < lengths[p]; i++) {
                    logits[index(layout, p, i)] = y[p][i];
                    targets[index(layout, p, i)] = t[p][i];
                    expected[index(layout, p, i)] = oracle.gradient()[p][i];
                }
            }
            Values gradient = engine.values(logits);
            double[] thresholds = new double[4];
            double value = HypersimplexLoss.mean(KPolicy.fixed(k), 1.1)
                    .on(engine.backend())
                    .valueAndGradient(
                            layout,
                            engine.values(logits),
                            Targets.matrix(engine.values(targets)),
                            gradient,
                            thresholds);
            assertThat(value).isCloseTo(oracle.value(), within(engine.epsilon()));
            Close.check(layout.toString(), EngineCase.read(gradient), expected, engine.epsilon());
            Close.check(layout.toString(), thresholds, oracle.thresholds(), engine.epsilon());
        }
    }

    /** So many that they aren't copied first, and several portions of whole groups of rows. */
    @EveryEngine
    void classesOfManyRowsAreReadToTheLastAndNoFurther(EngineCase engine) {
        LossCase on = LossCase.of(engine, 24_576, 10, 5);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 1.1).on(engine.backend());
        Values expected = engine.values(new double[on.logits().length]);
        Values found = engine.values(new double[on.logits().length]);
        Values logits = engine.values(on.logits());
        double value = loss.valueAndGradient(on.batch(), logits, Targets.matrix(engine.values(on.oneHot())), expected);
        assertThat(loss.valueAndGradient(on.batch(), logits, on.targets(), found))
                .isCloseTo(value, within(engine.epsilon()));
        Close.check("gradient", EngineCase.read(found), EngineCase.read(expected), engine.epsilon() / ROWS);
    }
}
