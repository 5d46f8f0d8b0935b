package org.hypersimplex.tornado;

import java.util.Arrays;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A copy within the device's memory, on the same grid as the kernels for long vectors: the least time that a projection
 * of as many numbers could take, to compare its time with.
 */
final class CopyTask implements DeviceTask {
    private static final int REPETITIONS = 15;
    private static final int LINE = FloatVectorKernels.LINE;

    private final FloatArray from;
    private final FloatArray to;
    private final IntArray size;

    CopyTask(int numbers) {
        from = Pages.newFloatArray(numbers);
        to = Pages.newFloatArray(numbers);
        size = Pages.newIntArray(numbers);
    }

    /** The kernel: each of all threads copies every so many-th entry, four of them in a turn. */
    static void move(KernelContext context, FloatArray from, IntArray size, FloatArray to) {
        int first = context.globalIdx;
        int all = FloatVectorKernels.WORKGROUPS * FloatVectorKernels.THREADS;
        int n = size.get(0);
        int whole = (n - LINE) / (4 * all) * (4 * all);
        for (int i = LINE + first; i < LINE + whole; i += 4 * all) {
            float y0 = from.get(i);
            float y1 = from.get(i + all);
            float y2 = from.get(i + 2 * all);
            float y3 = from.get(i + 3 * all);
            to.set(i, y0);
            to.set(i + all, y1);
            to.set(i + 2 * all, y2);
            to.set(i + 3 * all, y3);
        }
        for (int i = first; i < n - whole; i += all) {
            int at = i < LINE ? i : i + whole;
            to.set(at, from.get(at));
        }
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, from);
        graph.task(id, CopyTask::move, new KernelContext(), from, size, to);
        Workgroups.launch(grid, graphName + "." + id, FloatVectorKernels.WORKGROUPS, FloatVectorKernels.THREADS);
    }

    @Override
    public Object[] operands() {
        return new Object[] {size};
    }

    @Override
    public Object[] results() {
        return new Object[] {to};
    }

    /** The median time of several copies of so many floats, in nanoseconds by the device's clock, which must be on. */
    static long nanos(Device device, int numbers, Clock clock) {
        long[] nanos = new long[REPETITIONS];
        try (Launch launch = new Launch(device, "copy of " + numbers + " numbers", new CopyTask(numbers), clock)) {
            for (int i = 0; i < REPETITIONS; i++) {
                clock.reset();
                launch.run();
                nanos[i] = clock.nanos();
            }
        }
        Arrays.sort(nanos);
        return nanos[REPETITIONS / 2];
    }
}
