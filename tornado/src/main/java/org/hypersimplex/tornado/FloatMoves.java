package org.hypersimplex.tornado;

import static org.hypersimplex.tornado.SearchState.*;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * Moves the threshold of a search inside its bracket, both of which a {@link SearchState} holds as the number of the
 * scores' type next to it and a rest. What {@link Sdk} says of kernels holds here, too.
 */
final class FloatMoves {
    private static final double EPSILON = Math.ulp(1.0);
    /** A bracket of more temperatures than this may be empty for the most part. */
    private static final double WIDE_BRACKET = 0x1p26;

    private FloatMoves() {}

    /** Where no score is active: tries a threshold at which the next score on the solution's side is. */
    static void approach(DoubleArray state, int base, double tau, double one, double zero, int above, int below) {
        int up = state.get(base + EXCESS) > 0 ? 1 : 0;
        double next = up == 1 ? one : zero;
        int known = Math.min(1, up == 1 ? above : below);
        state.set(base + PHASE, SEARCH);
        state.set(base + PURPOSE, TRIAL);
        state.set(base + LAST_ACTIVE, -1);
        state.set(base + DETOURS, state.get(base + DETOURS) + 1);
        // Between the score less τ and the score, as far as the bracket holds them.
        double left = (state.get(base + LEFT_HIGH) - next) + state.get(base + LEFT_LOW);
        double right = (state.get(base + RIGHT_HIGH) - next) + state.get(base + RIGHT_LOW);
        moveTo(state, base, next, 0.5 * Math.max(left, -tau) + 0.5 * Math.min(right, 0));
        if (isInside(state, base) * known == 0) {
            halve(state, base, tau);
        }
    }

    /**
     * Tries the middle of the bracket; the search ends if there is none. Now and then it is the middle by magnitude, in
     * case the bracket spans many powers of 10.
     */
    static void halve(DoubleArray state, int base, double tau) {
        double left = state.get(base + LEFT_HIGH);
        double right = state.get(base + RIGHT_HIGH);
        int detours = (int) state.get(base + DETOURS);
        int byMagnitude = detours % 4 == 3 ? isWide(state, base, tau) : 0;
        double offset = 0.5 * (right - left) + 0.5 * (state.get(base + RIGHT_LOW) - state.get(base + LEFT_LOW));
        offset += state.get(base + LEFT_LOW);
        double below = Math.abs(left) + tau;
        double above = Math.abs(right) + tau;
        double mean = Math.sqrt(below) * Math.sqrt(above) - tau;
        double signed = tau * (Math.sqrt(Math.max(below, above)) / Math.sqrt(Math.min(below, above)) - 1);
        int crosses = Math.min(left < 0 ? 1 : 0, right > 0 ? 1 : 0);
        double magnitude = crosses == 1 ? signed : mean;
        double sign = 0.5 * left + 0.5 * right < 0 ? -1 : 1;
        moveTo(state, base, byMagnitude == 1 ? sign * magnitude : left, byMagnitude == 1 ? 0 : offset);
        if (isInside(state, base) == 0) {
            moveTo(state, base, left, offset);
        }
        state.set(base + LAST_ACTIVE, -1);
        state.set(base + DETOURS, detours + 1);
        if (isInside(state, base) == 0) {
            state.set(base + PHASE, SOLVED);
        }
    }

    /** Sets the threshold to pivot + offset. */
    static void moveTo(DoubleArray state, int base, double pivot, double offset) {
        double sum = FloatEntries.bounded(pivot + offset);
        double high = (float) nearest(sum);
        // Knuth's two-sum: the part of pivot + offset that its rounding lost.
        double part = sum - pivot;
        double lost = (pivot - (sum - part)) + (offset - part);
        state.set(base + THRESHOLD, sum);
        state.set(base + HIGH, high);
        state.set(base + LOW, (float) ((sum - high) + lost));
    }

    /** The nearest number that is no larger than scores can be, so that a cast to their type doesn't make it infinite. */
    static double nearest(double y) {
        double largest = FloatEntries.LARGEST_SCORE;
        return Math.min(largest, Math.max(-largest, y));
    }

    /** 1 if the threshold lies inside the bracket, not at an end of it. */
    static int isInside(DoubleArray state, int base) {
        double high = state.get(base + HIGH);
        double low = state.get(base + LOW);
        double fromLeft = (high - state.get(base + LEFT_HIGH)) + (low - state.get(base + LEFT_LOW));
        double toRight = (state.get(base + RIGHT_HIGH) - high) + (state.get(base + RIGHT_LOW) - low);
        return Math.min(fromLeft > 0 ? 1 : 0, toRight > 0 ? 1 : 0);
    }

    /** 1 if the bracket is so wide that most of it may be empty. */
    static int isWide(DoubleArray state, int base, double tau) {
        return 0.5 * state.get(base + RIGHT_HIGH) - 0.5 * state.get(base + LEFT_HIGH) > WIDE_BRACKET * tau ? 1 : 0;
    }

    /** The threshold, lowered where rounding would otherwise give this score an x below 1. */
    static double admitted(float y, double threshold, float tau, double scale) {
        double lowered = threshold;
        double step = EPSILON / 2 * Math.max(Math.abs(threshold), scale);
        for (int i = 0; i < 16; i++) {
            float high = (float) nearest(lowered);
            float low = (float) (lowered - high);
            lowered = (y - high) - low < tau ? lowered - step : lowered;
            step = 2 * step;
        }
        return lowered;
    }
}
