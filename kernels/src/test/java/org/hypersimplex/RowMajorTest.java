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
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Tag;

/**
 * The columns of row-major matrices are solved together, and each is solved as if it were alone: shapes that fill vectors,
 * periods and groups of columns whole and in part, and columns that have to be left to the search for single problems.
 */
@Tag("width")
class RowMajorTest {
    private static final double AROUND = 777.25;

    /** Rows and columns. */
    private static final int[][] SHAPES = {
        {1, 2},
        {5, 2},
        {4099, 2},
        {33, 3},
        {129, 7},
        {128, 10},
        {1021, 10},
        {3000, 10},
        {64, 16},
        {77, 17},
        {250, 31},
        {100, 64},
        {70, 65},
        {19, 100},
        {9, 1000},
        {12, 1030},
        {40, 2049},
    };

    private static double[] matrix(EngineCase engine, int rows, int columns, double offset, long seed) {
        Random random = new Random(seed);
        return engine.round(IntStream.range(0, rows * columns)
                .mapToDouble(i -> offset + random.nextGaussian())
                .toArray());
    }

    private static double[] column(double[] matrix, int columns, int c) {
        return IntStream.range(0, matrix.length / columns)
                .mapToDouble(i -> matrix[i * columns + c])
                .toArray();
    }

    /** A different mass for each column, whole and not, and not so small that Newton's method can't be used. */
    private static double[] masses(int rows, int columns) {
        return IntStream.range(0, columns)
                .mapToDouble(c -> c % 2 == 0 ? rows * (c % 7 + 1) / 8.0 : Math.max(1, rows * (c % 5 + 1) / 6))
                .toArray();
    }

    static void checkProjection(EngineCase engine, String what, double[] y, double[] x, double k, double tau) {
        ExactProjection exact = ExactProjection.of(y, k, tau);
        Close.check(what, x, exact.x(), engine.precision() == Precision.DOUBLE ? 1e-13 : 5e-7);
        double allowed = (engine.precision() == Precision.DOUBLE ? 1e-12 : 1e-6) * Math.max(1, k);
        assertThat(Arrays.stream(x).sum()).as(what).isCloseTo(k, within(allowed));
    }

    @EveryEngine
    void projectionsOfColumnsAreExact(EngineCase engine) {
        for (int[] shape : SHAPES) {
            int rows = shape[0];
            int columns = shape[1];
            for (double offset : new double[] {0, 1000}) {
                for (double tau : new double[] {0.9, 20}) {
                    double[] y = matrix(engine, rows, columns, offset, rows + columns);
                    double[] k = masses(rows, columns);
                    Values x = engine.values(new double[y.length]);
                    double[] thresholds = new double[columns];
                    engine.top(k, tau).project(Batch.columns(rows, columns), engine.values(y), x, thresholds);
                    double[] projected = EngineCase.read(x);
                    for (int c = 0; c < columns; c++) {
                        String what = rows + " x " + columns + ", column " + c + ", offset " + offset + ", tau " + tau;
                        checkProjection(engine, what, column(y, columns, c), column(projected, columns, c), k[c], tau);
                    }
                }
            }
        }
    }

    @EveryEngine
    void lossesAndGradientsOfClassesAreThoseOfTheOracle(EngineCase engine) {
        for (int[] shape :
                new int[][] {{40, 2}, {129, 7}, {128, 10}, {500, 10}, {77, 17}, {64, 16}, {60, 31}, {70, 65}}) {
            LossCase on = LossCase.smooth(engine, shape[0], shape[1], KPolicy.positives(), 1.5, 2e-6);
            check(engine, on, on.oneHot(), on.targets());
        }
    }

    @EveryEngine
    void lossesAndGradientsOfSoftTargetsAreThoseOfTheOracle(EngineCase engine) {
        for (int[] shape : new int[][] {{40, 2}, {128, 10}, {501, 10}, {77, 17}, {70, 65}}) {
            LossCase on = LossCase.smooth(engine, shape[0], shape[1], KPolicy.half(), 1.5, 2e-6);
            double[] soft =
                    engine.round(new Random(3).doubles(on.logits().length).toArray());
            check(engine, on, soft, Targets.matrix(engine.values(soft)));
        }
    }

