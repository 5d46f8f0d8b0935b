package org.hypersimplex.tornado;

import static org.hypersimplex.tornado.SearchState.*;

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
    static void approach(SearchState state) {
        double tau = state.get(TAU);
        int up = state.get(EXCESS) > 0 ? 1 : 0;
        double next = state.get(up == 1 ? LEAST : MOST);
        int known = state.get(up == 1 ? COUNT : OTHER) > 0 ? 1 : 0;
        state.setWhole(PHASE, SEARCH);
        state.setWhole(PURPOSE, TRIAL);
        state.set(LAST_ACTIVE, -1);
        state.setWhole(DETOURS, state.whole(DETOURS) + 1);
        // Between the score less τ and the score, as far as the bracket holds them.
        double left = (state.get(LEFT_HIGH) - next) + state.get(LEFT_LOW);
        double right = (state.get(RIGHT_HIGH) - next) + state.get(RIGHT_LOW);
        moveTo(state, next, 0.5 * Math.max(left, -tau) + 0.5 * Math.min(right, 0));
        if (isInside(state) * known == 0) {
            state.setWhole(PHASE, HALVE);
        }
    }

    /**
     * Tries the middle of the bracket; the search ends if there is none. Now and then it is the middle by magnitude, in
     * case the bracket spans many powers of 10.
     */
    static void halve(SearchState state) {
        double tau = state.get(TAU);
        double left = state.get(LEFT_HIGH);
        double right = state.get(RIGHT_HIGH);
        int detours = state.whole(DETOURS);
        int byMagnitude = detours % 4 == 3 ? isWide(state) : 0;
        double offset = 0.5 * (right - left) + 0.5 * (state.get(RIGHT_LOW) - state.get(LEFT_LOW));
        offset += state.get(LEFT_LOW);
        double below = Math.sqrt(Math.abs(left) + tau);
        double above = Math.sqrt(Math.abs(right) + tau);
        double mean = below * above - tau;
        double signed = tau * (Math.max(below, above) / Math.min(below, above) - 1);
        int crosses = Math.min(left < 0 ? 1 : 0, right > 0 ? 1 : 0);
        double magnitude = crosses == 1 ? signed : mean;
        double sign = 0.5 * left + 0.5 * right < 0 ? -1 : 1;
        moveTo(state, byMagnitude == 1 ? sign * magnitude : left, byMagnitude == 1 ? 0 : offset);
        if (isInside(state) == 0) {
            moveTo(state, left, offset);
        }
        state.set(LAST_ACTIVE, -1);
        state.setWhole(DETOURS, detours + 1);
        state.setWhole(PHASE, isInside(state) == 1 ? SEARCH : SOLVED);
    }

    /** Sets the threshold to pivot + offset. */
    static void moveTo(SearchState state, double pivot, double offset) {
        double sum = FloatEntries.bounded(pivot + offset);
        double high = (float) nearest(sum);
        // Knuth's two-sum: the part of pivot + offset that its rounding lost.
        double part = sum - pivot;
        double lost = (pivot - (sum - part)) + (offset - part);
        state.set(THRESHOLD, sum);
        state.set(HIGH, high);
        state.set(LOW, (float) ((sum - high) + lost));
    }

    /** The nearest number that is no larger than scores can be, so that a cast to their type doesn't make it infinite. */
    static double nearest(double y) {
        double largest = FloatEntries.LARGEST_SCORE;
        return FloatEntries.within(-largest, y, largest);
    }

    /** 1 if the threshold lies inside the bracket, not at an end of it. */
    static int isInside(SearchState state) {
        double high = state.get(HIGH);
        double low = state.get(LOW);
        double fromLeft = (high - state.get(LEFT_HIGH)) + (low - state.get(LEFT_LOW));
        double toRight = (state.get(RIGHT_HIGH) - high) + (state.get(RIGHT_LOW) - low);
        return Math.min(fromLeft > 0 ? 1 : 0, toRight > 0 ? 1 : 0);
    }

    /** 1 if the bracket is so wide that most of it may be empty. */
    static int isWide(SearchState state) {
        return 0.5 * state.get(RIGHT_HIGH) - 0.5 * state.get(LEFT_HIGH) > WIDE_BRACKET * state.get(TAU) ? 1 : 0;
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
