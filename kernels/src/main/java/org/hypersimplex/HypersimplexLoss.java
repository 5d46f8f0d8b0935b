package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.LossCall;
import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss, a differentiable surrogate of the zero-one loss: the squared distance between targets t and
 * the projection x of the logits, one projection per class over the whole batch. Value and gradient come from one fused
 * call that never stores x. Immutable and thread-safe.
 *
 * <p>L = ½ Σ (x − t)², or the mean of (x − t)² over all entries. With r = x − t and A the active set, the entries with
 * 0 &lt; x &lt; 1, dL/dyᵢ = (s/τ)(rᵢ − mean_A r) on A and 0 elsewhere, where s = 1 for the half sum and 2/(number of
 * entries) for the mean. With weights w (see {@link Targets}), w (x − t)² takes the place of (x − t)², and w r that of
 * r. Each class's gradient sums to 0, and adding a constant to all of a class's logits changes neither x nor the loss,
 * so class offsets are not learned. To classify, subtract each class's threshold from its logits and take the largest;
 * or train with a loss that is {@link #anchored}, which pulls the thresholds to 0.
 *
 * <p>The {@link Batch} says where the logits and gradient of each class lie, arrays of thresholds have one number per
 * class, and ν is as in {@link SoftBinaryArgmax}. Bad input is refused with an {@link InputException} that names the
 * value and where it stands, before anything is written: a logit that is NaN, infinite logits that make k impossible, a
 * target, class id or weight out of range, memory that is too short or of the wrong shape.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections" (Gomez, Wang and Tang 2026), sections 4.5 and
 * 4.6; the mean follows the authors' code. Weights and the anchor are ours.
 */
public final class HypersimplexLoss {
    private final Reduction reduction;
    private final KPolicy policy;
    private final double tau;
    private final double anchor;
    private final Backend backend;

    private HypersimplexLoss(Reduction reduction, KPolicy policy, double tau, double anchor, Backend backend) {
        this.reduction = reduction;
        this.policy = policy;
        this.tau = tau;
        this.anchor = anchor;
        this.backend = backend;
    }

    /**
     * The mean of (x − t)², on the CPU.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite, in units of the logits
     * @return the loss
     */
    public static HypersimplexLoss mean(KPolicy policy, double tau) {
        return of(Reduction.MEAN, policy, tau);
    }

    /**
     * ½ Σ (x − t)², on the CPU.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite, in units of the logits
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
     * @param tau the temperature, positive and finite, in units of the logits
     * @return the loss
     * @throws InputException if the temperature is out of range
     */
    public static HypersimplexLoss of(Reduction reduction, KPolicy policy, double tau) {
        return new HypersimplexLoss(reduction, policy, InputException.requireTemperature(tau), 0, Backends.cpu());
    }

    /**
     * The same loss with an anchor for the thresholds: (α/C) Σ (ν/τ)² is added to the value of either reduction, where ν
     * is the threshold of each of the C problems of the batch. It pulls the thresholds to 0, so that class offsets are
     * learned and the logits can be read without subtracting thresholds: the largest wins, and with one class a logit
     * above 0 means yes.
     *
     * <p>A class takes part unless x is 0 for all of its finite logits or 1 for all of them, as for k = 0 and k = n: its
     * threshold is a convention then. It still counts in C. Entries of weight 0 are no entries here, either; other
     * weights change nothing in this term.
     *
     * <p>The gradient of a class that takes part gains 2αν/(Cτ²) · dν/dyᵢ, where dν/dyᵢ = 1/|A| on the active set A and
     * 0 elsewhere. If no entry is active, ν is halfway between the largest logit with x = 0 and the smallest with x = 1,
     * less τ, and dν/dyᵢ is ½ on each of the two; entries that tie with either share its ½ evenly. So this loss changes
     * when a constant is added to a class's logits, and the gradient of a class sums to 2αν/(Cτ²). Numbers beyond the
     * range of their type become the largest of the type, or infinite, but never NaN.
     *
     * <p>This term is ours, not the paper's. It costs no pass over the logits except for classes without active entries.
     *
     * @param alpha α, a number without unit, finite and at least 0; 0 gives the paper's loss, to the bit
     * @return the loss
     * @throws InputException if α is out of range
     */
    public HypersimplexLoss anchored(double alpha) {
        return new HypersimplexLoss(reduction, policy, tau, InputException.requireAnchor(alpha), backend);
    }

    /**
     * The same loss on another machine.
     *
     * @param backend where to compute
     * @return the loss
     */
    public HypersimplexLoss on(Backend backend) {
        return new HypersimplexLoss(reduction, policy, tau, anchor, backend);
    }

    /**
     * The loss without its gradient.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @return the loss
     */
    public double value(Batch batch, Values logits, Targets targets) {
        return compute(batch, logits, targets, null, batch, null, null);
    }

    /**
     * The loss without its gradient, and the thresholds.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @param thresholds receives ν of each class
     * @return the loss
     */
    public double value(Batch batch, Values logits, Targets targets, double[] thresholds) {
        return compute(batch, logits, targets, null, batch, null, thresholds);
    }

    /**
     * The loss and its gradient, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @return the loss
     */
    public double valueAndGradient(Batch batch, float[] logits, int[] classIds, float[] gradient) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient));
    }

    /**
     * The loss, its gradient and the thresholds, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @param thresholds receives ν of each class
     * @return the loss
     */
    public double valueAndGradient(Batch batch, float[] logits, int[] classIds, float[] gradient, double[] thresholds) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient), thresholds);
    }

    /**
     * The loss and its gradient, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @return the loss
     */
    public double valueAndGradient(Batch batch, double[] logits, int[] classIds, double[] gradient) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient));
    }

    /**
     * The loss, its gradient and the thresholds, from class ids.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param classIds the class of each sample, 0 to classes − 1
     * @param gradient receives dL/dlogits; may be the logits themselves
     * @param thresholds receives ν of each class
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch, double[] logits, int[] classIds, double[] gradient, double[] thresholds) {
        return valueAndGradient(batch, Values.of(logits), Targets.classIds(classIds), Values.of(gradient), thresholds);
    }

    /**
     * The loss and its gradient. Allocates nothing that grows with the batch.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @param gradient receives dL/dlogits, laid out like the logits, of either type; may be the logits themselves
     * @return the loss
     */
    public double valueAndGradient(Batch batch, Values logits, Targets targets, Values gradient) {
        return compute(batch, logits, targets, null, batch, gradient, null);
    }

    /**
     * The loss, its gradient and the thresholds. Allocates nothing that grows with the batch.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @param gradient receives dL/dlogits, laid out like the logits, of either type; may be the logits themselves
     * @param thresholds receives ν of each class
     * @return the loss
     */
    public double valueAndGradient(Batch batch, Values logits, Targets targets, Values gradient, double[] thresholds) {
        return compute(batch, logits, targets, null, batch, gradient, thresholds);
    }

    /**
     * The loss, its gradient in a layout of its own, and the thresholds.
     *
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @param gradientBatch where the gradient goes; of the batch's shape
     * @param gradient receives dL/dlogits, of either type
     * @param thresholds receives ν of each class
     * @return the loss
     */
    public double valueAndGradient(
            Batch batch, Values logits, Targets targets, Batch gradientBatch, Values gradient, double[] thresholds) {
        return compute(batch, logits, targets, null, gradientBatch, gradient, thresholds);
    }

    /**
     * The loss, its gradient and the thresholds, started from guesses of the thresholds, such as those of the previous
     * training step. A guess affects only the running time and the last bits of the result.
     *
     * @param guesses a guess for each class, NaN where there is none
     * @param batch where the problems lie, one per class
     * @param logits the logits
     * @param targets the targets, 0/1 or soft, or class ids
     * @param gradientBatch where the gradient goes; of the batch's shape
     * @param gradient receives dL/dlogits, of either type
     * @param thresholds receives ν of each class; may be the guesses
     * @return the loss
     */
    public double valueAndGradientFrom(
            double[] guesses,
            Batch batch,
            Values logits,
            Targets targets,
            Batch gradientBatch,
            Values gradient,
            double[] thresholds) {
        return compute(batch, logits, targets, guesses, gradientBatch, gradient, thresholds);
    }

    private double compute(
            Batch batch,
            Values logits,
            Targets targets,
            double @Nullable [] guesses,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds) {
        return backend.loss(new LossCall(
                batch,
                logits,
                targets,
                policy,
                tau,
                reduction,
                anchor,
                guesses,
                gradientBatch,
                gradient,
                1,
                thresholds,
                AllReduce.single()));
    }

    @Override
    public String toString() {
        return "HypersimplexLoss(" + reduction + ", k " + policy + ", tau " + tau + ", "
                + (anchor == 0 ? "" : "anchor " + anchor + ", ")
                + backend.facts().name() + ")";
    }
}
