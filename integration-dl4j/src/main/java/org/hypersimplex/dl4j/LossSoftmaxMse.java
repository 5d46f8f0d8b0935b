package org.hypersimplex.dl4j;

/**
 * The paper's "MSE" baseline: the mean of (p − t)² over all samples and classes, with p the softmax of the logits
 * (Brier's score of 1950, divided by the number of classes). The softmax is part of the loss: give the output layer the
 * activation {@link ActivationLogits}. Stateless and thread-safe.
 *
 * <p>Score and gradient are Σ(p − t)²/C over the minibatch, which DL4J divides by the number of samples. A mask that
 * leaves out single outputs leaves out their terms; the softmax still runs over all of the row's logits.
 *
 * <p>A logit that isn't finite, or a label or weight out of range, is refused with an
 * {@link org.hypersimplex.problem.InputException} that says where it stands.
 */
public final class LossSoftmaxMse extends RowwiseLoss {
    /** The only one there is; it has no settings. */
    public LossSoftmaxMse() {}

    @Override
    double evaluate(RowBuffer row) {
        double[] gradient = row.gradient;
        double[] p = softmax(row.logits);
        double squares = 0;
        double along = 0;
        for (int c = 0; c < p.length; c++) {
            double residual = p[c] - row.labels[c];
            squares += row.weights[c] * residual * residual;
            gradient[c] = 2 * row.weights[c] * residual / p.length;
            along += gradient[c] * p[c];
        }
        // The softmax's Jacobian, diag(p) − p pᵀ, times the gradient by p.
        for (int c = 0; c < p.length; c++) {
            gradient[c] = p[c] * (gradient[c] - along);
        }
        return squares / p.length;
    }

    private static double[] softmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
