package org.hypersimplex.cpu.pass;

/**
 * The kinds of pass over row-major matrices whose columns are problems: all columns in one walk. d, active entries and
 * ones are as in {@link FloatPasses}. What a pass adds up replaces the tallies.
 */
public enum RowPass {
    /**
     * Σ d clipped to [0, τ], and as active how many clipping leaves alone: enough for a step of Newton's method on the
     * way to a solution. Uses the upper half of thresholds only.
     */
    COUNT(2),
    /**
     * Σ d over the active entries, their number, that of the ones, and Σ d over all entries, which is not finite if one
     * of them isn't.
     */
    CONFIRM(4),
    /** The number of entries that are not 0 as sum, and that of the active ones. */
    PARTITION(2),
    /** {@link #CONFIRM}, Σ (x − t) over the active entries, and Σ (x − t)². */
    RESIDUALS(6),
    /** The same with the class of each row as its target. */
    CLASS_RESIDUALS(6),
    /** Σ y, as {@link #TARGETS} adds it up. */
    SUM(2),
    /** Σ t, and as active how many are not in [0, 1], for targets t that stand where scores do. */
    TARGETS(2),
    /** Σ v over the active entries, and their number. */
    SUM_ACTIVE(2),
    /** Writes scale · (x − t − mean)/τ on the active entries and 0 elsewhere; targets are given by classes. */
    CLASS_GRADIENT(0);

    /** How many numbers per column the pass adds up, of those that {@link FloatTallies} lists. */
    final int fields;

    RowPass(int fields) {
        this.fields = fields;
    }

    public boolean readsSecond() {
        return this == RESIDUALS || this == SUM_ACTIVE;
    }

    public boolean readsClasses() {
        return this == CLASS_RESIDUALS || this == CLASS_GRADIENT;
    }

    boolean writes() {
        return this == CLASS_GRADIENT;
    }
}
