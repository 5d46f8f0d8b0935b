package org.hypersimplex.tornado;

import org.hypersimplex.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The projection of one long vector by the whole grid, in a chain of kernels. */
public final class FloatVectorTask implements DeviceTask {
    /** Steps of the search in one launch: more than scores from a continuous distribution take. */
    private static final int STEPS = 12;

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
    private final DoubleArray sums = new DoubleArray(3 * FloatVectorKernels.GROUPS);
    private final IntArray counts = new IntArray(2 * FloatVectorKernels.GROUPS);
    private final DoubleArray state = new DoubleArray(FloatSteps.STATE);

    /**
     * A projection of contiguous scores, to be {@link #set} before it runs.
     *
     * @param scores all of the scores
     * @param x receives the projection
     */
    public FloatVectorTask(FloatArray scores, FloatArray x) {
        this.scores = scores;
        this.x = x;
        length = scores.getSize();
        sampled = Math.min(length, FloatColumnKernels.STAGED);
        size = IntArray.fromElements(length);
        shape = Shape.of(Batch.one(length));
        sampleShape = Shape.of(Batch.strided(1, sampled, length / sampled, 1));
    }

    /**
     * Sets what the next run asks for.
     *
     * @param k the mass, in [0, n]
     * @param tau the temperature, positive
     */
    public void set(double k, double tau) {
        double used = FloatSteps.temperature(tau);
        settings.set(0, used);
        settings.set(1, 1 / used);
        settings.set(2, k);
        state.set(FloatSteps.PHASE, FloatSteps.SURVEY);
        sampleSettings.set(0, used);
        sampleSettings.set(1, 1 / used);
        sampleSettings.set(2, k * ((double) sampled / length));
    }

    /**
     * Whether the search came to its end, once results are back. If not, the graph is to be run again: it goes on where it
     * was. Scores in few clusters, compared to the temperature, may ask for that.
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
        Workgroups.launch(grid, graphName + "." + id + "Sample", 1, FloatColumnKernels.THREADS);
        for (int s = 0; s < STEPS; s++) {
            String pass = id + "Pass" + s;
            graph.task(pass, FloatVectorKernels::pass, context, scores, size, settings, state, sums, counts);
            Workgroups.launch(grid, graphName + "." + pass, FloatVectorKernels.GROUPS, FloatColumnKernels.THREADS);
            String step = id + "Step" + s;
            graph.task(step, FloatVectorKernels::advance, context, sums, counts, settings, sample, state);
            Workgroups.launch(grid, graphName + "." + step, 1, FloatColumnKernels.THREADS);
        }
        String write = id + "Write";
        graph.task(write, FloatVectorKernels::write, context, scores, size, settings, state, x);
        Workgroups.launch(grid, graphName + "." + write, FloatVectorKernels.GROUPS, FloatColumnKernels.THREADS);
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
     * The threshold, once results are back.
     *
     * @return the threshold
     */
    public double threshold() {
        return state.get(FloatSteps.THRESHOLD);
    }

    /**
     * What was found about the scores, once results are back.
     *
     * @throws IllegalArgumentException if a score is NaN, or infinite ones leave no solution; x is of no use then
     */
    public void check() {
        FloatFindings.check(state, scores, shape, settings);
    }
}
