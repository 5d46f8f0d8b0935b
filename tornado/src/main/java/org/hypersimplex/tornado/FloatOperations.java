package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The operations of the backend on numbers in the caller's memory: copies operands to TornadoVM's arrays, runs the
 * kernels, checks what they found, and only then copies results to the caller.
 */
final class FloatOperations {
    /**
     * A batch of one contiguous problem of at least this length is projected by the whole grid, not by one workgroup.
     */
    static final long MIN_GRID_LENGTH = 1 << 16;

    private final Launches launches;

    FloatOperations(Launches launches) {
        this.launches = launches;
    }

    /** A projection with its buffers. */
    private record Projection(FloatArray scores, FloatArray x, FloatProjectionTask task, Launch launch)
            implements Launches.Prepared {
        @Override
        public void close() {
            launch.close();
        }
    }

    /** The projection of one long vector with its buffers. */
    private record LongProjection(FloatArray scores, FloatArray x, FloatVectorTask task, Launch launch)
            implements Launches.Prepared {
        @Override
        public void close() {
            launch.close();
        }
    }

    /** A product with its buffers. */
    private record Product(
            FloatArray scores, FloatArray direction, FloatArray product, FloatProductTask task, Launch launch)
            implements Launches.Prepared {
        @Override
        public void close() {
            launch.close();
        }
    }

    /** A loss with its buffers; those it doesn't need are null. */
    private record Loss(
            FloatArray logits,
            @Nullable FloatArray targets,
            @Nullable IntArray classIds,
            @Nullable FloatArray weights,
            @Nullable FloatArray gradient,
            FloatLossTask task,
            Launch launch)
            implements Launches.Prepared {
        @Override
        public void close() {
            launch.close();
        }
    }

    void project(ProjectionCall call) {
        Batch batch = call.batch();
        if (batch.count() == 0) {
            return;
        }
        if (batch.count() == 1 && batch.entryStride() == 1 && batch.isUniform() && batch.longest() >= MIN_GRID_LENGTH) {
            projectLong(call);
            return;
        }
        Projection to = solved(batch, call.scores(), call.k(), call.tau());
        Values x = call.x();
        if (x != null) {
            FloatStaging.store(to.x, batch, x);
        }
        double[] thresholds = call.thresholds();
        for (int p = 0; thresholds != null && p < batch.count(); p++) {
            thresholds[p] = to.task.threshold(p);
        }
    }

    private Projection solved(Batch batch, Values scores, Mass k, double tau) {
        Projection to = launches.get(Projection.class, "project float", () -> projection(batch), batch);
        FloatStaging.load(scores, batch, to.scores);
        to.task.set(k, tau);
        to.launch.run();
        to.task.check();
        return to;
    }

    private Projection projection(Batch batch) {
        FloatArray scores = FloatStaging.allocate(batch);
        FloatArray x = FloatStaging.allocate(batch);
        FloatProjectionTask task = new FloatProjectionTask(batch, scores, x);
        return new Projection(scores, x, task, launches.launch("projection of " + batch, task));
    }

    private void projectLong(ProjectionCall call) {
        Batch batch = call.batch();
        LongProjection to =
                launches.get(LongProjection.class, "project long float", () -> longProjection(batch), batch);
        FloatStaging.load(call.scores(), batch, to.scores);
        to.task.set(call.k().at(0), call.tau());
        to.launch.run();
        to.task.check();
        for (int more = 0; !to.task.isSolved() && more < SearchState.MAX_PASSES; more++) {
            to.task.goOn();
            to.launch.run();
        }
        if (!to.task.isSolved()) {
            throw new IllegalStateException("the search for the threshold of " + batch + " did not end");
        }
        Values x = call.x();
        if (x != null) {
            FloatStaging.store(to.x, batch, x);
        }
        double[] thresholds = call.thresholds();
        if (thresholds != null) {
            thresholds[0] = to.task.threshold();
        }
    }

    private LongProjection longProjection(Batch batch) {
        FloatArray scores = FloatStaging.allocate(batch);
        FloatArray x = FloatStaging.allocate(batch);
        FloatVectorTask task = new FloatVectorTask(scores, x);
        return new LongProjection(scores, x, task, launches.launch("projection of " + batch, task));
    }

    void multiply(ProductCall call) {
        Batch batch = call.batch();
        if (batch.count() == 0) {
            return;
        }
        Product to = launches.get(Product.class, "multiply float", () -> product(batch), batch);
        FloatStaging.load(call.scores(), batch, to.scores);
        FloatStaging.load(call.direction(), batch, to.direction);
        double[] thresholds = call.thresholds();
        if (thresholds == null) {
            to.task.setFromProjections(call.tau());
        } else {
            to.task.set(thresholds, call.tau());
            findCoarse(call, to.task);
        }
        to.launch.run();
        FloatStaging.store(to.product, batch, call.product());
    }

