package org.hypersimplex.dl4j;

import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The HyperSimplex loss of {@link HypersimplexLoss} as a loss of DL4J: the squared distance between the labels t and
 * the projection x of the logits, one projection per class over the whole minibatch. For output layers with the
 * activation IDENTITY (for any other the gradient is passed on by the chain rule). Labels in [0, 1], one-hot or
 * soft. Immutable, stateless and thread-safe.
 *
 * <p>What is minimised, for n samples and C classes, after DL4J has divided by n:
 *
 * <ul>
 *   <li>{@link #mean}: Σ(x − t)²/(n·C), the mean over all entries;
 *   <li>{@link #halfSum}: ½Σ(x − t)²/n; with {@code miniBatch(false)} in the configuration DL4J doesn't divide, and it
 *       is the paper's ½Σ(x − t)².
 * </ul>
 *
 * <p>Label masks, a weight per row or per output: weight 0 takes the entry out of the projection, and its label
 * out of k. The divisor n includes masked rows, as with DL4J's own losses. In a recurrent output
 * layer every time step is a row of the projection, and DL4J divides by the number of sequences.
 *
 * <p>Adding a constant to all logits of a class doesn't change the loss, so the output layer's bias is never trained:
 * before classifying by argmax, fold the thresholds into it with {@link ThresholdFolding}. The samples of a minibatch
 * compete for the mass of a projection, so the loss depends on how the data are cut into minibatches; under
 * {@code ParallelWrapper} each worker projects its own minibatch.
 *
 * <p>A logit that is NaN, a label outside [0, 1] or a number of fixed ks or priors other than 1 and C is refused with
 * an {@link org.hypersimplex.problem.InputException} that says what is wrong and where, and that {@code fit} passes on.
 */
public final class LossHypersimplex extends LogitLoss {
    @JsonProperty
    private final Reduction reduction;

    @JsonProperty
    private final KSetting k;

    @JsonProperty
    private final double tau;

    private final transient HypersimplexLoss kernel;

    @JsonCreator
    private LossHypersimplex(
            @JsonProperty(value = "reduction", required = true) Reduction reduction,
            @JsonProperty(value = "k", required = true) KSetting k,
            @JsonProperty(value = "tau", required = true) double tau) {
        this.reduction = reduction;
        this.k = k;
        this.tau = tau;
        // The half sum for both reductions: a mean would be divided by the entries that the mask leaves.
        this.kernel = HypersimplexLoss.halfSum(k.toPolicy(), tau);
    }

    /**
     * The mean of (x − t)² over all samples and classes.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     * @throws org.hypersimplex.problem.InputException if the temperature is out of range
     */
    public static LossHypersimplex mean(KPolicy policy, double tau) {
        return of(Reduction.MEAN, policy, tau);
    }

    /**
     * The mean over the samples of ½ Σ (x − t)², summed over the classes.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     * @throws org.hypersimplex.problem.InputException if the temperature is out of range
     */
    public static LossHypersimplex halfSum(KPolicy policy, double tau) {
        return of(Reduction.HALF_SUM, policy, tau);
    }

    /**
     * The loss with that reduction.
     *
     * @param reduction mean or half sum
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     * @throws org.hypersimplex.problem.InputException if the temperature is out of range
     */
    public static LossHypersimplex of(Reduction reduction, KPolicy policy, double tau) {
        return new LossHypersimplex(reduction, KSetting.of(policy), tau);
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
        // DL4J divides by the number of rows; the mean's division by C is left to do. The 2 undoes the kernel's ½.
        double scale = reduction == Reduction.MEAN ? 2.0 / batch.classes() : 1;
        MatrixView outputs = batch.outputs();
        double[] thresholds = new double[batch.classes()];
        double halfSum;
        if (gradient == null) {
            halfSum = kernel.value(outputs.columns(), outputs.values(), batch.targets(), thresholds);
        } else {
            halfSum = kernel.valueAndGradient(
                    outputs.columns(),
                    outputs.values(),
                    batch.targets(),
                    gradient.columns(),
                    gradient.values(),
                    thresholds);
            if (scale != 1) {
                gradient.array().muli(scale);
            }
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
        return new LossHypersimplex(reduction, k, tau);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LossHypersimplex that
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
        return "LossHypersimplex(" + reduction + ", k " + policy() + ", tau " + tau + ")";
    }
}
