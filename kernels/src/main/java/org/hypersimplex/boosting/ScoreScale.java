package org.hypersimplex.boosting;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hypersimplex.problem.InputException;

/**
 * How to read the raw scores of a trained model: as a number in [0, 1] that stands for a probability, and as a
 * decision. Boosting with this objective determines scores only up to a constant, so a model can't be used without its
 * scale. The integrations keep it with the model, as {@link #text}. Immutable and thread-safe.
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
     * Scales as text, for the place that a library's models have for the notes of others.
     *
     * @param scales one per group
     * @return three numbers per scale, such as "0.25 1.0 0.5", and a semicolon between scales; every double survives
     */
    public static String text(List<ScoreScale> scales) {
        return scales.stream()
                .map(scale -> scale.threshold + " " + scale.tau + " " + scale.decision)
                .collect(Collectors.joining("; "));
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @param text the text
     * @return one scale per group
     * @throws InputException if it is no such text
     */
    public static List<ScoreScale> parse(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(one -> parseOne(one.strip()))
                .toList();
    }

    private static ScoreScale parseOne(String text) {
        double[] numbers;
        try {
            numbers = Arrays.stream(text.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .filter(Double::isFinite)
                    .toArray();
        } catch (NumberFormatException e) {
            numbers = new double[0];
        }
        if (numbers.length != 3 || numbers[1] <= 0) {
            throw new InputException("a score scale must be threshold, temperature and decision, was '" + text + "'");
        }
        return new ScoreScale(numbers[0], numbers[1], numbers[2]);
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
