package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Tag;

/**
 * Many short problems are solved in bundles, and each as if it were alone: lengths and numbers that fill bundles and
 * vectors whole and in part, in any layout, and problems that have to be left to the search for single ones.
 */
@Tag("width")
class ShortProblemsTest {
    private static final double AROUND = 777.25;

    private static final int[] LENGTHS = {1, 2, 3, 5, 16, 17, 31, 64, 100, 128, 129, 1000, 1024, 1025};
    private static final int[] COUNTS = {2, 7, 16, 33, 40};

    /** Scores of a problem that begins this far from zero and is this wide. */
    private static double[] scores(EngineCase engine, int size, double offset, double width, long seed) {
        Random random = new Random(seed);
        return engine.round(IntStream.range(0, size)
                .mapToDouble(i -> offset + width * random.nextGaussian())
                .toArray());
    }

    private static double[] masses(Batch batch) {
        return IntStream.range(0, batch.count())
                .mapToDouble(p -> batch.length(p) * (p % 7 + 1) / 8.0)
                .toArray();
    }

    private static double[] problem(Batch batch, double[] memory, int p) {
        return IntStream.range(0, (int) batch.length(p))
                .mapToDouble(i -> memory[(int) batch.address(p, i)])
                .toArray();
    }

    /** Projects a batch and holds each problem to the exact projection. */
    private static void check(EngineCase engine, Batch batch, double[] y, double[] k, double tau) {
        double[] blank = new double[y.length];
        Arrays.fill(blank, AROUND);
        Values x = engine.values(blank);
        engine.top(k, tau).project(batch, engine.values(y), x, new double[batch.count()]);
        double[] projected = EngineCase.read(x);
        for (int p = 0; p < batch.count(); p++) {
            String what = "problem " + p + ", tau " + tau + ", " + batch;
            RowMajorTest.checkProjection(engine, what, problem(batch, y, p), problem(batch, projected, p), k[p], tau);
        }
    }

    @EveryEngine
    void contiguousProblemsAreProjectedExactly(EngineCase engine) {
        for (int n : LENGTHS) {
            for (int count : COUNTS) {
                Batch batch = Batch.rows(count, n);
                for (double offset : new double[] {0, 1000}) {
                    for (double tau : new double[] {0.05, 0.9, 20}) {
                        double[] y = scores(engine, n * count, offset, 1, n + count);
                        check(engine, batch, y, masses(batch), tau);
                    }
                }
            }
        }
    }

    @EveryEngine
    void columnsOfWideMatricesAreProjectedExactly(EngineCase engine) {
        for (int n : new int[] {1, 3, 64, 128, 130}) {
            for (int count : new int[] {31, 32, 64, 70, 100}) {
                Batch batch = Batch.columns(n, count);
                check(engine, batch, scores(engine, n * count, 0, 1, n + count), masses(batch), 0.9);
            }
        }
    }

    @EveryEngine
    void otherLayoutsAreProjectedExactly(EngineCase engine) {
        Batch[] batches = {
            Batch.strided(20, 50, 3, 151).at(2),
            Batch.strided(20, 50, 1, 60).at(7),
            Batch.rows(37, 40)
                    .withLengths(IntStream.range(0, 37).map(p -> 40 - p).toArray()),
            Batch.columns(40, 37)
                    .withLengths(IntStream.range(0, 37).map(p -> 3 + p).toArray()),
            Batch.ragged(IntStream.range(0, 50).map(p -> 1 + p * 7 % 45).toArray()),
        };
        for (Batch batch : batches) {
            double[] y = scores(engine, (int) batch.extent() + 3, 0, 1, 9);
            check(engine, batch, y, masses(batch), 0.9);
        }
    }

    @EveryEngine
    void paddingIsClearedAndNothingElseIsWritten(EngineCase engine) {
        Batch batch = Batch.strided(20, 30, 1, 32)
                .at(3)
                .withLengths(IntStream.range(0, 20).map(p -> 30 - p).toArray());
        double[] memory = new double[3 + 20 * 32 + 5];
        Arrays.fill(memory, AROUND);
        Values x = engine.values(memory);
        engine.top(0.5, 0.9).project(batch, engine.values(scores(engine, memory.length, 0, 1, 2)), x);
        double[] written = EngineCase.read(x);
        for (int p = 0; p < 20; p++) {
            for (int i = 0; i < 30; i++) {
                int at = (int) batch.address(p, i);
                memory[at] = i < batch.length(p) ? written[at] : 0;
            }
        }
        Close.checkSame("x", written, memory);
    }

    @EveryEngine
    void maskedScoresDoNotCount(EngineCase engine) {
        for (double mask : new double[] {Double.NEGATIVE_INFINITY, -1e30, -1e9, -60}) {
            int n = 100;
            int count = 40;
            Batch batch = Batch.rows(count, n);
            double[] y = scores(engine, n * count, 0, 1, 4);
            double[] k = new double[count];
            for (int p = 0; p < count; p++) {
                int kept = n - 2 * p;
                k[p] = kept / 4.0;
                Arrays.fill(y, p * n + kept, (p + 1) * n, engine.round(mask)[0]);
            }
            Values x = engine.values(new double[y.length]);
            engine.top(k, 0.9).project(batch, engine.values(y), x);
            for (int p = 0; p < count; p++) {
                double[] kept = Arrays.copyOfRange(y, p * n, p * n + n - 2 * p);
                double[] projected = Arrays.copyOfRange(EngineCase.read(x), p * n, (p + 1) * n);
                RowMajorTest.checkProjection(
                        engine, "mask " + mask, kept, Arrays.copyOf(projected, kept.length), k[p], 0.9);
                Close.checkSame("masked", Arrays.copyOfRange(projected, kept.length, n), new double[n - kept.length]);
            }
        }
    }

