package org.hypersimplex.boosting;

import java.io.Serializable;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Reduction;

/**
 * The size of boosting's steps: the temperature of the projection and what the gradient is multiplied by. The gradient
 * with respect to the scores is factor · (w r − mean_A(w r)) on the active set A and 0 elsewhere, with r = x − t.
 * Immutable and thread-safe.
 *
 * <p>Only one parameter matters, η = learning rate · factor / τ: by how much x changes per unit of residual.
 * Multiplying τ and all scores by the same number changes nothing, so nothing is lost with τ = 1 and factor 1, where
 * the library's learning rate is η. Values from 0.05 to 0.2 suit about 50 rounds.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections" (Gomez, Wang and Tang 2026), section 4.5 and
 * the settings of its boosting experiments (appendix A, authors' code); η is ours.
 *
 * @param reduction half sum, as in the paper's text, or mean, as in the authors' code
 * @param tau the temperature, positive and finite, in units of the scores
 * @param scale what the gradient of the loss is multiplied by, positive and finite
 */
public record GradientScale(Reduction reduction, double tau, double scale) implements Serializable {
    private static final GradientScale PROBABILITY = new GradientScale(Reduction.HALF_SUM, 1, 1);

    /** Checks temperature and scale, else throws an {@link InputException}. */
    public GradientScale {
        requirePositive("tau", tau);
        requirePositive("scale", scale);
    }

    /**
     * Half sum, τ = 1 and scale 1: gradients are residuals, and the library's learning rate is η.
     *
     * @return the usual scale
     */
    public static GradientScale probability() {
        return PROBABILITY;
    }

    /**
     * What the authors' code does: the gradient of the mean loss, multiplied by a number.
     *
     * @param tau the temperature; theirs is 0.001
     * @param scale the number; 0.001 in six of their scripts, 1 in two
     * @return the scale
     * @throws InputException if a number is out of range
     */
    public static GradientScale ofMean(double tau, double scale) {
        return new GradientScale(Reduction.MEAN, tau, scale);
    }

    /**
     * What a residual is multiplied by to give the gradient.
     *
     * @param rows how many rows take part, at least 1
     * @return a positive number
     */
    public double factor(long rows) {
        return scale * reduction.slope(rows) / tau;
    }

    /**
     * The step η, by how much x changes per unit of residual, at a learning rate of the library.
     *
     * @param learningRate the library's learning rate
     * @param rows how many rows take part, at least 1
     * @return η
     */
    public double eta(double learningRate, long rows) {
        return learningRate * factor(rows) / tau;
    }

    /**
     * The learning rate of the library that gives a step η; the inverse of {@link #eta}.
     *
     * @param eta by how much x shall change per unit of residual
     * @param rows how many rows take part, at least 1
     * @return the learning rate
     */
    public double learningRate(double eta, long rows) {
        return eta * tau / factor(rows);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InputException(name + " must be positive and finite, was " + value);
        }
    }
}
