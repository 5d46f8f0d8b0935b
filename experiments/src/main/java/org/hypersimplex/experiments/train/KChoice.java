package org.hypersimplex.experiments.train;

import java.util.Locale;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.problem.KPolicy;

/** How the HyperSimplex loss chooses k, the mass of each class in a minibatch. */
public enum KChoice {
    /** The number of images of the class: the paper's text. */
    POSITIVES,
    /** Half of the minibatch: the paper's runs. */
    HALF,
    /** A tenth of the minibatch: the prior of both data sets. */
    PRIOR;

    /**
     * The policy as the loss takes it.
     *
     * @return the policy
     */
    public KPolicy policy() {
        return switch (this) {
            case POSITIVES -> KPolicy.positives();
            case HALF -> KPolicy.half();
            case PRIOR -> KPolicy.fraction(1.0 / LabelledImages.CLASSES);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
