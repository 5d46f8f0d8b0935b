package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The product of every problem's Jacobian with a direction, one workgroup for each problem: VJP and JVP alike, since
 * the Jacobian is symmetric. Not thread-safe.
 */
public final class FloatProductTask implements DeviceTask {
    private final FloatArray scores;
    private final FloatArray direction;
    private final FloatArray product;
    private final FloatTransposed scoreColumns;
    private final FloatTransposed directionColumns;
    private final FloatTransposed productColumns;
    private final long longest;
    private final int count;
    private final IntArray shape;
    private final DoubleArray settings;

    /**
     * A product, to be {@link #set} before it runs.
     *
     * @param batch where the problems lie in all three arrays; the first entry of problem 0 is at index 0, whatever the
     *     batch's offset
     * @param scores the scores, or the projections of these: see {@link #setFromProjections}
     * @param direction what to multiply with
     * @param product receives the products
     */
    public FloatProductTask(Batch batch, FloatArray scores, FloatArray direction, FloatArray product) {
        this.scores = scores;
        this.direction = direction;
        this.product = product;
        longest = batch.longest();
        count = batch.count();
        scoreColumns = FloatTransposed.operand(batch, scores);
        directionColumns = FloatTransposed.operand(batch, direction);
        productColumns = FloatTransposed.result(batch, product);
        shape = Shape.of(scoreColumns.batch, directionColumns.batch, productColumns.batch);
        settings = Pages.newDoubleArray(2 + 2 * count);
    }

    /**
     * Sets thresholds and temperature for the next runs. They are not checked.
     *
     * @param thresholds the threshold of each problem, as its projection gave it
     * @param tau the temperature of the projection, positive and finite
     */
    public void set(double[] thresholds, double tau) {
        width(Precision.FLOAT.usableTemperature(tau), tau);
        for (int p = 0; p < count; p++) {
            float high = (float) thresholds[p];
            set(p, high, thresholds[p] - high);
        }
    }

    /** Sets a problem's threshold, high + low, for the next runs. */
    void set(int problem, double high, double low) {
        settings.set(2 + 2 * problem, high);
        settings.set(3 + 2 * problem, low);
    }

    private void width(double width, double tau) {
        settings.set(0, width);
        settings.set(1, 1 / Precision.FLOAT.usableTemperature(tau));
    }

    /**
     * Sets that projections x are passed for the scores in the next runs. No thresholds are needed then: the active
     * entries are those with 0 &lt; x &lt; 1.
     *
     * @param tau the temperature of the projections, positive and finite; not checked
     */
    public void setFromProjections(double tau) {
        width(1, tau);
        for (int p = 0; p < count; p++) {
            set(p, 0, 0);
        }
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        int threads = Workgroups.threads(longest, count);
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings);
        productColumns.transfer(graph);
        scoreColumns.transfer(graph);
        scoreColumns.transpose(graph, graphName, grid, id + "TransposeScores");
        directionColumns.transfer(graph);
        directionColumns.transpose(graph, graphName, grid, id + "TransposeDirection");
        graph.task(
                id,
                FloatGradientKernels::multiply,
                context,
                scoreColumns.seen,
                directionColumns.seen,
                shape,
                settings,
                productColumns.seen,
                threads);
        Workgroups.launch(grid, graphName + "." + id, count, threads);
        productColumns.transpose(graph, graphName, grid, id + "TransposeProduct");
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
