package org.hypersimplex.cpu.pass;

/**
 * A bracket of thresholds, as bounds on the scores. For every threshold in the bracket, scores up to {@link #zero} have
 * x = 0, those from {@link #line} to {@link #bend} are active (x is linear in the threshold), and those from {@link
 * #one} on have x = 1. The scores between these bounds are open: for them it depends on the threshold. Bounds err on
 * the safe side, so that a score that is not open is certain in rounded arithmetic too.
 */
public final class FloatBand {
    private static final float UNIT = 1;
    /** Keeps a score that counts as active from being rounded to x = 1, and the other way round. */
    private static final double MARGIN = 4 * Math.ulp(UNIT);

    float zero;
    float line;
    float bend;
    float one;

    /** Sets the bracket; either end may be infinite. */
    public void set(double lower, double upper, double tau) {
        zero = Math.nextDown((float) lower);
        line = Math.nextUp((float) upper);
        bend = Math.nextDown((float) (lower + tau * (1 - MARGIN)));
        one = Math.nextUp((float) (upper + tau * (1 + MARGIN)));
    }

    /** Whether it depends on the threshold if a score has x = 0, is active, or has x = 1. */
    public boolean isOpen(float y) {
        return (y > zero && y < line) || (y > bend && y < one);
    }

    /** Whether there can be scores that are active for every threshold in the bracket. */
    boolean hasLinear() {
        return line <= bend;
    }

    /** Whether a score is active for every threshold in the bracket. */
    boolean isLinear(float y) {
        return y >= line && y <= bend;
    }
}
