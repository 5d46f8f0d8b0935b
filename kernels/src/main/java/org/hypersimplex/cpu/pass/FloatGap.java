package org.hypersimplex.cpu.pass;

/**
 * The gap of a vertex, where every x is 0 or 1: the scores at its ends, and what the scores that are equal to these get
 * in a gradient that is 0 for all others.
 */
public final class FloatGap {
    /** The smallest score with x = 1 and the largest with x = 0; NaN if they are not known. */
    public float upper;

    public float lower;
    /** The gradient of each score at the upper end, and of each at the lower one. */
    public float atUpper;

    public float atLower;

    FloatGap() {
        clear();
    }

    /** Forgets the ends. */
    public void clear() {
        upper = Float.NaN;
        lower = Float.NaN;
    }

    public boolean isKnown() {
        return !Float.isNaN(upper);
    }

    /** Whether there are finite scores on both sides. */
    public boolean isFinite() {
        return Float.isFinite(upper) && Float.isFinite(lower);
    }
}
