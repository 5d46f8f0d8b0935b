package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Precision;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The projection of one long vector by the whole grid, in a chain of kernels. Not thread-safe. */
public final class FloatVectorTask implements DeviceTask {
    /** Passes of the search in one launch: more than it takes for scores from a continuous distribution. */
    private static final int PASSES = 6;

    private final FloatArray scores;
    private final FloatArray x;
    private final int length;
    private final int sampled;
    private final IntArray size;
    private final IntArray shape;
    private final IntArray sampleShape;
    private final DoubleArray settings = Pages.newDoubleArray(Settings.MASSES + 2);
    private final DoubleArray sampleSettings = Pages.newDoubleArray(Settings.MASSES + 1);
    private final DoubleArray sample = Pages.newDoubleArray(SearchState.RESULTS);
    private final DoubleArray states = Pages.newDoubleArray(FloatVectorKernels.WORKGROUPS * SearchState.SIZE);
    private final DoubleArray numbers = Pages.newDoubleArray(FloatVectorKernels.ALL_NUMBERS);
    private final DoubleArray state = Pages.newDoubleArray(SearchState.RESULTS);

    /**
     * A projection of contiguous scores, to be {@link #set} before it runs.
     *
     * @param scores the n scores of the problem, n at least 1
     * @param x receives the projection, n numbers
     */
    public FloatVectorTask(FloatArray scores, FloatArray x) {
        this.scores = scores;
        this.x = x;
        length = scores.getSize();
        sampled = Math.min(length, FloatColumnKernels.MAX_STAGED_LENGTH);
        size = Pages.newIntArray(length);
        shape = Shape.of(Batch.one(length));
        Batch sampled = Batch.strided(1, this.sampled, length / this.sampled, 1);
        sampleShape = Shape.of(sampled, sampled);
    }

    /**
     * Sets mass and temperature, and has the next run begin a new search. To be called before every projection. Nothing
     * is checked.
     *
     * @param k the mass, in [0, n]
     * @param tau the temperature, positive and finite
     */
    public void set(double k, double tau) {
        double used = Precision.FLOAT.usableTemperature(tau);
        Settings.set(settings, used, 1 / used);
        settings.set(Settings.MASSES, k);
        settings.set(Settings.MASSES + 1, 1);
        Settings.set(sampleSettings, used, 1 / used);
        sampleSettings.set(Settings.MASSES, k * ((double) sampled / length));
    }

    /**
     * Whether the search has ended, once the {@link #results} are back. If not, {@link #goOn} and run the graph again:
     * the search goes on where it was. That may be needed if the scores lie in a few tight clusters, far
     * apart compared to the temperature.
     *
     * @return true if x and threshold are the solution
     */
    public boolean isSolved() {
        return state.get(SearchState.PHASE) == SearchState.SOLVED;
    }

    /** Has the next run go on with the search, instead of beginning a new one. */
    public void goOn() {
        settings.set(Settings.MASSES + 1, 0);
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, size, sampleShape, sample, states, numbers);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings, sampleSettings);
        int threads = Workgroups.threads(sampled, 1);
        FloatColumnKernels.Staging staging = FloatColumnKernels.Staging.of(sampled, threads);
        graph.task(
                id + "Sample",
                FloatColumnKernels::solve,
                context,
                scores,
                sampleShape,
                sampleSettings,
                sample,
                x,
                staging.room(),
                threads,
                staging.isStaged(),
                0);
        Workgroups.launch(grid, graphName + "." + id + "Sample", 1, threads);
        for (int turn = 0; turn <= PASSES; turn++) {
            graph.task(
                    id + turn,
                    FloatVectorKernels::pass,
                    context,
                    scores,
                    size,
                    settings,
                    sample,
                    states,
                    numbers,
                    state,
                    x,
                    turn,
                    turn == PASSES ? 1 : 0);
            Workgroups.launch(
                    grid, graphName + "." + id + turn, FloatVectorKernels.WORKGROUPS, FloatVectorKernels.THREADS);
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
     * The threshold, once the {@link #results} are back.
     *
     * @return the threshold
     */
    public double threshold() {
        return state.get(SearchState.THRESHOLD);
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
