package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/**
 * Batches of every shape give what their problems give one by one, and touch nothing between and around them: bit for bit,
 * but for columns of row-major matrices, which are solved together and so are rounded otherwise.
 */
@Tag("width")
class BatchLayoutTest {
    private static final double AROUND = 777.25;
    private static final int MARGIN = 5;

    private static List<Batch> layouts() {
        List<Batch> layouts = new ArrayList<>(List.of(
                Batch.one(1),
                Batch.one(100),
                Batch.rows(1000, 5),
                Batch.rows(7, 33),
                Batch.rows(3, 1),
                Batch.columns(300, 257),
                Batch.columns(1, 9),
                Batch.columns(64, 16),
                Batch.columns(129, 10),
                Batch.columns(1000, 3),
                Batch.columns(4099, 2),
                Batch.columns(5, 1100),
                Batch.columns(50, 1),
                Batch.rowsOfColumnMajor(6, 40),
                Batch.columnsOfColumnMajor(40, 6),
                Batch.strided(4, 20, 3, 70),
                Batch.strided(5, 17, 11, 2),
                Batch.strided(2, 40, 2, 1).at(3).at(7),
                Batch.strided(2, 1000, 7, 7001),
                Batch.rows(4, 21).at(13),
                Batch.columns(21, 4).at(1),
                Batch.ragged(1, 7, 2, 64, 33, 1, 200),
                Batch.ragged(17, 3, 129).at(6),
                Batch.rows(4, 20).withLengths(20, 1, 7, 16),
                Batch.columns(20, 4).withLengths(20, 1, 7, 16),
                Batch.columns(40, 19)
                        .withLengths(IntStream.range(0, 19).map(i -> 1 + 2 * i).toArray()),
                Batch.strided(3, 20, 2, 50).withLengths(4, 20, 19).at(3),
                Batch.rows(2, 20_000)));
        return layouts;
    }