    /** Ties, vertices, kinks, masses of nothing and everything, infinite and far scores, beside ordinary problems. */
    @EveryEngine
    void problemsThatAreSolvedAloneDoNotDisturbTheOthers(EngineCase engine) {
        int n = 60;
        int count = 40;
        for (double tau : new double[] {1.5, 1, 1e-3, 1e-9}) {
            double[] y = scores(engine, n * count, 0, 1, 5);
            double[] k = masses(Batch.rows(count, n));
            for (int i = 0; i < n; i++) {
                y[2 * n + i] = 0.25;
                y[3 * n + i] = i < n / 2 ? 8 : -8;
                y[5 * n + i] = engine.round((i % 5) * 1e15)[0];
                y[6 * n + i] = (i % 9) / 16.0;
                y[7 * n + i] = engine.round((i % 9) / 10.0)[0];
                y[8 * n + i] = i < 20 ? 1 : 0;
            }
            k[3] = n / 2.0;
            k[8] = 20;
            k[9] = 0;
            k[10] = n;
            y[11 * n] = Double.POSITIVE_INFINITY;
            y[12 * n + 1] = engine.round(1e30)[0];
            y[13 * n + 2] = engine.round(-1e30)[0];
            Values x = engine.values(new double[y.length]);
            engine.top(k, tau).project(Batch.rows(count, n), engine.values(y), x, new double[count]);
            for (int p = 0; p < count; p++) {
                double[] alone = engine.project(Arrays.copyOfRange(y, p * n, (p + 1) * n), k[p], tau)
                        .x();
                double[] projected = Arrays.copyOfRange(EngineCase.read(x), p * n, (p + 1) * n);
                double tolerance = engine.isReference() ? 0 : engine.tolerance(y, tau);
                Close.check("problem " + p + ", tau " + tau, projected, alone, 2 * tolerance);
            }
        }
    }

    @EveryEngine
    void theLowestBadProblemIsNamedAndNothingIsWritten(EngineCase engine) {
        int n = 50;
        int count = 70;
        double[] y = scores(engine, n * count, 0, 1, 6);
        y[60 * n + 3] = Double.NaN;
        y[43 * n + 5] = Double.NaN;
        double[] blank = new double[y.length];
        Arrays.fill(blank, AROUND);
        Values x = engine.values(blank);
        double[] thresholds = new double[count];
        Arrays.fill(thresholds, AROUND);
        double[] before = thresholds.clone();
        SoftBinaryArgmax top = engine.top(2, 0.9);
        assertThatThrownBy(() -> top.project(Batch.rows(count, n), engine.values(y), x, thresholds))
                .isInstanceOf(InputException.class)
                .hasMessage("entry 5 of problem 43: score is NaN");
        Close.checkSame("x", EngineCase.read(x), blank);
        Close.checkSame("thresholds", thresholds, before);
    }

    @EveryEngine
    void guessesFarAndNearChangeNothingButTheLastBits(EngineCase engine) {
        Batch batch = Batch.rows(40, 80);
        double[] y = scores(engine, 40 * 80, 0, 1, 7);
        double[] k = masses(batch);
        SoftBinaryArgmax top = engine.top(k, 0.9);
        Values x = engine.values(new double[y.length]);
        double[] thresholds = new double[40];
        top.project(batch, engine.values(y), x, thresholds);
        for (double off : new double[] {0, 1e-3, -2, 50, -1e9, Double.NaN}) {
            double[] guesses = Arrays.stream(thresholds).map(t -> t + off).toArray();
            Values guessed = engine.values(new double[y.length]);
            top.projectFrom(guesses, batch, engine.values(y), guessed, new double[40]);
            Close.check("off by " + off, EngineCase.read(guessed), EngineCase.read(x), 2 * engine.tolerance(y, 0.9));
        }
    }

    @EveryEngine
    void anyNumberOfThreadsGivesTheSameBits(EngineCase engine) {
        double[] y = scores(engine, 70 * 500, 0, 1, 8);
        for (Batch batch : new Batch[] {Batch.rows(500, 70), Batch.columns(70, 500)}) {
            double[] k = masses(batch);
            Values x = engine.values(new double[y.length]);
            engine.top(k, 0.9).project(batch, engine.values(y), x);
            try (Backend three = engine.backend(Parallelism.threads(3))) {
                Values shared = engine.values(new double[y.length]);
                engine.top(k, 0.9).on(three).project(batch, engine.values(y), shared);
                Close.checkSame(batch.toString(), EngineCase.read(shared), EngineCase.read(x));
            }
        }
    }
}
