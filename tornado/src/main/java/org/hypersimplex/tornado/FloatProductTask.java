package org.hypersimplex.tornado;

import org.hypersimplex.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The product of every problem's Jacobian with a direction (VJP and JVP alike), one workgroup for each problem. */
public final class FloatProductTask implements DeviceTask {
    private final FloatArray scores;
    private final FloatArray direction;
    private final FloatArray product;
    private final long longest;
    private final int count;
    private final IntArray shape;
    private final DoubleArray settings;

    /**
     * A product, to be {@link #set} before it runs.
     *
     * @param batch where the problems lie in all three arrays, counted from the first problem's first entry
     * @param scores the scores, or projections
     * @param direction what to multiply with
     * @param product receives the products
     */
    public FloatProductTask(Batch batch, FloatArray scores, FloatArray direction, FloatArray product) {
        this.scores = scores;
        this.direction = direction;
        this.product = product;
        longest = batch.longest();
        count = batch.count();
        shape = Shape.of(batch, batch, batch);
        settings = new DoubleArray(2 + count);
    }

    /**
     * Sets what the next runs ask for.
     *
     * @param thresholds a threshold per problem
     * @param tau the temperature, positive
     */
    public void set(double[] thresholds, double tau) {
        double used = FloatSteps.temperature(tau);
        settings.set(0, used);
        settings.set(1, 1 / used);
        for (int p = 0; p < count; p++) {
            settings.set(2 + p, thresholds[p]);
        }
    }

    /**
     * Sets that the scores are projections themselves, which tell their active entries without thresholds.
     *
     * @param tau the temperature they were made with
     */
    public void setFromProjections(double tau) {
        settings.set(0, 1);
        settings.set(1, 1 / FloatSteps.temperature(tau));
        for (int p = 0; p < count; p++) {
            settings.set(2 + p, 0);
        }
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings);
        graph.task(id, FloatColumnKernels::multiply, context, scores, direction, shape, settings, product);
        Workgroups.launch(grid, graphName + "." + id, count, Workgroups.threads(longest));
    }

    @Override
    public Object[] operands() {
        return new Object[] {scores, direction};
    }

    @Override
    public Object[] results() {
        return new Object[] {product};
    }
}