    /** Finds the thresholds again that one double has too few digits for. */
    private void findCoarse(ProductCall call, FloatProductTask task) {
        Projection found = null;
        for (int p = 0; p < call.batch().count(); p++) {
            if (call.isCoarse(p)) {
                found = found == null ? solved(call.batch(), call.scores(), call.k(), call.tau()) : found;
                found.task.copyThreshold(p, task);
            }
        }
    }

    private Product product(Batch batch) {
        FloatArray scores = FloatStaging.allocate(batch);
        FloatArray direction = FloatStaging.allocate(batch);
        FloatArray product = FloatStaging.allocate(batch);
        FloatProductTask task = new FloatProductTask(batch, scores, direction, product);
        return new Product(scores, direction, product, task, launches.launch("product of " + batch, task));
    }

    double loss(LossCall call) {
        Batch batch = call.batch();
        if (batch.count() == 0) {
            return call.reduction().value(0, 0);
        }
        Targets targets = call.targets();
        Values gradient = call.gradient();
        TargetSummary summary = TargetSummary.of(targets, batch);
        Batch targetBatch = targets.matrix() == null ? batch : targets.layout(batch);
        Batch weightBatch = targets.weights() == null ? batch : targets.weightLayout(batch);
        String operation = "loss float, " + (targets.matrix() == null ? "ids" : "matrix")
                + (targets.weights() == null ? "" : ", weights") + (gradient == null ? "" : ", gradient");
        Loss to = launches.get(
                Loss.class,
                operation,
                () -> loss(batch, targets, targetBatch, weightBatch, gradient != null, call.gradientBatch()),
                batch,
                targetBatch,
                weightBatch,
                call.gradientBatch());
        FloatStaging.load(call.logits(), batch, to.logits);
        loadTargets(targets, batch, targetBatch, weightBatch, to);
        double slope = call.reduction().slope(summary.entries());
        to.task.set(summary.masses(call.policy()), call.tau(), slope, call.anchor(), call.gradientScale());
        to.launch.run();
        to.task.check();
        if (gradient != null && to.gradient != null) {
            FloatStaging.store(to.gradient, call.gradientBatch(), gradient);
        }
        double[] thresholds = call.thresholds();
        for (int p = 0; thresholds != null && p < batch.count(); p++) {
            thresholds[p] = to.task.threshold(p);
        }
        return call.reduction().value(to.task.squares(), summary.entries()) + to.task.anchor();
    }

    private static void loadTargets(Targets targets, Batch batch, Batch targetBatch, Batch weightBatch, Loss to) {
        Values matrix = targets.matrix();
        int[] ids = targets.classIds();
        Values weights = targets.weights();
        if (matrix != null && to.targets != null) {
            FloatStaging.load(matrix, targetBatch, to.targets);
        }
        if (ids != null && to.classIds != null) {
            for (int i = 0; i < to.classIds.getSize(); i++) {
                to.classIds.set(i, ids[i]);
            }
        }
        if (weights != null && to.weights != null) {
            FloatStaging.load(weights, weightBatch, to.weights);
            mask(batch, weights, weightBatch, to.logits);
        }
    }

    /** Leaves out the entries of weight 0 by setting their logits to −∞. */
    private static void mask(Batch batch, Values weights, Batch weightBatch, FloatArray logits) {
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.length(p); i++) {
                if (weights.get(weightBatch.address(p, i)) == 0) {
                    long at = batch.address(p, i) - batch.start(0);
                    logits.set((int) at, Float.NEGATIVE_INFINITY);
                }
            }
        }
    }

    private Loss loss(
            Batch batch,
            Targets targets,
            Batch targetBatch,
            Batch weightBatch,
            boolean withGradient,
            Batch gradientBatch) {
        FloatArray logits = FloatStaging.allocate(batch);
        FloatArray matrix = targets.matrix() == null ? null : FloatStaging.allocate(targetBatch);
        IntArray ids = targets.classIds() == null ? null : Pages.newIntArray(new int[(int) batch.longest()]);
        FloatArray weights = targets.weights() == null ? null : FloatStaging.allocate(weightBatch);
        FloatArray gradient = withGradient ? FloatStaging.allocate(gradientBatch) : null;
        FloatLossTask task = new FloatLossTask(
                batch, logits, matrix, targetBatch, ids, weights, weightBatch, gradient, gradientBatch);
        return new Loss(logits, matrix, ids, weights, gradient, task, launches.launch("loss of " + batch, task));
    }
}
