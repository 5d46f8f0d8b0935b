package org.hypersimplex.boosting;

/**
 * How to read the raw scores of a trained model: as a number in [0, 1] that stands for a probability, and as a decision.
 * Boosting with this objective fixes scores only up to a shift, so a model is of no use without it.
 *
 * @param threshold ν of the projection of the training rows' final scores
 * @param tau the temperature trained with, positive
 * @param decision the score above which a row is positive, so that as many training rows are positive as k says; rows that
 *     tie there all fall on the side that comes closest to k
 */
public record ScoreScale(double threshold, double tau, double decision) {
    /**
     * The score as the objective saw it: x = clip((s − ν)/τ, 0, 1). It is like a probability as far as the loss, a squared
     * error, asks for one; it isn't calibrated beyond that, and many rows may be exactly 0 or 1.
     *
     * @param score a raw score
     * @return a number in [0, 1]
     */
    public double probability(double score) {
        return Math.max(0, Math.min(1, (score - threshold) / tau));
    }

    /**
     * The decision for a row.
     *
     * @param score a raw score
     * @return true if it lies above the decision threshold
     */
    public boolean isPositive(double score) {
        return score > decision;
    }
}
