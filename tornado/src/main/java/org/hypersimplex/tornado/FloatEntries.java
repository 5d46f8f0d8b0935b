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

    /** An entry's d if it is active, else 0; d is its score less the threshold. */
    static float rise(float d, float tau) {
        return d < tau ? Math.max(d, 0) : 0;
    }

    /** 1 if an entry's x is strictly between 0 and 1, else 0; d is its score less the threshold. */
    static int active(float d, float tau) {
        return rise(d, tau) > 0 ? 1 : 0;
    }

    /** The projection x of an entry; d is its score less the threshold, and the last parameter 1/τ. */
    static float clip(float d, float tau, float inverse) {
        float risen = Math.max(d, 0) * inverse;
        return d < tau ? risen : 1;
    }

    /** What kind of score this is: MASKED, FINITE, INFINITE or STRANGE. */
    static int kind(float y) {
        return isNumber(y) == 1 ? FINITE : (isNumber(1 / y) == 0 ? STRANGE : (y > 0 ? INFINITE : MASKED));
    }

    /** The nearest number that isn't infinite: 0 times infinity would be NaN. */
    static double bounded(double y) {
        return within(-BEYOND_SCORES, y, BEYOND_SCORES);
    }

    /** The number of an interval that is nearest to this one. */
    static double within(double least, double y, double most) {
        return y > most ? most : (y < least ? least : y);
    }

    /** A number that may be divided by, in place of a count that may be 0. */
    static double atLeastOne(double count) {
        return count < 1 ? 1 : count;
    }

    /** 1 if this is neither infinite nor NaN, of which y − y is NaN: the larger of that and a number is the number. */
    @SuppressWarnings("IdentityBinaryExpression")
    static int isNumber(double y) {
        return Math.max(y - y, -1) == 0 ? 1 : 0;
    }
}
