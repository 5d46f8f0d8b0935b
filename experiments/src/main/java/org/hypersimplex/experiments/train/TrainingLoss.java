package org.hypersimplex.experiments.train;

import java.util.Locale;

/** The losses to compare; label smoothing is not the paper's, the others are as it defines them. */
public enum TrainingLoss {
    /** Mean of (x − t)², with x the projection of each class's logits over the minibatch. */
    HYPERSIMPLEX,
    /** Cross-entropy of the softmax. */
    CROSS_ENTROPY,
    /** The same with a tenth of each target's mass spread evenly over all classes (Szegedy et al. 2016). */
    LABEL_SMOOTHING,
    /** Mean squared error of the softmax, the score of Brier (1950) divided by the number of classes. */
    MSE,
    /** The multiclass hinge, summed over the wrong classes (Weston and Watkins 1999). */
    HINGE;

    private static final double SMOOTHING = 0.1;

    /**
     * How much of the mass of each target is spread over all classes.
     *
     * @return ε in [0, 1), 0 for all but label smoothing
     */
    public double smoothing() {
        return this == LABEL_SMOOTHING ? SMOOTHING : 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
