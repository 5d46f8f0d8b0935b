package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Precision;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The HyperSimplex loss and its gradient in two kernels, with one workgroup for each problem: the first finds the
 * thresholds, the second computes loss and gradient. Large row-major matrices are transposed for them, see
 * {@link FloatTransposed}. Not thread-safe.
 */
public final class FloatLossTask implements DeviceTask {
    private final FloatArray logits;
    private final FloatArray targets;
    private final IntArray classIds;
    private final FloatArray weights;
    private final FloatArray gradient;
    private final FloatTransposed logitColumns;
    private final FloatTransposed targetColumns;
    private final FloatTransposed weightColumns;
    private final FloatTransposed gradientColumns;
    private final Batch batch;
    private final long longest;
    private final int count;
    private final int isMatrix;
    private final int isWeighted;
    private final int hasGradient;
    private final IntArray shape;
    private final DoubleArray settings;
    private final DoubleArray state;
    private final DoubleArray findings;
    private double anchor;

    /**
     * A loss of logits against class ids, to be {@link #set} before it runs.
     *
     * @param batch where the problems lie in logits and gradient; the first entry of problem 0 is at index 0, whatever
     *     the batch's offset
     * @param logits the logits; −∞ for entries that are left out
     * @param classIds the class of each entry; the target of problem p is 1 where the class is p, else 0
     * @param gradient receives the gradient by the logits
     */
    public FloatLossTask(Batch batch, FloatArray logits, IntArray classIds, FloatArray gradient) {
        this(batch, logits, null, batch, classIds, null, batch, gradient, batch);
    }

    /**
     * A loss of logits against a matrix of targets, to be {@link #set} before it runs.
     *
     * @param batch where the problems lie in all arrays; the first entry of problem 0 is at index 0, whatever the
     *     batch's offset
     * @param logits the logits; −∞ for entries that are left out
     * @param targets the targets, in [0, 1]
     * @param gradient receives the gradient by the logits
     */
    public FloatLossTask(Batch batch, FloatArray logits, FloatArray targets, FloatArray gradient) {
        this(batch, logits, targets, batch, null, null, batch, gradient, batch);
    }

    /** With either targets or class ids, with or without weights and gradient, each of them in a batch of its own. */
    FloatLossTask(
            Batch batch,
            FloatArray logits,
            @Nullable FloatArray targets,
            Batch targetBatch,
            @Nullable IntArray classIds,
            @Nullable FloatArray weights,
            Batch weightBatch,
            @Nullable FloatArray gradient,
            Batch gradientBatch) {
        this.logits = logits;
        this.targets = targets == null ? Pages.newFloatArray(1) : targets;
        this.classIds = classIds == null ? Pages.newIntArray(0) : classIds;
        this.weights = weights == null ? Pages.newFloatArray(1) : weights;
        this.gradient = gradient == null ? Pages.newFloatArray(1) : gradient;
        isMatrix = targets == null ? 0 : 1;
        isWeighted = weights == null ? 0 : 1;
        hasGradient = gradient == null ? 0 : 1;
        this.batch = batch;
        longest = batch.longest();
        count = batch.count();
        logitColumns = FloatTransposed.operand(batch, logits);
        targetColumns = targets == null
                ? FloatTransposed.nothing(targetBatch, this.targets)
                : FloatTransposed.operand(targetBatch, targets);
        weightColumns = weights == null
                ? FloatTransposed.nothing(weightBatch, this.weights)
                : FloatTransposed.operand(weightBatch, weights);
        gradientColumns = gradient == null
                ? FloatTransposed.nothing(gradientBatch, this.gradient)
                : FloatTransposed.result(gradientBatch, gradient);
        shape = Shape.of(logitColumns.batch, targetColumns.batch, weightColumns.batch, gradientColumns.batch);
        settings = Pages.newDoubleArray(Settings.MASSES + 3 + count);
        state = Pages.newDoubleArray(count * SearchState.RESULTS);
        findings = Pages.newDoubleArray(2 * count);
    }