    private static void check(EngineCase engine, LossCase on, double[] dense, Targets targets) {
        String what = on.rows() + " x " + on.classes();
        KPolicy policy = KPolicy.half();
        double scale = 1.0 / on.logits().length;
        LossOracle oracle = on.oracle(dense, on.ones(), policy, 1.5, scale);
        if (oracle.margin() <= 2e-6) {
            return;
        }
        Values gradient = engine.values(new double[dense.length]);
        double[] thresholds = new double[on.classes()];
        double value = HypersimplexLoss.mean(policy, 1.5)
                .on(engine.backend())
                .valueAndGradient(on.batch(), engine.values(on.logits()), targets, gradient, thresholds);
        assertThat(value).as(what).isCloseTo(oracle.value(), within(engine.epsilon()));
        Close.check(what, EngineCase.read(gradient), on.rowMajor(oracle.gradient()), scale * 4 * engine.epsilon());
        Close.check(what, thresholds, oracle.thresholds(), engine.epsilon());
    }

    @EveryEngine
    void productsWithColumnsAreThoseOfTheOracle(EngineCase engine) {
        for (int[] shape : SHAPES) {
            int rows = shape[0];
            int columns = shape[1];
            double[] y = matrix(engine, rows, columns, 0, 5);
            double[] direction = matrix(engine, rows, columns, 0, 6);
            direction[direction.length - 1] = Double.NaN;
            double[] k = masses(rows, columns);
            Batch batch = Batch.columns(rows, columns);
            double[] thresholds = new double[columns];
            Values x = engine.values(new double[y.length]);
            engine.top(k, 1.5).project(batch, engine.values(y), x, thresholds);
            Values product = engine.values(new double[y.length]);
            Values fromX = engine.values(new double[y.length]);
            engine.top(k, 1.5).vjp(batch, engine.values(y), thresholds, engine.values(direction), product);
            engine.top(k, 1.5).vjpFromProjection(batch, x, engine.values(direction), fromX);
            for (int c = 0; c < columns - 1; c++) {
                ExactProjection exact = ExactProjection.of(column(y, columns, c), k[c], 1.5);
                if (exact.margin() > 2e-6) {
                    String what = rows + " x " + columns + ", column " + c;
                    double[] expected = exact.multiply(column(direction, columns, c));
                    Close.check(what, column(EngineCase.read(product), columns, c), expected, 2 * engine.epsilon());
                    Close.check(what, column(EngineCase.read(fromX), columns, c), expected, 2 * engine.epsilon());
                }
            }
        }
    }

    /** Infinite scores, ties, vertices, masses of nothing and everything, beside columns without any of these. */
    @EveryEngine
    void columnsThatAreSolvedAloneDoNotDisturbTheOthers(EngineCase engine) {
        for (int rows : new int[] {6, 100, 1500}) {
            int columns = 10;
            for (double tau : new double[] {1.5, 1e-3, 1e-7}) {
                double[] y = matrix(engine, rows, columns, 0, 11);
                double[] k = masses(rows, columns);
                for (int i = 0; i < rows; i++) {
                    y[i * columns + 2] = 0.25;
                    y[i * columns + 3] = i < rows / 2 ? 8 : -8;
                    y[i * columns + 8] = engine.round((i % 5) * 1e15)[0];
                }
                k[3] = Math.floor(rows / 2.0);
                y[columns + 4] = Double.NEGATIVE_INFINITY;
                y[2 * columns + 5] = Double.POSITIVE_INFINITY;
                k[4] = rows / 2.0;
                k[5] = rows / 2.0;
                k[6] = 0;
                k[7] = rows;
                Values x = engine.values(new double[y.length]);
                engine.top(k, tau).project(Batch.columns(rows, columns), engine.values(y), x, new double[columns]);
                double[] projected = EngineCase.read(x);
                for (int c = 0; c < columns; c++) {
                    double[] alone =
                            engine.project(column(y, columns, c), k[c], tau).x();
                    String what = rows + " rows, column " + c + ", tau " + tau;
                    double tolerance = engine.precision() == Precision.DOUBLE ? 2e-13 : 1e-6;
                    Close.check(what, column(projected, columns, c), alone, tolerance);
                }
            }
        }
    }

    @EveryEngine
    void scoresThatMisleadASampleAreProjectedExactly(EngineCase engine) {
        int rows = 5000;
        int columns = 10;
        double[] y = matrix(engine, rows, columns, 0, 12);
        for (int i = 0; i < rows * columns; i++) {
            // Far away in most rows, and with few active entries in some columns.
            y[i] = i / columns % 16 == 0 ? y[i] : 50 * y[i];
        }
        y = engine.round(y);
        double[] k = masses(rows, columns);
        Values x = engine.values(new double[y.length]);
        engine.top(k, 0.9).project(Batch.columns(rows, columns), engine.values(y), x, new double[columns]);
        for (int c = 0; c < columns; c++) {
            double[] projected = column(EngineCase.read(x), columns, c);
            checkProjection(engine, "column " + c, column(y, columns, c), projected, k[c], 0.9);
        }
    }

