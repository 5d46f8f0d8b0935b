package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The projection of every problem of a batch, with one workgroup for each problem. Not thread-safe. */
public final class FloatProjectionTask implements DeviceTask {
    /** Enough to keep a large GPU busy. */
    private static final int MANY_WORKGROUPS = 1024;

    /**
     * From so many numbers on a row-major matrix is transposed first. Columns that are read as they lie take 32 bytes of
     * memory for every number; a GPU's cache holds so many for neighbouring columns, up to here.
     */
    static final int LARGE_MATRIX = 1 << 21;

    private final FloatArray scores;
    private final FloatArray x;
    private final long longest;
    private final boolean isRowMajor;
    private final boolean isTransposed;
    private final int count;
    private final IntArray shape;
    private final DoubleArray settings;
    private final DoubleArray state;
    private final FloatArray columns;
    private final IntArray columnShape;

    /**
     * A projection, to be {@link #set} before it runs.
     *
     * @param batch where the problems lie in both arrays; the first entry of problem 0 is at index 0, whatever the
     *     batch's offset
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     */
    public FloatProjectionTask(Batch batch, FloatArray scores, FloatArray x) {
        this.scores = scores;
        this.x = x;
        longest = batch.longest();
        count = batch.count();
        isRowMajor = count >= FloatRowKernels.TILE && batch.problemStride() == 1 && batch.entryStride() >= count;
        isTransposed = isRowMajor && count * longest >= LARGE_MATRIX;
        shape = Shape.of(batch, batch);
        settings = Pages.newDoubleArray(Settings.MASSES + count);
        state = Pages.newDoubleArray(count * SearchState.RESULTS);
        columns = isTransposed ? Pages.newFloatArray(Math.toIntExact(count * longest)) : scores;
        Batch columnBatch = isTransposed ? Batch.rows(count, longest) : batch;
        columnShape = isTransposed ? Shape.of(columnBatch, columnBatch) : shape;
    }

    /**
     * Sets mass and temperature for the next runs. They are not checked.
     *
     * @param k the mass of each problem, in [0, n]
     * @param tau the temperature, positive and finite
     */
    public void set(Mass k, double tau) {
        double used = Precision.FLOAT.usableTemperature(tau);
        Settings.set(settings, used, 1 / used);
        for (int p = 0; p < count; p++) {
            settings.set(Settings.MASSES + p, k.at(p));
        }
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        int threads = Workgroups.threads(longest, count);
        FloatColumnKernels.Staging staging = FloatColumnKernels.Staging.of(longest, threads);
        int across = Math.ceilDiv(count, FloatRowKernels.TILE);
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings);
        if (isTransposed) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, columns, columnShape);
            int down = down(across, FloatRowKernels.TILE);
            graph.task(id + "Transpose", FloatRowKernels::transpose, context, scores, shape, columns, down);
            launch(grid, graphName + "." + id + "Transpose", across * down);
        }
        graph.task(
                id,
                FloatColumnKernels::solve,
                context,
                columns,
                columnShape,
                settings,
                state,
                x,
                staging.room(),
                threads,
                staging.isStaged(),
                isRowMajor ? 0 : 1);
        Workgroups.launch(grid, graphName + "." + id, count, threads);
        if (isRowMajor) {
            int down = down(across, FloatRowKernels.ROWS);
            graph.task(id + "Write", FloatRowKernels::write, context, scores, shape, settings, state, x, down);
            launch(grid, graphName + "." + id + "Write", across * down);
        }
    }

    /** How many workgroups share the rows of a tile's columns, if one takes at least so many rows. */
    private int down(int across, int rows) {
        return Math.clamp(Math.ceilDiv(longest, rows), 1, Math.max(1, MANY_WORKGROUPS / across));
    }

    private static void launch(GridScheduler grid, String task, int groups) {
        Workgroups.launch(grid, task, groups, FloatRowKernels.TILE * FloatRowKernels.ROWS);
    }

    @Override
    public Object[] operands() {
        return new Object[] {scores};
    }

    @Override
    public Object[] results() {
        return new Object[] {x, state};
    }

    /**
     * The threshold of a problem, once the {@link #results} are back.
     *
     * @param problem 0 to count − 1
     * @return the threshold
     */
    public double threshold(int problem) {
        return state.get(problem * SearchState.RESULTS + SearchState.THRESHOLD);
    }

    /** Writes a problem's threshold, once the {@link #results} are back, in the two numbers that the search ended with. */
    void copyThreshold(int problem, FloatProductTask to) {
        int base = problem * SearchState.RESULTS;
        to.set(problem, state.get(base + SearchState.HIGH), state.get(base + SearchState.LOW));
    }

    /**
     * Checks the scores, once the {@link #results} are back.
     *
     * @throws InputException if a score is NaN, or infinite scores leave no solution; x is meaningless then
     */
    public void check() {
        FloatFindings.check(state, scores, shape, settings);
    }
}
