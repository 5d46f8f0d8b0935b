package org.hypersimplex.experiments.boost;

import java.util.Locale;

/** What boosting minimises. */
public enum BoostingLoss {
    /** The HyperSimplex loss, by its objective. */
    HYPERSIMPLEX,
    /** Binary cross-entropy, the engine's own. */
    BINARY,
    /** Squared error of the labels, the engine's own. */
    L2;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
