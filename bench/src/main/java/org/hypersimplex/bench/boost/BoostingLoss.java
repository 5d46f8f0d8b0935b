package org.hypersimplex.bench.boost;

import java.util.Locale;

/** What boosting minimises. */
public enum BoostingLoss {
    /** The HyperSimplex loss, by its objective. */
    HYPERSIMPLEX,
    /** Binary cross-entropy, the engine's own. */
    BINARY,
    /** Squared error of the labels, the engine's own. */
    L2;

    /** The loss that calls itself so. */
    static BoostingLoss of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
