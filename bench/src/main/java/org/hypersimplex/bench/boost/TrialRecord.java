package org.hypersimplex.bench.boost;

/**
 * One trial of the boosting experiment: a line of JSON.
 *
 * @param dataset its name
 * @param arm what was compared, such as "hypersimplex" or "binary"
 * @param seed of the split
 * @param rate the learning rate; the step η for the HyperSimplex loss
 * @param minLeafHessian sum of the hessian in a leaf, at least
 * @param trainRows rows trained on
 * @param validationRows rows that settings are chosen by
 * @param testRows rows that are reported
 * @param validationArea area under the ROC curve of the validation rows
 * @param testArea that of the test rows
 * @param testAccuracy share of test rows that are right at the decision threshold of the training rows
 */
public record TrialRecord(
        String dataset,
        String arm,
        long seed,
        double rate,
        double minLeafHessian,
        int trainRows,
        int validationRows,
        int testRows,
        double validationArea,
        double testArea,
        double testAccuracy) {
    /** Whether another trial has the same settings. */
    boolean repeats(TrialRecord other) {
        return dataset.equals(other.dataset)
                && arm.equals(other.arm)
                && seed == other.seed
                && rate == other.rate
                && minLeafHessian == other.minLeafHessian;
    }
}
