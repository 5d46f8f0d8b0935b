package org.hypersimplex.boosting;

import java.io.Serializable;

/**
 * How to read the raw scores of a trained model: as a number in [0, 1] that stands for a probability, and as a
 * decision. Boosting with this objective determines scores only up to a constant, so a model can't be used without its
 * scale.
 *
 * @param threshold ν of the projection of the training rows' final scores
 * @param tau the temperature trained with, positive
 * @param decision rows with larger scores are positive: k of the training rows, or as near to k as rows with equal
 *     scores allow, since they are all on the same side
 */
public record ScoreScale(double threshold, double tau, double decision) implements Serializable {
    /** By this factor the temperature of the decision is smaller: scores that are closer together count as tied. */
    private static final double DECISION_TAU = 1e-6;

    /**
     * The temperature at which the decision is found.
     *
     * @param tau the temperature trained with
     * @return a much smaller one
     */
    public static double decisionTau(double tau) {
        return tau * DECISION_TAU;
    }

    /**
     * The scale from the thresholds of the two temperatures.
     *
     * @param threshold ν at the temperature trained with
     * @param tau that temperature
     * @param hard ν at {@link #decisionTau}
     * @return the scale
     */
    public static ScoreScale of(double threshold, double tau, double hard) {
        return new ScoreScale(threshold, tau, hard + decisionTau(tau) / 2);
    }

    /**
     * The projection of a score, x = clip((s − ν)/τ, 0, 1). It is what training fitted to the labels in squared error;
     * it isn't calibrated beyond that, and many rows may be exactly 0 or 1.
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
