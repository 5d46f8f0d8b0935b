package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * What kernels share: the map from a score to its projection, and the search for a threshold by Newton's method on
 * φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti, Mascarenhas and Silva 2014). The bracket is halved
 * where Newton's method stalls. A search alternates between passes over the scores by all threads, whose kind the phase
 * tells, and steps of one thread: {@link #begin}, {@link #advance}, {@link #settle}. Its state lies in global memory,
 * {@link #STATE} numbers for each problem, in 64 bits. For accuracy y/τ is never formed: a threshold is the sum of a
 * pivot near the solution and an offset, and the passes subtract it as two numbers of the scores' type.
 *
 * <p>All of it is compiled for the device, and keeps to what TornadoVM compiles correctly: no {@code break}, no boolean
 * in loops, no constant that a cast makes infinite, no array as a parameter, no comparison of NaN, which may be turned
 * round, and no isNaN, which is always false on some devices: that NaN becomes 0 as an int holds everywhere. No kernel
 * has the name of a function of OpenCL, such as step.
 */
final class FloatSteps {
    /**
     * Indices in a state. HIGH + LOW is the threshold to try next, or the solution, as two numbers of the scores' type.
     */
    static final int HIGH = 0;

    static final int LOW = 1;
    /** The same as one number. */
    static final int THRESHOLD = 2;
    /** The phase: which pass comes next. */
    static final int PHASE = 3;
    /** What is wrong with the scores: NOTHING, NOT_A_NUMBER or INFEASIBLE. */
    static final int WRONG = 4;

    private static final int PIVOT = 5;
    private static final int OFFSET = 6;
    /**
     * HIGH + LOW − PIVOT, the offset really tried: the threshold asked for, PIVOT + OFFSET, is rounded to two numbers.
     */
    private static final int AT = 7;

    // The bracket, as offsets from the pivot.
    private static final int LEFT = 8;
    private static final int RIGHT = 9;
    // |τ φ| when progress was checked last.
    private static final int LAST_EXCESS = 10;
    // The partition that the last Newton step started from; the active count is −1 after any other step.
    private static final int LAST_ACTIVE = 11;
    private static final int LAST_ONES = 12;
    private static final int STEP = 13;
    /** 1 if the solution is known to be a vertex, with x of 0 and 1 only. */
    private static final int CERTAIN = 14;
    /** How many numbers a state has. */
    static final int STATE = 15;

    /** Phase: sum and range of the finite scores, the number of finite and of infinite ones. */
    static final int SURVEY = 0;
    /** Phase: Σ d over the active entries, their number and that of the entries at 1; d is score less threshold. */
    static final int SEARCH = 1;
    /** Phase: the smallest score with x ≥ ½ and the largest of the others. */
    static final int GAP = 2;
    /** Phase: the search is over. */
    static final int SOLVED = 3;
    /** Phase: sum and range of all scores, which are taken for finite. */
    static final int GLANCE = 4;

    /** After so many passes a search is given up; nearly all searches end far earlier. */
    static final int MAX_STEPS = 1000;

    /** Values of WRONG. */
    static final int NOTHING = 0;

    static final int NOT_A_NUMBER = 1;
    static final int INFEASIBLE = 2;

    /** Kinds of score: −∞, which takes no part, finite, +∞ and NaN. */
    static final int MASKED = 0;

    static final int FINITE = 1;
    static final int INFINITE = 2;
    static final int STRANGE = 3;

    /** No finite score is larger. Stands for +∞, since not every device's language has infinite constants. */
    static final double BEYOND_SCORES = Double.MAX_VALUE;

    /** The bracket is halved unless |φ| falls to a tenth within so many steps. */
    private static final int STEPS_PER_CHECK = 4;

    private static final float UNIT = 1;
    /** The largest finite score. */
    static final float LARGEST_SCORE = Float.MAX_VALUE;

    private static final double SCORE_EPSILON = Math.ulp(UNIT);
    private static final double EPSILON = Math.ulp(1.0);
    /** Newton steps shorter than this, in units of the temperature, change no x by more than rounding does. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * EPSILON);

    private FloatSteps() {}

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

    /** The threshold that a search of a sample ended with, {@link #BEYOND_SCORES} if the sample has no solution. */
    static double guess(DoubleArray sample) {
        return sample.get(WRONG) == NOTHING ? (float) sample.get(THRESHOLD) : BEYOND_SCORES;
    }

    /** Has a search begin with a glance, during which a guess, of the scores' type, is tried as a threshold, too. */
    static void aim(DoubleArray state, int base, double guess) {
        state.set(base + PHASE, GLANCE);
        state.set(base + HIGH, guess);
        state.set(base + LOW, 0);
    }

    /**
     * Begins the search, if the pass was a glance at scores that are all finite, or a survey.
     *
     * @param n entries of the problem
     * @param sum the sum of the scores
     * @param smallest of the scores
     * @param largest of the scores
     * @param finite how many are finite; known in a survey only
     * @param infinite how many are +∞; known in a survey only
     * @return the phase whose step is to be taken still: {@link #SEARCH} after a glance, too, if the threshold tried in it
     *     is where the search begins
     */
    static int survey(
            DoubleArray state,
            int base,
            int n,
            double k,
            double tau,
            double sum,
            double smallest,
            double largest,
            int finite,
            int infinite) {
        int phase = (int) state.get(base + PHASE);
        double tried = state.get(base + HIGH);
        int isGlance = phase == GLANCE ? 1 : 0;
        int isSum = isNumber(sum);
        int begins = phase == SURVEY ? 1 : isGlance * isSum;
        if (begins == 1) {
            int regular = isGlance == 1 ? n : finite;
            begin(state, base, k, tau, sum, smallest, largest, regular, infinite * (1 - isGlance), tried);
        }
        if (isGlance * (1 - isSum) == 1) {
            state.set(base + PHASE, SURVEY);
        }
        int now = state.get(base + HIGH) == tried ? (int) state.get(base + PHASE) : GLANCE;
        return isGlance == 1 ? now : phase;
    }

    /**
     * Begins a search after the survey.
     *
     * @param base where the problem's state begins
     * @param sum the sum of the finite scores; NaN if a score is NaN
     * @param min the smallest finite score
     * @param max the largest finite score
     * @param finite how many scores are finite
     * @param infinite how many scores are +∞
     * @param guess a threshold to begin at; ignored unless between min − τ and max
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
        int wrong = isNumber(sum) + isNumber(1 / sum) == 0 ? NOT_A_NUMBER : range;
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
        // The pivot is subtracted first: τ may be so small next to min that min − τ rounds to min.
        state.set(base + LEFT, (min - pivot) - tau);
        state.set(base + RIGHT, max - pivot);
        state.set(base + LAST_EXCESS, BEYOND_SCORES);
        state.set(base + LAST_ACTIVE, -1);
        state.set(base + LAST_ONES, -1);
        state.set(base + STEP, 1);
        moveTo(state, base, pivot, 0);
    }

    /**
     * Takes a step of the search.
     *
     * @param rise Σ d over the active entries at the threshold tried, where d is score less threshold
     * @param active how many entries are active
     * @param ones how many entries are at 1
     */
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
        // Neither the offset asked for nor what rounding made of it stays in the bracket: they would be tried again.
        left = excess >= 0 ? Math.max(left, Math.max(at, offset)) : left;
        right = excess <= 0 ? Math.min(right, Math.min(at, offset)) : right;
        double tolerance = Math.max(SHORTEST_STEP * tau, 2 * EPSILON * Math.abs(at));
        int same = active == state.get(base + LAST_ACTIVE) ? (ones == state.get(base + LAST_ONES) ? 1 : 0) : 0;
        int close = Math.abs(next - at) <= tolerance ? 1 : same;
        int empty = active == 0 ? 1 : 0;
        int exact = excess == 0 ? empty : 0;
        int found = Math.max(exact, close * (1 - empty));
        // If the active entries are all within rounding of 0, or all within rounding of 1, the solution may be a
        // vertex.
        double edge = active * (4 * tolerance + 2 * SCORE_EPSILON * tau);
        int atEdge = rise <= edge ? 1 : (tau * active - rise <= edge ? 1 : 0);
        int whole = k == (int) k ? 1 : 0;
        int certain = ones == k ? exact : 0;
        int gap = Math.max(certain, found * (1 - exact) * atEdge * whole);

        int due = step % STEPS_PER_CHECK == 0 ? 1 : 0;
        int stalled = distance > 0.1 * lastExcess ? due : 0;
        int inside = next > left ? (next < right ? 1 - empty : 0) : 0;
        int halve = (1 - found) * Math.max(stalled, 1 - inside);
        next = exact == 1 ? at : (halve == 1 ? left + 0.5 * (right - left) : next);
        // If halving gives the same offset again, the bracket has no number inside, and the search ends.
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

    /**
     * Ends the search. If x is a vertex, every threshold of an interval gives it: the middle one is taken.
     *
     * @param one the smallest score with x ≥ ½
     * @param zero the largest of the other scores
     */
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

    /** Sets the threshold to pivot + offset, in every form that the state holds it in. */
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

    /** The threshold, lowered where rounding would otherwise give this score an x below 1. */
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
