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
    private final IntArray sampleShape;
    private final int groups;
    private final DoubleArray settings = Pages.newDoubleArray(Settings.MASSES + 4);
    private final DoubleArray sampleSettings = Pages.newDoubleArray(Settings.MASSES + FloatBand.SAMPLES);
    private final DoubleArray sample = Pages.newDoubleArray(FloatBand.SAMPLES * SearchState.RESULTS);
    private final DoubleArray states;
    private final DoubleArray numbers;
    private final IntArray kept;
    private final DoubleArray state = Pages.newDoubleArray(SearchState.RESULTS);

    /**
     * A projection of contiguous scores, to be {@link #set} before it runs.
     *
     * @param scores the n scores of the problem, n at least 1
     * @param x receives the projection, n numbers; not the scores, since the search uses it, too
     */
    public FloatVectorTask(FloatArray scores, FloatArray x) {
        this.scores = scores;
        this.x = x;
        length = scores.getSize();
        sampled = Math.min(length, FloatColumnKernels.MAX_STAGED_LENGTH);
        size = Pages.newIntArray(length);
        Batch sample = Batch.strided(FloatBand.SAMPLES, sampled, length / sampled, 0);
        sampleShape = Shape.of(sample, sample);
        groups = FloatVectorKernels.workgroups(length);
        states = Pages.newDoubleArray(groups * SearchState.SIZE);
        numbers = Pages.newDoubleArray(FloatVectorKernels.numbers(groups));
        kept = Pages.newIntArray(new int[groups * FloatVectorKernels.THREADS]);
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
        double mass = k * ((double) sampled / length);
        double margin = FloatBand.margin(sampled, k / length);
        sampleSettings.set(Settings.MASSES, mass);
        sampleSettings.set(Settings.MASSES + 1, Math.min(mass + margin, sampled));
        sampleSettings.set(Settings.MASSES + 2, Math.max(mass - margin, 0));
        settings.set(Settings.MASSES + 2, mass + margin < sampled ? 1 : 0);
        settings.set(Settings.MASSES + 3, mass > margin ? 1 : 0);
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

    /** Has the next run go on with the search, instead of beginning a new one. Until then x must be left as it is. */
    public void goOn() {
        settings.set(Settings.MASSES + 1, 0);
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, size, sampleShape, sample, states, numbers, kept);
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
        Workgroups.launch(grid, graphName + "." + id + "Sample", FloatBand.SAMPLES, threads);
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
                    kept,
                    state,
                    x,
                    groups,
                    turn,
                    turn == PASSES ? 1 : 0);
            Workgroups.launch(grid, graphName + "." + id + turn, groups, FloatVectorKernels.THREADS);
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
        FloatFindings.check(state, scores, Batch.one(length), settings);
    }
}
