package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * What kernels share: the map from a score to its projection, and the search for a threshold, Newton's method on
 * φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti, Mascarenhas and Silva 2014) that is halved where Newton
 * stalls. A search is a sequence of passes over the scores, of a kind that its phase says, and of steps between them, which
 * one thread takes: {@link #begin}, {@link #advance}, {@link #settle}. Its state lies in global memory, {@link #STATE} doubles for each problem. Thresholds are
 * offsets from a pivot near the solution, split in two numbers for the passes: y/τ is never formed.
 *
 * <p>All of it is compiled for the device, and keeps to what TornadoVM compiles rightly: no {@code break}, no boolean in
 * loops, no infinite constant, no array as a parameter, no comparison
 * that must be false for NaN but isNaN. No kernel is named like a function of OpenCL's own, such as step.
 */
final class FloatSteps {
    /** The threshold that comes next, or the solution, as two numbers of the scores' type. */
    static final int HIGH = 0;

    static final int LOW = 1;
    /** The same as one number. */
    static final int THRESHOLD = 2;
    /** What pass comes next. */
    static final int PHASE = 3;
    /** What is wrong with the scores. */
    static final int WRONG = 4;

    private static final int PIVOT = 5;
    private static final int OFFSET = 6;
    /** The offset that was really set, after rounding to two numbers. */
    private static final int AT = 7;

    private static final int LEFT = 8;
    private static final int RIGHT = 9;
    private static final int LAST_EXCESS = 10;
    private static final int LAST_ACTIVE = 11;
    private static final int LAST_ONES = 12;
    private static final int STEP = 13;
    /** 1 if the solution is known to be a vertex. */
    private static final int CERTAIN = 14;
    /** Numbers in a state. */
    static final int STATE = 15;

    /** Phase: sum and range of the finite scores, the number of finite and of infinite ones. */
    static final int SURVEY = 0;
    /** Phase: Σ d over the active entries, their number and that of the ones. */
    static final int SEARCH = 1;
    /** Phase: the smallest score with x ≥ ½ and the largest of the others. */
    static final int GAP = 2;
    /** Phase: the search is over. */
    static final int SOLVED = 3;

    /** After so many passes a search is given up; halving alone needs fewer. */
    static final int MOST = 1000;

    /** What may be wrong. */
    static final int NOTHING = 0;

    static final int NOT_A_NUMBER = 1;
    static final int INFEASIBLE = 2;

    /** Kinds of score: −∞ takes no part. */
    static final int MASKED = 0;

    static final int FINITE = 1;
    static final int INFINITE = 2;
    static final int STRANGE = 3;

    /** Wider than any score: infinite constants are not to be had everywhere. */
    static final double WIDE = Double.MAX_VALUE;

    /** Steps after which Newton must have come closer. */
    private static final int PATIENCE = 4;

    private static final float UNIT = 1;
    private static final float LIMIT = Float.MAX_VALUE;
    private static final double GRAIN = Math.ulp(UNIT);
    private static final double EPSILON = Math.ulp(1.0);
    /** Steps shorter than this, relative to the temperature, change no x that can be told apart. */
    private static final double SHORT = Math.max(Math.ulp(UNIT) / 64, 2 * EPSILON);

    private static final double LEAST = Float.MIN_NORMAL * 0x1p20;
    private static final double HOTTEST = Float.MAX_VALUE * 0x1p-20;

    private FloatSteps() {}

    /** The temperature that is used for one asked for: in the range in which it and its inverse are ordinary numbers. */
    static double temperature(double wish) {
        return Math.min(HOTTEST, Math.max(LEAST, wish));
    }

    /** 1 if an entry is strictly between 0 and 1, else 0; d is its score less the threshold. */
    static int active(float d, float tau) {
        return d > 0 ? (d < tau ? 1 : 0) : 0;
    }

    /** The projection of an entry. */
    static float clip(float d, float tau, float inverse) {
        return d > 0 ? (d < tau ? d * inverse : 1) : 0;
    }

    /** What kind of score this is. */
    static int kind(float y) {
        return Float.isNaN(y) ? STRANGE : (y >= -LIMIT ? (y <= LIMIT ? FINITE : INFINITE) : MASKED);
    }

    /**
     * Begins a search after the survey.
     *
     * @param base where the problem's state begins
     * @param sum of the finite scores, not a number if a score is none; and their range
     * @param guess a threshold to begin at, outside of the range if there is none
     */
    static void begin(
            DoubleArray state,
            int base,
            double k,
            double tau,
            double sum,
            double min,
            double max,
            int finite,
            int infinite,
            double guess) {
        int range = k < infinite ? INFEASIBLE : (k > (double) infinite + finite ? INFEASIBLE : NOTHING);
        int wrong = Double.isNaN(sum) ? NOT_A_NUMBER : range;
        double mass = k - infinite;
        int many = Math.max(1, finite);
        int nothing = wrong != NOTHING ? 1 : (finite == 0 ? 1 : 0);
        int all = mass == finite ? 1 : 0;
        int none = mass == 0 ? 1 : 0;
        double middle = sum / many - tau * (mass / many);
        double start = guess > min - tau ? (guess < max ? guess : middle) : middle;
        double pivot = (float) Math.min(max, Math.max(min - tau, start));
        pivot = all == 1 ? admitted((float) min, min - tau, (float) tau, tau) : pivot;
        pivot = none == 1 ? max : pivot;
        pivot = nothing == 1 ? 0 : pivot;
        state.set(base + WRONG, wrong);
        state.set(base + PHASE, Math.max(nothing, Math.max(all, none)) == 1 ? SOLVED : SEARCH);
        state.set(base + PIVOT, pivot);
        // In this order: next to the scores the temperature may be too small to be seen.
        state.set(base + LEFT, (min - pivot) - tau);
        state.set(base + RIGHT, max - pivot);
        state.set(base + LAST_EXCESS, WIDE);
        state.set(base + LAST_ACTIVE, -1);
        state.set(base + LAST_ONES, -1);
        state.set(base + STEP, 1);
        moveTo(state, base, pivot, 0);
    }

    /** Takes a step after a pass that found Σ d over the active entries, their number and that of the ones. */
    static void advance(DoubleArray state, int base, double k, double tau, double rise, int active, int ones) {
        double offset = state.get(base + OFFSET);
        double at = state.get(base + AT);
        double left = state.get(base + LEFT);
        double right = state.get(base + RIGHT);
        double lastExcess = state.get(base + LAST_EXCESS);
        int step = (int) state.get(base + STEP);
        double excess = rise + tau * (ones - k);
        double distance = Math.abs(excess);
        double next = at + excess / Math.max(1, active);
        // What was asked for and what rounding made of it both leave the bracket, or they would be tried again.
        left = excess >= 0 ? Math.max(left, Math.max(at, offset)) : left;
        right = excess <= 0 ? Math.min(right, Math.min(at, offset)) : right;
        double tolerance = Math.max(SHORT * tau, 2 * EPSILON * Math.abs(at));
        int same = active == state.get(base + LAST_ACTIVE) ? (ones == state.get(base + LAST_ONES) ? 1 : 0) : 0;
        int close = Math.abs(next - at) <= tolerance ? 1 : same;
        int empty = active == 0 ? 1 : 0;
        int exact = excess == 0 ? empty : 0;
        int found = Math.max(exact, close * (1 - empty));
        // Where a score is on a kink for all that rounding tells, the solution may be a vertex.
        double edge = active * (4 * tolerance + 2 * GRAIN * tau);
        int atEdge = rise <= edge ? 1 : (tau * active - rise <= edge ? 1 : 0);
        int whole = k == (int) k ? 1 : 0;
        int certain = ones == k ? exact : 0;
        int gap = Math.max(certain, found * (1 - exact) * atEdge * whole);

        int due = step % PATIENCE == 0 ? 1 : 0;
        int stalled = distance > 0.1 * lastExcess ? due : 0;
        int inside = next > left ? (next < right ? 1 - empty : 0) : 0;
        int halve = (1 - found) * Math.max(stalled, 1 - inside);
        next = exact == 1 ? at : (halve == 1 ? left + 0.5 * (right - left) : next);
        // Where halving gets nowhere any more, rounding has the last word.
        int over = Math.max(found, next == offset ? 1 : 0);
        state.set(base + PHASE, over == 0 ? SEARCH : (gap == 1 ? GAP : SOLVED));
        state.set(base + CERTAIN, certain);
        state.set(base + LAST_EXCESS, due == 1 ? distance : lastExcess);
        state.set(base + LAST_ACTIVE, halve == 1 ? -1 : active);
        state.set(base + LAST_ONES, ones);
        state.set(base + LEFT, left);
        state.set(base + RIGHT, right);
        state.set(base + STEP, step + 1);
        moveTo(state, base, state.get(base + PIVOT), next);
    }

    /** At a vertex, where an interval of thresholds would do, takes its middle. */
    static void settle(DoubleArray state, int base, double tau, double one, double zero) {
        int vertex = one - zero >= tau ? 1 : (int) state.get(base + CERTAIN);
        if (vertex == 1) {
            double middle = zero + 0.5 * ((one - tau) - zero);
            float high = (float) middle;
            float d = ((float) zero - high) - (float) (middle - high);
            middle = d > 0 ? zero : middle;
            moveTo(state, base, admitted((float) one, middle, (float) tau, tau), 0);
        }
        state.set(base + PHASE, SOLVED);
    }

    private static void moveTo(DoubleArray state, int base, double pivot, double offset) {
        double sum = pivot + offset;
        float high = (float) sum;
        // Knuth's two-sum: the part of pivot + offset that its rounding lost.
        double part = sum - pivot;
        double lost = (pivot - (sum - part)) + (offset - part);
        float low = (float) ((sum - high) + lost);
        state.set(base + PIVOT, pivot);
        state.set(base + OFFSET, offset);
        state.set(base + THRESHOLD, sum);
        state.set(base + HIGH, high);
        state.set(base + LOW, low);
        state.set(base + AT, (high - pivot) + low);
    }

    /** A threshold at which a score is surely a one: the given one, lowered where rounding asks for it. */
    private static double admitted(float y, double threshold, float tau, double scale) {
        double lowered = threshold;
        double step = EPSILON / 2 * Math.max(Math.abs(threshold), scale);
        for (int i = 0; i < 16; i++) {
            float high = (float) lowered;
            float low = (float) (lowered - high);
            lowered = (y - high) - low < tau ? lowered - step : lowered;
            step = 2 * step;
        }
        return lowered;
    }
}
