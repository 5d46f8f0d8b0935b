package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/** An anchored loss gives the same bits wherever its numbers lie and however many threads compute, vertices included. */
@Tag("width")
class AnchoredLayoutTest {
    private static final double TAU = 0.5;
    private static final double AROUND = -55.5;

    /** Problems of which every second is a vertex, with ties at its gap. */
    private static double[][] problems(EngineCase engine, int count, int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[][] y = new double[count][];
        for (int p = 0; p < count; p++) {
            double gap = p % 2 == 0 ? 0.3 : 2;
            double shift = p - 1.5;
            y[p] = new double[length];
            for (int i = 0; i < length; i++) {
                y[p][i] = shift + random.nextInt(50) / 64.0 + (i % 3 == 0 ? gap : 0);
            }
            y[p] = engine.round(y[p]);
        }
        return y;
    }

    private static double[] lay(Batch batch, double[][] numbers, double around) {
        double[] memory = new double[(int) batch.extent() + 3];
        Arrays.fill(memory, around);
        for (int p = 0; p < numbers.length; p++) {
            for (int i = 0; i < numbers[p].length; i++) {
                memory[(int) batch.address(p, i)] = numbers[p][i];
            }
        }
        return memory;
    }

    private static double[][] targets(double[][] like) {
        double[][] t = new double[like.length][];
        for (int p = 0; p < t.length; p++) {
            t[p] = new double[like[p].length];
            for (int i = 0; i < t[p].length; i++) {
                t[p][i] = i % 3 == 0 ? 1 : 0;
            }
        }
        return t;
    }

    private static double loss(
            EngineCase engine, Backend on, Batch batch, Values logits, double[][] t, Batch out, Values gradient) {
        return HypersimplexLoss.mean(KPolicy.positives(), TAU)
                .anchored(0.2)
                .on(on)
                .valueAndGradient(
                        batch,
                        logits,
                        Targets.matrix(engine.values(lay(batch, t, 0)), batch),
                        out,
                        gradient,
                        new double[batch.count()]);
    }

    /** The gradient by the definition. */
    private static double[][] expected(double[][] y, double[][] t, double[] k) {
        double scale =
                1.0 / Arrays.stream(y).mapToInt(problem -> problem.length).sum();
        double[][] ones = LossOracle.ones(y);
        LossOracle plain = LossOracle.of(y, t, ones, k, TAU, scale);
        AnchorOracle anchor = AnchorOracle.of(y, ones, k, TAU, 0.2);
        double[][] sum = new double[y.length][];
        for (int p = 0; p < y.length; p++) {
            sum[p] = new double[y[p].length];
            for (int i = 0; i < sum[p].length; i++) {
                sum[p][i] = plain.gradient()[p][i] + anchor.gradient()[p][i];
            }
        }
        return sum;
    }

    private static double[] masses(double[][] t) {
        return Arrays.stream(t).mapToDouble(p -> Arrays.stream(p).sum()).toArray();
    }

    private static double rounding(EngineCase engine, Batch layout) {
        return engine.roundingOf(layout.problemStride() == 1 && layout.entryStride() == layout.count());
    }

    @EveryEngine
    void layoutsDoNotMatter(EngineCase engine) {
        int rows = 50;
        int classes = 6;
        List<Batch> layouts = List.of(
                Batch.columnsOfColumnMajor(rows, classes),
                Batch.columns(rows, classes),
                Batch.columns(rows, classes).at(3),
                Batch.strided(classes, rows, 11, 1).at(2),
                Batch.strided(classes, rows, 2, 101));
        double[][] y = problems(engine, classes, rows);
        double[][] t = targets(y);
        double[][] definition = expected(y, t, masses(t));
        double value = Double.NaN;
        double[] first = {};
        for (Batch layout : layouts) {
            double rounding = rounding(engine, layout);
            for (Batch out : layouts) {
                Values gradient = engine.values(lay(out, new double[0][], AROUND));
                double found =
                        loss(engine, engine.backend(), layout, engine.values(lay(layout, y, AROUND)), t, out, gradient);
                value = Double.isNaN(value) ? found : value;
                assertThat(found).as("%s", layout).isCloseTo(value, within(rounding * value));
                double[][] read = new double[classes][rows];
                for (int p = 0; p < classes; p++) {
                    for (int i = 0; i < rows; i++) {
                        read[p][i] = gradient.get(out.address(p, i));
                    }
                }
                Close.checkSame(out + ", around", EngineCase.read(gradient), lay(out, read, AROUND));
                double[] flat =
                        Arrays.stream(read).flatMapToDouble(Arrays::stream).toArray();
                first = first.length == 0 ? flat : first;
                Close.check(layout + " | " + out, flat, first, rounding);
            }
            Values same = engine.values(lay(layout, y, AROUND));
            assertThat(loss(engine, engine.backend(), layout, same, t, layout, same))
                    .isCloseTo(value, within(rounding * value));
            double[][] read = new double[classes][rows];
            for (int p = 0; p < classes; p++) {
                for (int i = 0; i < rows; i++) {
                    read[p][i] = same.get(layout.address(p, i));
                }
            }
            Close.check(
                    "in place",
                    Arrays.stream(read).flatMapToDouble(Arrays::stream).toArray(),
                    first,
                    rounding);
        }
        Close.check(
                "definition",
                first,
                Arrays.stream(definition).flatMapToDouble(Arrays::stream).toArray(),
                4 * engine.epsilon());
    }

