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
    private final FloatArray scores;
    private final FloatArray x;
    private final Batch batch;
    private final long longest;
    private final boolean isRowMajor;
    private final int count;
    private final IntArray shape;
    private final DoubleArray settings;
    private final DoubleArray state;
    private final FloatTransposed columns;
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
        this.batch = batch;
        longest = batch.longest();
        count = batch.count();
        isRowMajor = FloatTransposed.isMatrix(batch);
        shape = Shape.of(batch, batch);
        settings = Pages.newDoubleArray(Settings.MASSES + count);
        state = Pages.newDoubleArray(count * SearchState.RESULTS);
        columns = FloatTransposed.operand(batch, scores);
        columnShape = columns.isTransposed() ? Shape.of(columns.batch, columns.batch) : shape;
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
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings);
        if (columns.isTransposed()) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, columnShape);
        }
        columns.transfer(graph);
        columns.transpose(graph, graphName, grid, id + "Transpose");
        graph.task(
                id,
                FloatColumnKernels::solve,
                context,
                columns.seen,
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
            int across = Workgroups.across(count);
            int down = Workgroups.down(longest, across, FloatRowKernels.ROWS);
            graph.task(id + "Write", FloatRowKernels::write, context, scores, shape, settings, state, x, down);
            Workgroups.launchRows(grid, graphName + "." + id + "Write", across * down);
        }
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
        FloatFindings.check(state, scores, batch, settings);
    }
}
