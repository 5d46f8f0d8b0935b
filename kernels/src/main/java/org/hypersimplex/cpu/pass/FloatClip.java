package org.hypersimplex.cpu.pass;

import org.hypersimplex.problem.Precision;

/**
 * The map from a score to its projection for one threshold: x = clip(d/τ, 0, 1) with d = (y − high) − low. The
 * threshold is high + low, so that accuracy suffers neither from scores with a large common offset nor from a threshold
 * between two floats: for scores near the threshold y − high is exact, and low is small.
 */
public final class FloatClip {
    public float high;
    public float low;
    float tau;
    /** The threshold as one number. */
    public double threshold;

    /** 1/τ, rounded up if τ times it were below 1 otherwise, so that a score a temperature above the threshold gets 1. */
    public float inverse;
    /** What x is on average. Rough sums are of the difference to it, which stay small and so are hardly rounded. */
    public float level;
    /** The mean over the active entries, which gradients and products subtract. */
    public double mean;
    /** The gap around the threshold, if it is that of a vertex and somebody looked for it. */
    public final FloatGap gap = new FloatGap();

    /** Sets the temperature, and returns the one that is really used, see {@link Precision#usableTemperature}. */
    public double temperature(double wish) {
        double used = Precision.FLOAT.usableTemperature(wish);
        tau = (float) used;
        inverse = (float) (1 / used);
        inverse = tau * inverse < 1 ? Math.nextUp(inverse) : inverse;
        return used;
    }

    /** Sets the threshold pivot + offset, and returns the offset that was really set after rounding. */
    public double threshold(double pivot, double offset) {
        double sum = pivot + offset;
        threshold = sum;
        if (Math.abs(sum) > Float.MAX_VALUE && Double.isFinite(pivot) && Double.isFinite(offset)) {
            // Hot temperatures take it out of the range of the scores' type; the two parts hold it all the same.
            sum = Math.copySign(Float.MAX_VALUE, sum);
        }
        float rounded = (float) sum;
        // A score of −0 less 0 would be −0, whose bits are not those of a number from 0 on.
        high = rounded == 0 ? -0f : rounded;
        // Knuth's two-sum: the part of pivot + offset that its rounding lost.
        double part = sum - pivot;
        double lost = (pivot - (sum - part)) + (offset - part);
        low = Double.isFinite(sum) ? (float) ((sum - high) + lost) : 0;
        return offset(pivot);
    }

    /** The offset of the threshold from a pivot. */
    public double offset(double pivot) {
        return (high - pivot) + low;
    }

    /** Whether a score is above the threshold, so that its projection is not 0. */
    public boolean isPositive(float y) {
        return (y - high) - low > 0;
    }

    /**
     * Sets the middle of the thresholds that give x = 0 at the lower score and x = 1 at the upper one.
     *
     * @param temperature τ, no more than the distance of the two
     */
    public void between(float lower, float upper, double temperature) {
        double zero = lower;
        double highest = upper - temperature;
        double width = highest - zero;
        double middle = Double.isFinite(width) ? zero + 0.5 * width : 0.5 * zero + 0.5 * highest;
        threshold(middle, 0);
        if (isPositive(lower)) {
            middle = zero;
        }
        admit(upper, middle);
    }

    /** Sets this threshold, lowered as far as needed for x = 1 at a score in rounded arithmetic. */
    public void admit(float y, double threshold) {
        if (Double.isInfinite(threshold)) {
            // So hot that no number is low enough.
            threshold(y, -tau);
            return;
        }
        double step = Math.max(Math.ulp(threshold), Math.ulp(tau));
        double lowered = threshold;
        threshold(lowered, 0);
        while ((y - high) - low < tau) {
            lowered -= step;
            threshold(lowered, 0);
        }
    }
}
