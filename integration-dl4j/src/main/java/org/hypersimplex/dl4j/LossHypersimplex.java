package org.hypersimplex.dl4j;

import java.util.Arrays;
import java.util.Objects;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The HyperSimplex loss of {@link HypersimplexLoss} as a loss of DL4J: the squared distance between the labels t and
 * the projection x of the logits, one projection per class over the whole minibatch. For output layers with the
 * activation {@link ActivationLogits} or IDENTITY; any other is refused at the first use. Labels in [0, 1], one-hot or
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
 * To either {@link #anchored} adds (α/C) Σ (ν/τ)² over the thresholds ν of the C classes.
 *
 * <p>Label masks, a weight per row or per output: weight 0 takes the entry out of the projection, and its label
 * out of k. The divisor n includes masked rows, as with DL4J's own losses. In a recurrent output
 * layer every time step is a row of the projection, and DL4J divides by the number of sequences.
 *
 * <p>Without an anchor, adding a constant to all logits of a class doesn't change the loss, so the output layer's bias is
 * never trained: before classifying by argmax, fold the thresholds into it with {@link ThresholdFolding}. With one,
 * training itself brings the thresholds near 0. The samples of a minibatch
 * compete for the mass of a projection, so the loss depends on how the data are cut into minibatches; under
 * {@code ParallelWrapper} each worker projects its own minibatch.
 *
 * <p>A logit that is NaN, a label outside [0, 1] or a number of fixed ks or priors other than 1 and C is refused with
 * an {@link InputException} that says what is wrong and where, and that {@code fit} passes on.
 *
 * @serial exclude
 */
public final class LossHypersimplex extends LogitLoss {
    @JsonProperty
    private final Reduction reduction;

    @JsonProperty
    private final KSetting k;

    @JsonProperty
    private final double tau;

    @JsonProperty
    private final double anchor;

    private final transient HypersimplexLoss kernel;

    @JsonCreator
    private LossHypersimplex(
            @JsonProperty(value = "reduction", required = true) Reduction reduction,
            @JsonProperty(value = "k", required = true) KSetting k,
            @JsonProperty(value = "tau", required = true) double tau,
            @JsonProperty("anchor") double anchor) {
        this.reduction = reduction;
        this.k = k;
        this.tau = tau;
        this.anchor = InputException.requireAnchor(anchor);
        // The half sum for both reductions: a mean would be divided by the entries that the mask leaves.
        this.kernel = HypersimplexLoss.halfSum(k.toPolicy(), tau);
    }

    /**
     * The mean of (x − t)² over all samples and classes.
     *
     * @param policy chooses the mass of each class
     * @param tau the temperature, positive and finite
     * @return the loss
     * @throws InputException if the temperature is out of range
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
     * @throws InputException if the temperature is out of range
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
     * @throws InputException if the temperature is out of range
     */
    public static LossHypersimplex of(Reduction reduction, KPolicy policy, double tau) {
        return new LossHypersimplex(reduction, KSetting.of(policy), tau, 0);
    }

    /**
     * The same loss with an anchor for the thresholds, as in {@link HypersimplexLoss#anchored}: (α/C) Σ (ν/τ)² is added
     * to what is minimised, so that thresholds go to 0 in training, argmax reads the logits as they are, and the output
     * layer needs its bias. Where masks leave entries out, the term shrinks like the rest of the loss. With
     * {@code miniBatch(false)}, where DL4J divides nothing by n, all of the loss is n-fold and so is this term.
     *
     * @param alpha α, a number without unit, finite and at least 0; 0 gives the paper's loss
     * @return the loss
     * @throws InputException if α is out of range
     */
    public LossHypersimplex anchored(double alpha) {
        return new LossHypersimplex(reduction, k, tau, alpha);
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

    /**
     * The weight of the anchor.
     *
     * @return α, 0 if there is none
     */
    public double anchor() {
        return anchor;
    }

    @Override
    double evaluate(Minibatch batch, @Nullable MatrixView gradient, double @Nullable [] rowLosses) {
        // DL4J divides by the number of rows; the mean's division by C is left to do. The 2 undoes the kernel's ½.
        double scale = reduction == Reduction.MEAN ? 2.0 / batch.classes() : 1;
        MatrixView logits = batch.logits();
        // Each row has a share in the anchor, which would otherwise be divided by the number of rows, too.
        HypersimplexLoss anchored = anchor == 0 ? kernel : kernel.anchored(anchor * batch.countedRows() / scale);
        double[] thresholds = new double[batch.classes()];
        double loss;
        if (gradient == null) {
            loss = anchored.value(logits.columns(), logits.values(), batch.targets(), thresholds);
        } else {
            loss = anchored.valueAndGradient(
                    logits.columns(),
                    logits.values(),
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
            if (anchor != 0) {
                shareOut(scale * loss - Arrays.stream(rowLosses).sum(), batch, rowLosses);
            }
        }
        return scale * loss;
    }

    /** The anchor's part of the loss belongs to no row: all that count have the same share. */
    private static void shareOut(double part, Minibatch batch, double[] rowLosses) {
        double rows = batch.countedRows();
        for (int row = 0; row < rowLosses.length; row++) {
            rowLosses[row] += batch.counted(row) == 0 ? 0 : part * batch.counted(row) / rows;
        }
    }

    /** Σ w (x − t)² of one row, with x from the thresholds. */
    private double squares(Minibatch batch, int row, double[] thresholds) {
        double sum = 0;
        for (int c = 0; c < thresholds.length; c++) {
            double weight = batch.weight(row, c);
            if (weight > 0) {
                double x = ClassThresholds.projected(batch.logits().get(row, c), thresholds[c], tau);
                double residual = x - batch.labels().get(row, c);
                sum += weight * residual * residual;
            }
        }
        return sum;
    }

    /** The kernel isn't serialised but made anew. */
    private Object readResolve() {
        return new LossHypersimplex(reduction, k, tau, anchor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LossHypersimplex that
                && reduction == that.reduction
                && k.equals(that.k)
                && Double.compare(tau, that.tau) == 0
                && Double.compare(anchor, that.anchor) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reduction, k, tau, anchor);
    }

    @Override
    public String toString() {
        return "LossHypersimplex(" + reduction + ", k " + policy() + ", tau " + tau
                + (anchor == 0 ? "" : ", anchor " + anchor) + ")";
    }
}
