package org.hypersimplex;

import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss, a differentiable zero-one loss: the squared distance between targets t and the projection x of
 * the logits, one projection per class over the whole batch. Value and gradient come from one fused call that never
 * stores x. Immutable and thread-safe.
 *
 * <p>L = ½ Σ (x − t)², or the mean of (x − t)² over all entries. With r = x − t and A the entries strictly between 0 and
 * 1, dL/dyᵢ = (s/τ)(rᵢ − mean_A r) on A and 0 elsewhere, where s = 1 for the half sum and 2/(number of entries) for the
 * mean. Each problem's gradient sums to 0 and adding a constant to a class's logits changes nothing: class offsets are not
 * learned. To classify, subtract each class's threshold from its logits and take the largest.
 *
 * <p>Bad input is refused as {@link SoftBinaryArgmax} does, before anything is written.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections", definition of the loss; the mean is the authors'
 * code. Weights are ours.
 */
public final class HypersimplexLoss {
    private final Reduction reduction;
    private final KPolicy policy;
    private final double tau;
    private final Backend backend;
    private final boolean warm;

    private HypersimplexLoss(Reduction reduction, KPolicy policy, double tau, Backend backend, boolean warm) {
        this.reduction = reduction;
        this.policy = policy;
        this.tau = tau;
        this.backend = backend;
        this.warm = warm;
    }

    /**
     * The mean of (x − t)², on the CPU.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HypersimplexLoss mean(KPolicy policy, double tau) {
        return of(Reduction.MEAN, policy, tau);
    }

    /**
     * ½ Σ (x − t)², on the CPU.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HypersimplexLoss halfSum(KPolicy policy, double tau) {
        return of(Reduction.HALF_SUM, policy, tau);
    }

    /**
     * The loss with that reduction, on the CPU.
     *
     * @param reduction mean or half sum
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HypersimplexLoss of(Reduction reduction, KPolicy policy, double tau) {
        return new HypersimplexLoss(reduction, policy, Checks.tau(tau), Backends.cpu(), false);
    }

    /**
     * The same loss on another machine.
     *
     * @param backend where to compute
     * @return the loss
     */
    public HypersimplexLoss on(Backend backend) {
        return new HypersimplexLoss(reduction, policy, tau, backend, warm);
    }

    /**
     * The same loss, started from where the last call ended: the thresholds array is read as first guesses, NaN where there
     * is none, before the thresholds found are written. Guesses change the time that a call takes alone.
     *
     * @return the loss
     */
    public HypersimplexLoss warmStarted() {
        return new HypersimplexLoss(reduction, policy, tau, backend, true);
    }

    /**
     * The loss alone.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets what they should have been
     * @param thresholds receives the threshold of each class, or null
     * @return the loss
     */
    public double value(Batch batch, Values logits, Targets targets, double @Nullable [] thresholds) {
        return valueAndGradient(batch, logits, targets, batch, null, thresholds);
    }

    /**
     * The loss and its gradient, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @param thresholds receives the threshold of each class, or null
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch, float[] logits, int[] classIds, float[] gradient, double @Nullable [] thresholds) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient), thresholds);
    }

    /**
     * The loss and its gradient, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @param thresholds receives the threshold of each class, or null
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch, double[] logits, int[] classIds, double[] gradient, double @Nullable [] thresholds) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient), thresholds);
    }

    /**
     * The loss and its gradient.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets what they should have been
     * @param gradient receives dL/dlogits, laid out like the logits and of their type; may be the logits themselves
     * @param thresholds receives the threshold of each class, or null
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch, Values logits, Targets targets, Values gradient, double @Nullable [] thresholds) {
        return valueAndGradient(batch, logits, targets, batch, gradient, thresholds);
    }

    /**
     * The loss and its gradient, the gradient in a layout of its own.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets what they should have been
     * @param gradientBatch where the gradient goes; of the batch's shape
     * @param gradient receives dL/dlogits, of the logits' type, or null if only the value is wanted
     * @param thresholds receives the threshold of each class, or null
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch,
            Values logits,
            Targets targets,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds) {
        Checks.fits(batch, logits, "logits");
        targets.requireFits(batch);
        policy.requireFits(batch.count());
        if (gradient != null) {
            Checks.shape(batch, gradientBatch, "gradient");
            Checks.writable(gradientBatch, gradient, logits, "gradient");
        }
        if (thresholds != null) {
            Checks.thresholds(batch, thresholds);
        }
        boolean guesses = warm && thresholds != null;
        return backend.loss(
                batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds, guesses);
    }

    @Override
    public String toString() {
        return "HypersimplexLoss(" + reduction + ", k " + policy + ", tau " + tau + ", " + backend.name() + ")";
    }
}