    /**
     * Sets mass, temperature and slope for the next runs. None of them is checked.
     *
     * @param k the mass of each problem, in [0, n]
     * @param tau the temperature, positive and finite
     * @param slope the derivative of the loss by x, divided by the weighted residual w (x − t):
     *     {@link org.hypersimplex.problem.Reduction#slope}
     */
    public void set(double[] k, double tau, double slope) {
        set(k, tau, slope, 0, 1);
    }

    /**
     * Sets the same and an anchor for the next runs; see {@link org.hypersimplex.HypersimplexLoss#anchored}.
     *
     * @param k the mass of each problem, in [0, n]
     * @param tau the temperature, positive and finite
     * @param slope {@link org.hypersimplex.problem.Reduction#slope}
     * @param anchor α, finite and at least 0
     * @param scale what the gradient is multiplied by
     */
    public void set(double[] k, double tau, double slope, double anchor, double scale) {
        this.anchor = anchor;
        double used = Precision.FLOAT.usableTemperature(tau);
        Settings.set(settings, used, scale * slope / used);
        for (int p = 0; p < count; p++) {
            settings.set(Settings.MASSES + p, k[p]);
        }
        settings.set(Settings.MASSES + count, 2 * (anchor / count));
        settings.set(Settings.MASSES + 1 + count, scale / used);
        settings.set(Settings.MASSES + 2 + count, 1 / used);
    }

    @Override
    public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
        KernelContext context = new KernelContext();
        int threads = Workgroups.threads(longest, count);
        FloatColumnKernels.Staging staging = FloatColumnKernels.Staging.of(longest, threads);
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, settings);
        gradientColumns.transfer(graph);
        transpose(logitColumns, graph, graphName, grid, id + "TransposeLogits");
        transpose(targetColumns, graph, graphName, grid, id + "TransposeTargets");
        transpose(weightColumns, graph, graphName, grid, id + "TransposeWeights");
        graph.task(
                id + "Solve",
                FloatColumnKernels::solve,
                context,
                logitColumns.seen,
                shape,
                settings,
                state,
                gradientColumns.seen,
                staging.room(),
                threads,
                staging.isStaged(),
                0);
        graph.task(
                id + "Loss",
                FloatGradientKernels::loss,
                context,
                logitColumns.seen,
                targetColumns.seen,
                classIds,
                weightColumns.seen,
                shape,
                settings,
                state,
                findings,
                gradientColumns.seen,
                threads,
                isMatrix,
                isWeighted,
                hasGradient);
        Workgroups.launch(grid, graphName + "." + id + "Solve", count, threads);
        Workgroups.launch(grid, graphName + "." + id + "Loss", count, threads);
        gradientColumns.transpose(graph, graphName, grid, id + "TransposeGradient");
    }

    private static void transpose(
            FloatTransposed operand, TaskGraph graph, String graphName, GridScheduler grid, String id) {
        operand.transfer(graph);
        operand.transpose(graph, graphName, grid, id);
    }

    @Override
    public Object[] operands() {
        return new Object[] {logits, targets, classIds, weights};
    }

    @Override
    public Object[] results() {
        return new Object[] {gradient, state, findings};
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

    /**
     * The sum of weighted squared residuals over all problems, once the {@link #results} are back.
     * {@link org.hypersimplex.problem.Reduction#value} turns it into the loss.
     *
     * @return Σ w (x − t)²
     */
    public double squares() {
        double sum = 0;
        for (int p = 0; p < count; p++) {
            sum += findings.get(2 * p);
        }
        return sum;
    }

    /**
     * What the anchor adds to the loss, once the {@link #results} are back.
     *
     * @return (α/C) Σ (ν/τ)² over the problems that take part
     */
    public double anchor() {
        double sum = 0;
        for (int p = 0; anchor != 0 && p < count; p++) {
            double height = findings.get(2 * p + 1);
            sum += anchor / count * height * height;
        }
        return sum;
    }

    /**
     * Checks the logits, once the {@link #results} are back. Loss and gradient are meaningless if it throws.
     *
     * @throws InputException if a logit is NaN, or infinite logits leave no solution
     */
    public void check() {
        FloatFindings.check(state, logits, batch, settings);
    }
}
