package org.hypersimplex.boosting;

import java.io.Serializable;
import org.hypersimplex.Reduction;

/**
 * How long the steps of boosting are: the temperature of the projection and the factor of the gradient. The gradient by
 * the scores is factor · (w r − mean_A(w r)) on the active set A and 0 elsewhere, with r = x − t.
 *
 * <p>Boosting has one real knob, the step in units of probability η = learning rate · factor / τ: by how much x moves for
 * each unit of residual. Score scale and τ cancel, so nothing is lost with τ = 1 and factor 1, where the library's learning
 * rate is η itself. Values of 0.05 to 0.2 suit some 50 rounds.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections", the loss and the settings of its boosting
 * experiments; that there is one knob is ours.
 *
 * @param reduction half sum, as in the paper's text, or mean, as in the authors' code
 * @param tau the temperature, positive and finite, in units of the scores
 * @param scale what the loss's gradient is multiplied by, positive and finite
 */
public record GradientScale(Reduction reduction, double tau, double scale) implements Serializable {
    private static final GradientScale PROBABILITY = new GradientScale(Reduction.HALF_SUM, 1, 1);

    /** Checks temperature and scale. */
    public GradientScale {
        requirePositive("tau", tau);
        requirePositive("scale", scale);
    }

    /**
     * Residuals as they are, at τ = 1: the library's learning rate is η.
     *
     * @return the usual scale
     */
    public static GradientScale probability() {
        return PROBABILITY;
    }

    /**
     * What the authors' scripts do: the gradient of the mean loss, multiplied by a number.
     *
     * @param tau the temperature; theirs is 0.001
     * @param scale the number; 0.001 in six of their scripts, 1 in two
     * @return the scale
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
     * The step in units of probability that a library takes.
     *
     * @param learningRate the library's learning rate
     * @param rows how many rows take part, at least 1
     * @return η
     */
    public double eta(double learningRate, long rows) {
        return learningRate * factor(rows) / tau;
    }

    /**
     * The learning rate that makes a library take a step.
     *
     * @param eta the step in units of probability
     * @param rows how many rows take part, at least 1
     * @return the learning rate
     */
    public double learningRate(double eta, long rows) {
        return eta * tau / factor(rows);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
    }
}