    @EveryEngine
    void raggedProblemsAreTheirOwn(EngineCase engine) {
        int[] lengths = {40, 31, 3, 17};
        double[][] y = problems(engine, 4, 40);
        for (int p = 0; p < 4; p++) {
            y[p] = Arrays.copyOf(y[p], lengths[p]);
        }
        double[][] t = targets(y);
        double[][] definition = expected(y, t, masses(t));
        for (Batch layout : List.of(
                Batch.rows(4, 40).withLengths(lengths),
                Batch.columns(40, 4).withLengths(lengths),
                Batch.ragged(lengths))) {
            Values gradient = engine.values(lay(layout, new double[0][], 0));
            loss(engine, engine.backend(), layout, engine.values(lay(layout, y, Double.NaN)), t, layout, gradient);
            Close.check(layout.toString(), EngineCase.read(gradient), lay(layout, definition, 0), 4 * engine.epsilon());
        }
    }

    /**
     * Follows the definition on the caller's thread, and gives the same bits on several, and off the heap, where columns of
     * row-major matrices are rounded otherwise.
     */
    private static void check(EngineCase engine, double[][] y, Batch layout) {
        double[][] t = targets(y);
        Values logits = engine.values(lay(layout, y, 0));
        Values serial = engine.values(lay(layout, new double[0][], 0));
        double value = loss(engine, engine.backend(), layout, logits, t, layout, serial);
        double[] definition = lay(layout, expected(y, t, masses(t)), 0);
        double largest = Arrays.stream(definition).map(Math::abs).max().getAsDouble();
        Close.check("definition, " + layout, EngineCase.read(serial), definition, largest * engine.epsilon());
        double rounding = BatchLayoutTest.rounding(engine, layout);
        for (int threads : new int[] {2, 5}) {
            try (Backend several = engine.backend(Parallelism.threads(threads));
                    Arena arena = Arena.ofShared()) {
                Values gradient = engine.values(lay(layout, new double[0][], 0));
                assertThat(loss(engine, several, layout, logits, t, layout, gradient))
                        .isEqualTo(value);
                Close.checkSame(threads + " threads", EngineCase.read(gradient), EngineCase.read(serial));
                Values inPlace = engine.values(arena, lay(layout, y, 0));
                assertThat(loss(engine, several, layout, inPlace, t, layout, inPlace))
                        .isCloseTo(value, within(value * rounding));
                Close.check("off the heap", EngineCase.read(inPlace), EngineCase.read(serial), largest * rounding);
            }
        }
    }

    @EveryEngine
    void tilesOfProblemsHaveTheSameBitsOnAnyNumberOfThreads(EngineCase engine) {
        Assumptions.assumeFalse(engine.isDevice(), "a device has no threads");
        double[][] y = problems(engine, 40, 3500);
        check(engine, y, Batch.columns(3500, 40));
        check(engine, y, Batch.rows(40, 3500));
    }

    @EveryEngine
    void chunksOfLongProblemsHaveTheSameBitsOnAnyNumberOfThreads(EngineCase engine) {
        int length = (1 << 17) + 77;
        Assumptions.assumeTrue(length <= engine.longest() && !engine.isDevice(), "too slow, or a device");
        double[][] y = problems(engine, 2, length);
        check(engine, y, Batch.columns(length, 2));
        check(engine, y, Batch.rows(2, length));
    }
}
