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

    private final FloatArray from;
    private final FloatArray to;
    private final IntArray size;

    CopyTask(int numbers) {
        from = new FloatArray(numbers);
        to = new FloatArray(numbers);
        size = IntArray.fromElements(numbers);
    }

    /** The kernel, for a grid of any size: each of its g threads copies every g-th entry. */
    static void move(KernelContext context, FloatArray from, IntArray size, FloatArray to) {
        int first = context.globalIdx;
        int all = context.globalGroupSizeX;
        int n = size.get(0);
        for (int i = first; i < n; i += all) {
            to.set(i, from.get(i));
        }
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, from);
        graph.task(id, CopyTask::move, new KernelContext(), from, size, to);
        Workgroups.launch(grid, graphName + "." + id, FloatVectorKernels.WORKGROUPS, FloatColumnKernels.MAX_THREADS);
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
