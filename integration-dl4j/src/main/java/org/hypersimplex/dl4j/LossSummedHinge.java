package org.hypersimplex.dl4j;

/**
 * The paper's hinge baseline: Σ over the classes j other than the true class y of max(0, 1 + sⱼ − s_y), averaged over
 * the samples (the multi-class hinge of Weston and Watkins 1999, not one against all). Labels are one-hot. Give the
 * output layer the activation {@link ActivationLogits}. Stateless and thread-safe.
 *
 * <p>Score and gradient are sums over the minibatch, which DL4J divides by the number of samples. A mask
 * weighs the term of j by the smaller of the weights of j and y, so a term is left out if either of its outputs is.
 *
 * <p>A logit that isn't finite, or a label or weight out of range, is refused with an
 * {@link org.hypersimplex.problem.InputException}, a row of labels that isn't one-hot with an IllegalArgumentException;
 * both say where it stands.
 */
public final class LossSummedHinge extends RowwiseLoss {
    /** The only one there is; it has no settings. */
    public LossSummedHinge() {}

    @Override
    double evaluate(RowBuffer row) {
        double[] gradient = row.gradient;
        double[] scores = row.logits;
        int y = trueClass(row);
        double sum = 0;
        for (int j = 0; j < scores.length; j++) {
            double margin = 1 + scores[j] - scores[y];
            double weight = Math.min(row.weights[j], row.weights[y]);
            if (j != y && margin > 0) {
                sum += weight * margin;
                gradient[j] = weight;
                gradient[y] -= weight;
            }
        }
        return sum;
    }

    private static int trueClass(RowBuffer row) {
        int found = -1;
        for (int c = 0; c < row.labels.length; c++) {
            double label = row.labels[c];
            if (label == 1 && found < 0) {
                found = c;
            } else if (label != 0) {
                throw notOneHot(
                        row, "class " + c + " is " + label + (found < 0 ? "" : " and class " + found + " is 1"));
            }
        }
        if (found < 0) {
            throw notOneHot(row, "no class is 1");
        }
        return found;
    }

    private static IllegalArgumentException notOneHot(RowBuffer row, String why) {
        return new IllegalArgumentException("labels of row " + row.index() + " must be one-hot, but " + why);
    }
}
