package org.hypersimplex.xgboost;

import org.hypersimplex.Batch;
import org.hypersimplex.Values;
import org.hypersimplex.boosting.RowUnion;

/**
 * The rows of all workers of a distributed training. Each worker makes its own from its own end of the all-reduce; the
 * projection is the one over the union of their rows, and every worker gets the same bits. A group may have rows on any
 * number of workers, but every worker must name the same groups, and a worker without rows in one has a masked row there
 * (score −∞, weight 0). Not thread-safe.
 */
public final class WorkerUnion implements RowUnion {
    private final AllReduce workers;
    private final UnionThreshold threshold;

    /**
     * Joins the rows of the workers.
     *
     * @param workers this worker's end of the all-reduce
     */
    public WorkerUnion(AllReduce workers) {
        this.workers = workers;
        threshold = new UnionThreshold(workers);
    }

    @Override
    public void sum(double[] numbers) {
        workers.sum(numbers);
    }

    @Override
    public void thresholds(Batch groups, Values scores, double[] k, double tau, double[] thresholds) {
        double[] found = new double[groups.count()];
        for (int g = 0; g < found.length; g++) {
            found[g] = threshold.find(scores, groups, g, k[g], tau, thresholds[g]);
        }
        System.arraycopy(found, 0, thresholds, 0, found.length);
    }
}