    @EveryEngine
    void theLowestBadProblemIsNamedAndNothingIsWritten(EngineCase engine) {
        for (int rows : new int[] {7, 300}) {
            int columns = 11;
            double[] y = matrix(engine, rows, columns, 0, 13);
            y[3 * columns + 9] = Double.NaN;
            y[5 * columns + 4] = Double.NaN;
            double[] blank = new double[y.length];
            Arrays.fill(blank, AROUND);
            Values out = engine.values(blank);
            double[] thresholds = {AROUND, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            double[] before = thresholds.clone();
            Batch batch = Batch.columns(rows, columns);
            SoftBinaryArgmax top = engine.top(2, 0.9);
            assertThatThrownBy(() -> top.project(batch, engine.values(y), out, thresholds))
                    .isInstanceOf(InputException.class)
                    .hasMessage("entry 5 of problem 4: score is NaN");
            double[] targets = new double[y.length];
            targets[6 * columns + 2] = 1.5;
            HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 0.9).on(engine.backend());
            Targets bad = Targets.matrix(engine.values(targets));
            assertThatThrownBy(() -> loss.valueAndGradient(batch, engine.values(y), bad, out, thresholds))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("entry 6 of problem 2: target");
            assertThat(thresholds).isEqualTo(before);
            Close.checkSame("outputs", EngineCase.read(out), blank);
        }
    }

    @EveryEngine
    void matricesWithinOthersAreWrittenInPlaceAndNothingAroundThem(EngineCase engine) {
        for (int[] shape : new int[][] {{37, 10}, {1000, 3}, {64, 65}}) {
            int rows = shape[0];
            int columns = shape[1];
            double[] inner = matrix(engine, rows, columns, 0, 14);
            double[] memory = new double[inner.length + 12];
            Arrays.fill(memory, AROUND);
            System.arraycopy(inner, 0, memory, 5, inner.length);
            double[] k = masses(rows, columns);
            int[] ids = new Random(15).ints(rows, 0, columns).toArray();
            Values expected = engine.values(new double[inner.length]);
            SoftBinaryArgmax top = engine.top(k, 1.5);
            top.project(Batch.columns(rows, columns), engine.values(inner), expected, new double[columns]);
            Values same = engine.values(memory);
            Batch within = Batch.columns(rows, columns).at(5);
            top.project(within, same, same);
            Close.checkSame("projection", EngineCase.read(same), around(expected));
            HypersimplexLoss loss =
                    HypersimplexLoss.halfSum(KPolicy.fixed(k), 1.5).on(engine.backend());
            loss.valueAndGradient(Batch.columns(rows, columns), engine.values(inner), Targets.classIds(ids), expected);
            Values gradient = engine.values(memory);
            loss.valueAndGradient(within, gradient, Targets.classIds(ids), gradient);
            Close.checkSame("gradient", EngineCase.read(gradient), around(expected));
        }
    }

    private static double[] around(Values inner) {
        double[] memory = new double[(int) inner.size() + 12];
        Arrays.fill(memory, AROUND);
        System.arraycopy(EngineCase.read(inner), 0, memory, 5, (int) inner.size());
        return memory;
    }

    /** More rows than a chunk has, and more columns than a group. */
    @EveryEngine
    void anyNumberOfThreadsGivesTheSameBits(EngineCase engine) {
        if (engine.isReference() || engine.isDevice()) {
            return;
        }
        for (int[] shape : new int[][] {{30_011, 10}, {70, 2500}}) {
            int rows = shape[0];
            int columns = shape[1];
            double[] y = matrix(engine, rows, columns, 0, 16);
            int[] ids = new Random(17).ints(rows, 0, columns).toArray();
            Values serial = engine.values(new double[y.length]);
            HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 1.5);
            Batch batch = Batch.columns(rows, columns);
            double value =
                    loss.on(engine.backend()).valueAndGradient(batch, engine.values(y), Targets.classIds(ids), serial);
            try (Backend three = engine.backend(Parallelism.threads(3))) {
                Values spread = engine.values(new double[y.length]);
                assertThat(loss.on(three).valueAndGradient(batch, engine.values(y), Targets.classIds(ids), spread))
                        .isEqualTo(value);
                Close.checkSame(rows + " x " + columns, EngineCase.read(spread), EngineCase.read(serial));
            }
        }
    }
}
