package org.hypersimplex.dl4j;

import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Reduction;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The HyperSimplex loss of {@link HypersimplexLoss} as a loss of DL4J: the squared distance between the labels t and the
 * projection x of the logits, one projection per class over the whole minibatch. For output layers with the activation
 * IDENTITY (others are chained through). Labels are one-hot or soft, in [0, 1]. Immutable, stateless and thread-safe.
 *
 * <p>What is minimised, for n samples and C classes, after DL4J has divided by n:
 *
 * <ul>
 *   <li>{@link #mean}: Σ(x − t)²/(n·C), the mean over all entries;
 *   <li>{@link #halfSum}: ½Σ(x − t)²/n; with {@code miniBatch(false)} in the configuration DL4J doesn't divide, and it is
 *       the paper's ½Σ(x − t)².
 * </ul>
 *
 * <p>Label masks, a weight per row or per output: weight 0 takes the entry out of the projection, so that it counts neither
 * in k nor among the competitors. The divisor n includes masked rows, as with DL4J's own losses. In a recurrent output
 * layer every time step is a row of the projection, and DL4J divides by the number of sequences.
 *
 * <p>The loss is blind to a class's offset, so the output layer's bias is never trained: before a network is read by
 * argmax, fold the thresholds into it with {@link ThresholdFolding}. Samples interact through the projection, so the loss
 * depends on how the data are cut into minibatches; under {@code ParallelWrapper} each worker projects its own.
 *
 * <p>A logit that is NaN, a label outside [0, 1] or a number of fixed ks or priors other than C is an
 * IllegalArgumentException that says where it stands, out of {@code fit} too.
 */
public final class HyperSimplexLoss extends LogitLoss {
    @JsonProperty
    private final Reduction reduction;

    @JsonProperty
    private final KSetting k;

    @JsonProperty
    private final double tau;

    private final transient HypersimplexLoss kernel;

    @JsonCreator
    private HyperSimplexLoss(
            @JsonProperty(value = "reduction", required = true) Reduction reduction,
            @JsonProperty(value = "k", required = true) KSetting k,
            @JsonProperty(value = "tau", required = true) double tau) {
        this.reduction = reduction;
        this.k = k;
        this.tau = tau;
        // The sum in either case: the divisor of the mean must not depend on the mask.
        this.kernel = HypersimplexLoss.halfSum(k.toPolicy(), tau);
    }

    /**
     * The mean of (x − t)² over all samples and classes.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HyperSimplexLoss mean(KPolicy policy, double tau) {
        return of(Reduction.MEAN, policy, tau);
    }

    /**
     * The mean over the samples of ½ Σ (x − t)² over the classes.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HyperSimplexLoss halfSum(KPolicy policy, double tau) {
        return of(Reduction.HALF_SUM, policy, tau);
    }

    /**
     * The loss with that reduction.
     *
     * @param reduction mean or half sum
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     */
    public static HyperSimplexLoss of(Reduction reduction, KPolicy policy, double tau) {
        return new HyperSimplexLoss(reduction, KSetting.of(policy), tau);
    }

    /**
     * How squared residuals become the loss.
     *
     * @return mean or half sum
     */
    public Reduction reduction() {
        return reduction;
    }

    /**
     * How the mass of each class is chosen.
     *
     * @return the policy
     */
    public KPolicy policy() {
        return k.toPolicy();
    }

    /**
     * The temperature.
     *
     * @return τ
     */
    public double tau() {
        return tau;
    }

    @Override
    double evaluate(Minibatch batch, @Nullable MatrixView gradient, double @Nullable [] rowLosses) {
        // DL4J divides by the rows, which leaves the classes of the mean to us. 2 undoes the kernel's half.
        double scale = reduction == Reduction.MEAN ? 2.0 / batch.classes() : 1;
        MatrixView outputs = batch.outputs();
        double[] thresholds = new double[batch.classes()];
        double halfSum = kernel.valueAndGradient(
                outputs.columns(),
                outputs.values(),
                batch.targets(),
                gradient == null ? outputs.columns() : gradient.columns(),
                gradient == null ? null : gradient.values(),
                thresholds);
        if (gradient != null && scale != 1) {
            gradient.array().muli(scale);
        }
        if (rowLosses != null) {
            for (int row = 0; row < rowLosses.length; row++) {
                rowLosses[row] = 0.5 * scale * squares(batch, row, thresholds);
            }
        }
        return scale * halfSum;
    }

    /** Σ w (x − t)² of one row, with x from the thresholds. */
    private double squares(Minibatch batch, int row, double[] thresholds) {
        double sum = 0;
        for (int c = 0; c < thresholds.length; c++) {
            double weight = batch.weight(row, c);
            if (weight > 0) {
                double x = Math.min(1, Math.max(0, (batch.outputs().get(row, c) - thresholds[c]) / tau));
                double residual = x - batch.labels().get(row, c);
                sum += weight * residual * residual;
            }
        }
        return sum;
    }

    /** The kernel isn't serialised but made anew. */
    private Object readResolve() {
        return new HyperSimplexLoss(reduction, k, tau);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HyperSimplexLoss that
                && reduction == that.reduction
                && k.equals(that.k)
                && Double.compare(tau, that.tau) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * reduction.hashCode() + k.hashCode()) + Double.hashCode(tau);
    }

    @Override
    public String toString() {
        return "HyperSimplexLoss(" + reduction + ", k " + policy() + ", tau " + tau + ")";
    }
}
