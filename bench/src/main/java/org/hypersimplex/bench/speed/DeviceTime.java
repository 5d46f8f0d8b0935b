package org.hypersimplex.bench.speed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.DeviceClock;

/**
 * A projection on a device, by the device's own clock: k = n/2, τ = 1.5, N(0, 1) scores.
 *
 * @param n entries of each problem
 * @param columns problems in one launch
 * @param layout contiguous problems, or the columns of a row-major matrix
 * @param first the first call in microseconds by the host's clock: compilation, buffers, transfers
 * @param kernels the median of the kernels' time alone, in microseconds
 * @param copy the same of a copy of as many numbers
 */
public record DeviceTime(int n, int columns, String layout, double first, double kernels, double copy) {
    /** The layout of problems that lie one after the other. */
    public static final String CONTIGUOUS = "contiguous";

    private static final String ROW_MAJOR = "row-major";
    private static final double NANOS_PER_MICRO = 1e3;

    /** More scores than this are timed by the device alone: JMH would need minutes. */
    private static final long MAX_SCORES_FOR_JMH = 1 << 24;

    private static final int MAX_REPETITIONS = 15;
    private static final int MIN_REPETITIONS = 5;

    /**
     * What is measured.
     *
     * @param n entries of each problem
     * @param columns problems in one launch
     * @param layout contiguous or row-major
     */
    record Shape(int n, int columns, String layout) {
        Batch batch() {
            return layout.equals(ROW_MAJOR) ? Batch.columns(n, columns) : Batch.columnsOfColumnMajor(n, columns);
        }

        int scores() {
            return n * columns;
        }

        /** Whether JMH measures it too. */
        boolean isForJmh() {
            return layout.equals(CONTIGUOUS) && scores() <= MAX_SCORES_FOR_JMH;
        }

        /** Fewer for the largest shapes, whose transfers take most of the time. */
        int repetitions() {
            return Math.clamp((1L << 28) / scores(), MIN_REPETITIONS, MAX_REPETITIONS);
        }
    }

    /** The shapes that are measured. */
    static List<Shape> shapes(boolean quick) {
        Stream<Shape> contiguous = Stream.of(
                        new int[] {128, 10, 1024, 4096},
                        new int[] {1024, 1 << 18},
                        new int[] {8192, 1, 10, 64, 256, 1024, 4096},
                        new int[] {1 << 20, 1, 10},
                        new int[] {1 << 24, 1},
                        new int[] {1 << 26, 1})
                .flatMap(row -> Arrays.stream(row).skip(1).mapToObj(columns -> new Shape(row[0], columns, CONTIGUOUS)));
        Stream<Shape> rowMajor = Stream.of(10, 64, 1024).map(columns -> new Shape(8192, columns, ROW_MAJOR));
        return quick
                ? List.of(new Shape(8192, 10, CONTIGUOUS))
                : Stream.concat(contiguous, rowMajor).toList();
    }

    static List<DeviceTime> measure(Backend backend, DeviceClock clock, boolean quick) {
        clock.start();
        return shapes(quick).stream()
                .map(shape -> measure(backend, clock, shape))
                .toList();
    }

    private static DeviceTime measure(Backend backend, DeviceClock clock, Shape shape) {
        Batch batch = shape.batch();
        Values y = Values.of(ScoreKind.NORMAL.floats(shape.scores()));
        Values x = Values.of(new float[shape.scores()]);
        SoftBinaryArgmax top = SoftBinaryArgmax.of(shape.n / 2.0, 1.5).on(backend);
        long begin = System.nanoTime();
        top.project(batch, y, x);
        long first = System.nanoTime() - begin;
        long[] kernels = new long[shape.repetitions()];
        for (int i = 0; i < kernels.length; i++) {
            top.project(batch, y, x);
            kernels[i] = clock.kernelNanos();
        }
        Arrays.sort(kernels);
        return new DeviceTime(
                shape.n,
                shape.columns,
                shape.layout,
                first / NANOS_PER_MICRO,
                kernels[kernels.length / 2] / NANOS_PER_MICRO,
                clock.copyNanos(shape.scores()) / NANOS_PER_MICRO);
    }
}
