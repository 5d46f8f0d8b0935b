package org.hypersimplex.cpu;

/**
 * A bracket of thresholds as bounds on the scores. For every threshold in it, scores up to {@link #zero} are 0, those from
 * {@link #line} to {@link #bend} linear and those from {@link #one} 1; only what lies between these is open. The bounds are
 * on the safe side: a score that is called certain is so in rounded arithmetic too.
 */
final class FloatBand {
    private static final float UNIT = 1;
    /** Keeps a score that is linear throughout from being rounded to a one. */
    private static final double SAFE = 1 - 4 * Math.ulp(UNIT);

    float zero;
    float line;
    float bend;
    float one;

    /** Sets the bracket; either end may be infinite. */
    void set(double lower, double upper, double tau) {
        zero = Math.nextDown((float) lower);
        line = Math.nextUp((float) upper);
        bend = Math.nextDown((float) (lower + tau * SAFE));
        one = Math.nextUp((float) (upper + tau));
    }

    /** Whether a score's part depends on where in the bracket the threshold is. */
    boolean isOpen(float y) {
        return (y > zero && y < line) || (y > bend && y < one);
    }

    /** Whether a score is linear wherever in the bracket the threshold is. */
    boolean isLinear(float y) {
        return y >= line && y <= bend;
    }
}
