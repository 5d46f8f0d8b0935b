package org.hypersimplex.tornado;

/**
 * What kernels ask about a single score: its kind, whether it is active at a threshold, and its projection. For
 * accuracy y/τ is never formed: a threshold is a pair of numbers of the scores' type, which are subtracted one after the
 * other. What {@link Sdk} says of kernels holds here, too.
 */
final class FloatEntries {
    /** Kinds of score: −∞, which takes no part, finite, +∞ and NaN. */
    static final int MASKED = 0;

    static final int FINITE = 1;
    static final int INFINITE = 2;
    static final int STRANGE = 3;

    /** The largest finite score. */
    static final float LARGEST_SCORE = Float.MAX_VALUE;

    /** No finite score is larger. Stands for +∞, since not every device's language has infinite constants. */
    static final double BEYOND_SCORES = Double.MAX_VALUE;

    private FloatEntries() {}

    /** 1 if an entry's x is strictly between 0 and 1, else 0; d is its score less the threshold. */
    static int active(float d, float tau) {
        return d > 0 ? (d < tau ? 1 : 0) : 0;
    }

    /** The projection x of an entry; d is its score less the threshold, and the last parameter 1/τ. */
    static float clip(float d, float tau, float inverse) {
        return d > 0 ? (d < tau ? d * inverse : 1) : 0;
    }

    /** What kind of score this is: MASKED, FINITE, INFINITE or STRANGE. */
    static int kind(float y) {
        return isNumber(y) == 1 ? FINITE : (isNumber(1 / y) == 0 ? STRANGE : (y > 0 ? INFINITE : MASKED));
    }

    /** The nearest number that isn't infinite: 0 times infinity would be NaN. */
    static double bounded(double y) {
        return Math.min(BEYOND_SCORES, Math.max(-BEYOND_SCORES, y));
    }

    /** 1 if this is neither infinite nor NaN, of which y − y is NaN. */
    @SuppressWarnings("IdentityBinaryExpression")
    static int isNumber(double y) {
        return (int) (y - y + 1) == 1 ? 1 : 0;
    }
}
