package org.hypersimplex.experiments.train;

import java.util.Locale;

/** The losses to compare, each as the paper defines it. */
public enum TrainingLoss {
    /** Mean of (x − t)², with x the projection of each class's logits over the minibatch. */
    HYPERSIMPLEX,
    /** Cross-entropy of the softmax. */
    CROSS_ENTROPY,
    /** Mean squared error of the softmax. */
    MSE,
    /** The multiclass hinge, summed over the wrong classes. */
    HINGE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
