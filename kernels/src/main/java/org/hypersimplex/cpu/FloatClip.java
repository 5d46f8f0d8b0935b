package org.hypersimplex.cpu;

/**
 * The map from a score to its projection for one threshold: x = clip(d/τ, 0, 1) with d = (y − high) − low. The threshold
 * is split in two, so that neither large offsets nor thresholds between two floats cost accuracy: y − high is exact where
 * it matters, and low is small.
 */
final class FloatClip {
    float high;
    float low;
    float tau;
    float inverse;
    /** The mean over the active entries, which derivatives subtract. */
    double mean;

    /** Sets the temperature. */
    void temperature(double tau) {
        this.tau = (float) tau;
        this.inverse = (float) (1 / tau);
    }

    /** Sets the threshold pivot + offset, and returns the offset that was really set after rounding. */
    double threshold(double pivot, double offset) {
        double sum = pivot + offset;
        high = (float) sum;
        // Knuth's two-sum: the part of pivot + offset that its rounding lost.
        double part = sum - pivot;
        double lost = (pivot - (sum - part)) + (offset - part);
        low = (float) ((sum - high) + lost);
        return (high - pivot) + low;
    }

    /** The threshold as one number, rounded. */
    double threshold() {
        return (double) high + low;
    }

    /** Whether a score is above the threshold, so that its projection is not 0. */
    boolean isPositive(float y) {
        return (y - high) - low > 0;
    }

    /** Sets a threshold at which a score is surely a one: the given one, lowered where rounding asks for it. */
    void admit(float y, double threshold) {
        double step = Math.max(Math.ulp(threshold), Math.ulp(tau));
        double lowered = threshold;
        threshold(lowered, 0);
        while ((y - high) - low < tau) {
            lowered -= step;
            threshold(lowered, 0);
        }
    }
}
