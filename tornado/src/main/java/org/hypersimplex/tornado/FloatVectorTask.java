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

/** The projection of one long vector by the whole grid, in a chain of kernels. */
public final class FloatVectorTask implements DeviceTask {
    /** Steps of the search in one launch: more than it takes for scores from a continuous distribution. */
    private static final int STEPS_PER_LAUNCH = 12;

    private final FloatArray scores;
    private final FloatArray x;
    private final int length;
    private final int sampled;
    private final IntArray size;
    private final IntArray shape;
    private final IntArray sampleShape;
    private final DoubleArray settings = new DoubleArray(3);
    private final DoubleArray sampleSettings = new DoubleArray(3);
    private final DoubleArray sample = new DoubleArray(FloatSteps.STATE);
    private final DoubleArray sums = new DoubleArray(3 * FloatVectorKernels.WORKGROUPS);
    private final IntArray counts = new IntArray(2 * FloatVectorKernels.WORKGROUPS);
    private final DoubleArray state = new DoubleArray(FloatSteps.STATE);

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
        size = IntArray.fromElements(length);
        shape = Shape.of(Batch.one(length));
        sampleShape = Shape.of(Batch.strided(1, sampled, length / sampled, 1));
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
        settings.set(0, used);
        settings.set(1, 1 / used);
        settings.set(2, k);
        state.set(FloatSteps.PHASE, FloatSteps.SURVEY);
        sampleSettings.set(0, used);
        sampleSettings.set(1, 1 / used);
        sampleSettings.set(2, k * ((double) sampled / length));
    }

    /**
     * Whether the search has ended, once the {@link #results} are back. If not, run the graph again, without
     * {@link #set}: the search goes on where it was. That may be needed if the scores lie in a few tight clusters, far
     * apart compared to the temperature.
     *
     * @return true if x and threshold are the solution
     */
    public boolean isSolved() {
        return state.get(FloatSteps.PHASE) == FloatSteps.SOLVED;
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, size, sampleShape, sample, sums, counts);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings, sampleSettings, state);
        graph.task(id + "Sample", FloatColumnKernels::solve, context, scores, sampleShape, sampleSettings, sample, 1);
        Workgroups.launch(grid, graphName + "." + id + "Sample", 1, FloatColumnKernels.MAX_THREADS);
        for (int s = 0; s < STEPS_PER_LAUNCH; s++) {
            String pass = id + "Pass" + s;
            graph.task(pass, FloatVectorKernels::pass, context, scores, size, settings, state, sums, counts);
            Workgroups.launch(
                    grid, graphName + "." + pass, FloatVectorKernels.WORKGROUPS, FloatColumnKernels.MAX_THREADS);
            String step = id + "Step" + s;
            graph.task(step, FloatVectorKernels::advance, context, sums, counts, settings, sample, state);
            Workgroups.launch(grid, graphName + "." + step, 1, FloatColumnKernels.MAX_THREADS);
        }
        String write = id + "Write";
        graph.task(write, FloatVectorKernels::write, context, scores, size, settings, state, x);
        Workgroups.launch(grid, graphName + "." + write, FloatVectorKernels.WORKGROUPS, FloatColumnKernels.MAX_THREADS);
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
        return state.get(FloatSteps.THRESHOLD);
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