    /** Scores everywhere in the problems, NaN where the batch must not read, padding included. */
    private static double[] scores(EngineCase engine, Batch batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] memory = new double[(int) batch.extent() + MARGIN];
        Arrays.fill(memory, Double.NaN);
        for (int p = 0; p < batch.count(); p++) {
            for (int i = 0; i < batch.length(p); i++) {
                memory[index(batch, p, i)] = random.nextInt(8) == 0 ? 0.5 : random.nextGaussian();
            }
        }
        return engine.round(memory);
    }

    private static int index(Batch batch, int problem, long entry) {
        return (int) batch.address(problem, entry);
    }

    private static double[] problem(Batch batch, double[] memory, int p) {
        return IntStream.range(0, (int) batch.length(p))
                .mapToDouble(i -> memory[index(batch, p, i)])
                .toArray();
    }

    /** A different mass for each problem, whole and not. */
    private static double[] masses(Batch batch) {
        return IntStream.range(0, batch.count())
                .mapToDouble(p -> batch.length(p) * ((p % 7) + 1) / 8.0)
                .toArray();
    }

    /** What memory filled with {@link #AROUND} looks like after the numbers were written, with 0 in the padding. */
    private static double[] expected(Batch batch, double[][] numbers) {
        double[] memory = new double[(int) batch.extent() + MARGIN];
        Arrays.fill(memory, AROUND);
        for (int p = 0; p < batch.count(); p++) {
            for (int i = 0; i < batch.slot(p); i++) {
                memory[index(batch, p, i)] = i < numbers[p].length ? numbers[p][i] : 0;
            }
        }
        return memory;
    }

    private static Values untouched(EngineCase engine, Batch batch) {
        double[] memory = new double[(int) batch.extent() + MARGIN];
        Arrays.fill(memory, AROUND);
        return engine.values(memory);
    }

    /** The contents outside of the problems are kept, those inside are replaced: what an operation in place leaves. */
    private static double[] inPlace(Batch batch, double[] before, double[] written) {
        boolean[] inside = new boolean[before.length];
        for (int p = 0; p < batch.count(); p++) {
            for (int i = 0; i < batch.slot(p); i++) {
                inside[index(batch, p, i)] = true;
            }
        }
        return IntStream.range(0, before.length)
                .mapToDouble(i -> inside[i] ? written[i] : before[i])
                .toArray();
    }

    static double rounding(EngineCase engine, Batch batch) {
        boolean bundled = batch.count() > 1 && batch.longest() <= 1024;
        boolean rowMajor = batch.isUniform()
                && batch.count() > 1
                && batch.problemStride() == 1
                && batch.entryStride() == batch.count();
        return engine.roundingOf(rowMajor || bundled);
    }

    @EveryEngine
    void projectionsOfABatchAreThoseOfItsProblems(EngineCase engine) {
        for (Batch batch : layouts()) {
            double[] y = scores(engine, batch, 1);
            double[] k = masses(batch);
            double[][] expected = new double[batch.count()][];
            double[] expectedThresholds = new double[batch.count()];
            for (int p = 0; p < batch.count(); p++) {
                EngineCase.Projected one = engine.project(problem(batch, y, p), k[p], 0.8);
                expected[p] = one.x();
                expectedThresholds[p] = one.threshold();
            }
            Values x = untouched(engine, batch);
            double[] thresholds = new double[batch.count()];
            engine.top(k, 0.8).project(batch, engine.values(y), x, thresholds);
            double rounding = rounding(engine, batch);
            Close.check(batch.toString(), EngineCase.read(x), expected(batch, expected), rounding);
            Close.check("thresholds, " + batch, thresholds, expectedThresholds, rounding);

            Values same = engine.values(y);
            engine.top(k, 0.8).project(batch, same, same);
            double[] written = inPlace(batch, y, expected(batch, expected));
            Close.check("in place, " + batch, EngineCase.read(same), written, rounding);
        }
    }

    @EveryEngine
    void productsOfABatchAreThoseOfItsProblems(EngineCase engine) {
        for (Batch batch : layouts()) {
            double[] y = scores(engine, batch, 2);
            double[] direction = scores(engine, batch, 3);
            double[] k = masses(batch);
            double[][] expected = new double[batch.count()][];
            double[][] expectedFromX = new double[batch.count()][];
            double[] thresholds = new double[batch.count()];
            double[] x = new double[y.length];
            Arrays.fill(x, Double.NaN);
            for (int p = 0; p < batch.count(); p++) {
                double[] scores = problem(batch, y, p);
                double[] upstream = problem(batch, direction, p);
                EngineCase.Projected one = engine.project(scores, k[p], 0.8);
                thresholds[p] = one.threshold();
                expected[p] = engine.multiply(scores, k[p], 0.8, upstream);
                Values fromX = engine.values(new double[scores.length]);
                engine.top(k[p], 0.8)
                        .vjpFromProjection(
                                Batch.one(scores.length), engine.values(one.x()), engine.values(upstream), fromX);
                expectedFromX[p] = EngineCase.read(fromX);
                for (int i = 0; i < scores.length; i++) {
                    x[index(batch, p, i)] = one.x()[i];
                }
            }
            SoftBinaryArgmax top = engine.top(k, 0.8);
            Values product = untouched(engine, batch);
            top.vjp(batch, engine.values(y), thresholds, engine.values(direction), product);
            double rounding = rounding(engine, batch);
            Close.check("vjp, " + batch, EngineCase.read(product), expected(batch, expected), rounding);

            Values same = engine.values(direction);
            top.vjp(batch, engine.values(y), thresholds, same, same);
            double[] written = inPlace(batch, direction, expected(batch, expected));
            Close.check("vjp in place, " + batch, EngineCase.read(same), written, rounding);

            Values fromX = untouched(engine, batch);
            top.vjpFromProjection(batch, engine.values(x), engine.values(direction), fromX);
            Close.check("vjp from x, " + batch, EngineCase.read(fromX), expected(batch, expectedFromX), rounding);

            Values overX = engine.values(x);
            top.vjpFromProjection(batch, overX, engine.values(direction), overX);
            written = inPlace(batch, x, expected(batch, expectedFromX));
            Close.check("vjp over x, " + batch, EngineCase.read(overX), written, rounding);
        }
    }

    /** Some are solved by a search that writes x on its way, others need none. */
    @EveryEngine
    void problemsOfAnyKindAreSolvedBesideOneAnother(EngineCase engine) {
        int n = 300;
        double[][] kinds = {new double[n], Scores.NORMAL.of(n, 1), Scores.NORMAL.of(n, 2), new double[n]};
        for (int i = 0; i < n; i++) {
            kinds[2][i] = i < 100 ? 5 : -5;
            kinds[3][i] = i == 7 ? Double.NEGATIVE_INFINITY : kinds[1][i];
        }
        for (int shift = 0; shift < kinds.length; shift++) {
            for (Batch batch : new Batch[] {Batch.strided(4, n, 9, 1), Batch.strided(4, n, 1, n + 9)}) {
                double[] y = scores(engine, batch, 1);
                double[][] expected = new double[4][];
                for (int p = 0; p < 4; p++) {
                    double[] scores = engine.round(kinds[(p + shift) % 4]);
                    expected[p] = engine.project(scores, 100, 0.8).x();
                    for (int i = 0; i < n; i++) {
                        y[index(batch, p, i)] = scores[i];
                    }
                }
                Values x = untouched(engine, batch);
                engine.top(100, 0.8).project(batch, engine.values(y), x, new double[4]);
                Close.check(batch.toString(), EngineCase.read(x), expected(batch, expected), engine.epsilon());
            }
        }
    }

    @EveryEngine
    void paddingOfLongProblemsIsClearedToo(EngineCase engine) {
        Batch batch = Batch.rows(2, 132_000).withLengths(132_000, 131_500);
        double[] y = scores(engine, batch, 4);
        Values x = untouched(engine, batch);
        engine.top(50, 0.8).project(batch, engine.values(y), x, new double[2]);
        for (long i = 131_500; i < 132_000; i++) {
            assertThat(x.get(batch.address(1, i))).isZero();
        }
        assertThat(x.get(batch.extent())).isEqualTo(AROUND);
    }

    @EveryEngine
    void aBatchOfNothingIsNoWork(EngineCase engine) {
        Values none = engine.values();
        for (Batch batch : new Batch[] {Batch.rows(0, 5), Batch.ragged()}) {
            engine.top(0.5, 1).project(batch, none, none, new double[0]);
            engine.top(0.5, 1).vjp(batch, none, new double[0], none, none);
        }
    }
}
