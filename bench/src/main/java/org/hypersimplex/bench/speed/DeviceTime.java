package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.DeviceClock;

/**
 * A projection on a device, by the device's own clock: k = n/2, τ = 1.5, N(0, 1) scores, contiguous problems.
 *
 * @param n entries of each problem
 * @param columns problems in one launch
 * @param first the first call in microseconds by the host's clock: compilation, buffers, transfers
 * @param kernels the median of the kernels' time alone, in microseconds
 * @param copy the same of a copy of as many numbers
 */
public record DeviceTime(int n, int columns, double first, double kernels, double copy) {
    private static final int REPETITIONS = 15;
    private static final double NANOS_PER_MICRO = 1e3;

    /** Shapes with more scores are left out. */
    private static final long MAX_SCORES = 1L << 26;

    /** Shapes that are measured: pairs of a length and a number of columns. */
    static List<int[]> shapes(boolean quick) {
        if (quick) {
            return List.of(new int[] {8192, 10});
        }
        List<int[]> shapes = new ArrayList<>();
        for (int n : new int[] {128, 8192, 1 << 20, 1 << 24, 1 << 26}) {
            for (int columns : new int[] {1, 10, 64, 256, 1024, 4096}) {
                if ((long) n * columns <= MAX_SCORES) {
                    shapes.add(new int[] {n, columns});
                }
            }
        }
        return shapes;
    }

    static List<DeviceTime> measure(Backend backend, DeviceClock clock, boolean quick) {
        clock.start();
        List<DeviceTime> all = new ArrayList<>();
        for (int[] shape : shapes(quick)) {
            all.add(measure(backend, clock, shape[0], shape[1]));
        }
        return all;
    }

    private static DeviceTime measure(Backend backend, DeviceClock clock, int n, int columns) {
        Batch batch = Batch.columnsOfColumnMajor(n, columns);
        Values y = Values.of(ScoreKind.NORMAL.floats(n * columns));
        Values x = Values.of(new float[n * columns]);
        SoftBinaryArgmax top = SoftBinaryArgmax.of(n / 2.0, 1.5).on(backend);
        long begin = System.nanoTime();
        top.project(batch, y, x);
        long first = System.nanoTime() - begin;
        long[] kernels = new long[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            top.project(batch, y, x);
            kernels[i] = clock.kernelNanos();
        }
        Arrays.sort(kernels);
        return new DeviceTime(
                n,
                columns,
                first / NANOS_PER_MICRO,
                kernels[REPETITIONS / 2] / NANOS_PER_MICRO,
                clock.copyNanos(n * columns) / NANOS_PER_MICRO);
    }
}
