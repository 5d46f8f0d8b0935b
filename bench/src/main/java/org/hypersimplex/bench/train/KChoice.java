package org.hypersimplex.bench.train;

import java.util.Locale;
import org.hypersimplex.KPolicy;

/** How many of a minibatch each class is given in the HyperSimplex loss. */
public enum KChoice {
    /** As many as are of the class: the paper's text. */
    POSITIVES,
    /** Half of the minibatch: the paper's runs. */
    HALF;

    KPolicy policy() {
        return this == POSITIVES ? KPolicy.positives() : KPolicy.half();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
