package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * An array as kernels see it that go down a column each. A column of a row-major matrix that is read as it lies takes 32
 * bytes of memory for every number; a GPU's cache keeps them for the neighbouring columns, up to a size. Of a larger
 * matrix kernels see a copy whose columns are contiguous: an operand is transposed before they run, a result after them.
 * Everything else they see as it lies.
 */
final class FloatTransposed {
    /** From so many numbers on a row-major matrix is transposed. */
    static final int LARGE_MATRIX = 1 << 21;

    /** What kernels see, and where the problems lie in it. */
    final FloatArray seen;

    final Batch batch;

    private final FloatArray array;
    private final boolean isResult;
    /** The matrix that is transposed, if one is: of a result, that of its columns. */
    private final Batch matrix;

    private final IntArray shape;

    private FloatTransposed(Batch batch, FloatArray array, boolean isTransposed, boolean isResult) {
        this.array = array;
        this.isResult = isResult;
        int count = batch.count();
        long longest = batch.longest();
        seen = isTransposed ? Pages.newFloatArray(Math.toIntExact(count * longest)) : array;
        this.batch = isTransposed ? Batch.rows(count, longest) : batch;
        matrix = isTransposed && isResult ? Batch.columns(count, Math.toIntExact(longest)) : batch;
        shape = isTransposed ? Shape.of(matrix) : Pages.newIntArray(0);
    }

    /** What kernels only read. */
    static FloatTransposed operand(Batch batch, FloatArray array) {
        return new FloatTransposed(batch, array, isLarge(batch), false);
    }

    /** What kernels write; a matrix with gaps between its rows stays as it is. */
    static FloatTransposed result(Batch batch, FloatArray array) {
        return new FloatTransposed(batch, array, isLarge(batch) && batch.entryStride() == batch.count(), true);
    }

    /** What there is nothing of. */
    static FloatTransposed nothing(Batch batch, FloatArray array) {
        return new FloatTransposed(batch, array, false, false);
    }

    /** Whether problems are columns that are worth going over row by row. */
    static boolean isMatrix(Batch batch) {
        return batch.count() >= FloatRowKernels.TILE
                && batch.problemStride() == 1
                && batch.entryStride() >= batch.count();
    }

    private static boolean isLarge(Batch batch) {
        return isMatrix(batch) && batch.count() * batch.longest() >= LARGE_MATRIX;
    }

    boolean isTransposed() {
        return seen != array;
    }

    /** Appends, before all tasks that see the columns, what brings them to the device. */
    void transfer(TaskGraph graph) {
        if (isTransposed()) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, seen, shape);
        }
    }

    /** Appends the task that transposes the matrix, if there is one: of an operand before the others, of a result after them. */
    void transpose(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        if (!isTransposed()) {
            return;
        }
        int across = Workgroups.across(matrix.count());
        int down = Workgroups.down(matrix.longest(), across, FloatRowKernels.TILE);
        FloatArray from = isResult ? seen : array;
        FloatArray to = isResult ? array : seen;
        graph.task(id, FloatRowKernels::transpose, new KernelContext(), from, shape, to, down);
        Workgroups.launchRows(grid, graphName + "." + id, across * down);
    }
}
