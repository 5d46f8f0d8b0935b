package org.hypersimplex.tornado;

import static org.hypersimplex.tornado.SearchState.*;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The search for a threshold by Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti,
 * Mascarenhas and Silva 2014). Where no score is active, it goes to the next score, if that is near the solution; where
 * Newton's method stalls, it halves the bracket. A search alternates between passes over the scores by all threads,
 * whose kind the phase tells, and steps of one thread: {@link #survey} and {@link #proceed}. Its state is a {@link SearchState}.
 *
 * <p>For accuracy whatever the range of the scores, a threshold is always the sum of the number of the scores' type next
 * to it and a rest, as are the ends of the bracket. So differences to scores near it are exact.
 *
 * <p>All of it is compiled for the device; what {@link Sdk} says of kernels holds here, too.
 */
final class FloatSteps {
    /** The bracket is halved unless |φ| falls to a tenth within so many steps. */
    private static final int STEPS_PER_CHECK = 4;

    private static final float UNIT = 1;
    private static final double SCORE_EPSILON = Math.ulp(UNIT);
    private static final double EPSILON = Math.ulp(1.0);
    /** Newton steps shorter than this, in units of the temperature, change no x by more than rounding does. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * EPSILON);
    /** A step this short is the last, if it also changes Σ x by no more than this for every unit of k. */
    private static final double LAST_STEP = 64 * SHORTEST_STEP;
    /** A solution as near as this times the temperature to a round number may be that number. */
    private static final double NEAR_ROUND = 128 * SHORTEST_STEP;
    /** Added and subtracted again, this rounds any number below {@link #LARGEST_ROUNDED} to a whole one. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double LARGEST_ROUNDED = 0x1p50;
    /** Where φ is this near 0 and no score is active, the solution is worth looking for at the next score. */
    private static final double FEW_SCORES = 4;

    /** What scores are multiplied by in a survey, lest their sum be infinite. */
    static final double SURVEY_SCALE = 0x1p-64;

    private FloatSteps() {}

    /** The threshold that a search of a sample ended with, a number beyond all scores if the sample has no solution. */
    static double guess(DoubleArray sample) {
        return sample.get(WRONG) == NOTHING ? (float) sample.get(THRESHOLD) : FloatEntries.BEYOND_SCORES;
    }

    /** Has a search begin with a glance, during which a guess, of the scores' type, is tried as a threshold, too. */
    static void aim(DoubleArray state, int base, double guess) {
        state.set(base + PHASE, GLANCE);
        state.set(base + HIGH, guess);
        state.set(base + LOW, 0);
    }

    /**
     * Takes the first part of the step that follows a pass: begins the search, if the pass was a survey, or a glance at
     * scores that are all finite.
     *
     * @param base where the problem's state begins
     * @param n entries of the problem
     * @param sum of all scores in a glance; of the finite ones times {@link #SURVEY_SCALE}, or NaN if a score is NaN, in
     *     a survey
     * @param least the smallest of the scores seen
     * @param most the largest of the scores seen
     * @param finite how many scores are finite; known in a survey only
     * @param infinite how many scores are +∞; known in a survey only
     * @return the phase whose {@link #proceed} is to be taken still: {@link SearchState#SEARCH} after a glance, too, if the
     *     threshold tried in it is where the search begins, and {@link SearchState#GAP} if all x are 1
     */
    static int survey(
            DoubleArray state,
            int base,
            int n,
            double k,
            double tau,
            double sum,
            double least,
            double most,
            int finite,
            int infinite) {
        int phase = (int) state.get(base + PHASE);
        double tried = state.get(base + HIGH);
        int isGlance = phase == GLANCE ? 1 : 0;
        int isSum = FloatEntries.isNumber(sum);
        int due = phase;
        if (Math.max(phase == SURVEY ? 1 : 0, isGlance * isSum) == 1) {
            int regular = isGlance == 1 ? n : finite;
            double mean = sum / (isGlance == 1 ? n : SURVEY_SCALE * Math.max(1, finite));
            int wrong = (1 - isSum) * NOT_A_NUMBER;
            begin(state, base, k, tau, mean, wrong, least, most, regular, infinite * (1 - isGlance), tried);
            int now = (int) state.get(base + PHASE);
            int isTried = isGlance * (state.get(base + HIGH) == tried ? 1 : 0);
            due = Math.max(isTried, now == GAP ? 1 : 0) == 1 ? now : GLANCE;
        }
        if (isGlance * (1 - isSum) == 1) {
            state.set(base + PHASE, SURVEY);
        }
        return due;
    }

    /**
     * Takes the second part of the step that follows a pass.
     *
     * @param due the phase whose step it is; other steps than those of a search and a gap do nothing
     * @param grid round numbers are multiples of this power of 2
     * @param rise Σ d over the active entries; known in a search only
     * @param least the smallest score with x ≥ ½; known in a gap only
     * @param most the largest of the other scores; known in a gap only
     * @param count how many scores are active in a search, finite with x ≥ ½ in a gap
     * @param other how many scores are at 1 in a search, finite with x &lt; ½ in a gap
     */
    static void proceed(
            DoubleArray state,
            int base,
            int due,
            double k,
            double tau,
            double grid,
            double rise,
            double least,
            double most,
            int count,
            int other) {
        if (due == SEARCH) {
            advance(state, base, k, tau, grid, rise, count, other);
        }
        if (due == GAP) {
            if ((int) state.get(base + PURPOSE) == NEIGHBOUR) {
                FloatMoves.approach(state, base, tau, least, most, count, other);
            } else {
                settle(state, base, tau, least, most, count, other);
            }
        }
    }

    private static void begin(
            DoubleArray state,
            int base,
            double k,
            double tau,
            double mean,
            int strange,
            double min,
            double max,
            int finite,
            int infinite,
            double guess) {
        double most = (double) finite + infinite;
        int infeasible = Math.max(k < infinite ? 1 : 0, k > most ? 1 : 0) * INFEASIBLE;
        int wrong = strange == NOTHING ? infeasible : strange;
        double mass = k - infinite;
        int nothing = Math.max(Math.min(1, wrong), finite == 0 ? 1 : 0);
        int all = mass == finite ? 1 : 0;
        int none = mass == 0 ? 1 : 0;
        int over = Math.max(nothing, none);
        int isGuess = Math.min(guess > min - tau ? 1 : 0, guess < max ? 1 : 0);
        double start = isGuess == 1 ? guess : mean - tau * (mass / Math.max(1, finite));
        start = Math.min(max, Math.max(FloatEntries.bounded(min - tau), start));
        // A search begins at a number of the scores' type.
        start = over == 1 ? start : (float) FloatMoves.nearest(start);
        start = none == 1 ? max : start;
        start = nothing == 1 ? 0 : start;
        state.set(base + WRONG, wrong);
        state.set(base + PURPOSE, all == 1 ? FULL : TRIAL);
        state.set(base + LAST_EXCESS, FloatEntries.BEYOND_SCORES);
        state.set(base + LAST_ACTIVE, -1);
        state.set(base + LAST_ONES, -1);
        state.set(base + STEP, 1);
        state.set(base + DETOURS, 0);
        FloatMoves.moveTo(state, base, min, -tau);
        state.set(base + LEFT_HIGH, state.get(base + HIGH));
        state.set(base + LEFT_LOW, state.get(base + LOW));
        state.set(base + RIGHT_HIGH, max);
        state.set(base + RIGHT_LOW, 0);
        FloatMoves.moveTo(state, base, start, 0);
        state.set(base + PHASE, over == 1 ? SOLVED : (all == 1 ? GAP : SEARCH));
    }

    private static void advance(
            DoubleArray state, int base, double k, double tau, double grid, double rise, int active, int ones) {
        double high = state.get(base + HIGH);
        double low = state.get(base + LOW);
        double excess = rise + tau * (ones - k);
        double distance = Math.abs(excess);
        double change = excess / Math.max(1, active);
        int empty = active == 0 ? 1 : 0;
        int isRight = excess == 0 ? 1 : 0;
        int isRound = (int) state.get(base + PURPOSE) == ROUNDED ? 1 : 0;
        int same = Math.min(
                active == (int) state.get(base + LAST_ACTIVE) ? 1 : 0,
                ones == (int) state.get(base + LAST_ONES) ? 1 : 0);
        // Steps that round to nothing end the search, too.
        int still = (float) (low + change) == low ? 1 : 0;
        int last = Math.min(
                Math.abs(change) <= LAST_STEP * tau ? 1 : 0, distance <= LAST_STEP * tau * Math.max(1, k) ? 1 : 0);
        int found = Math.max(isRound, Math.max(isRight, (1 - empty) * Math.max(still, Math.max(same, last))));
        if (found == 1) {
            // If the active entries are all within rounding of 0, or all within rounding of 1, the solution may be a
            // vertex.
            double edge = active * ((4 * LAST_STEP + 2 * SCORE_EPSILON) * tau);
            int atEdge = Math.max(rise <= edge ? 1 : 0, tau * active - rise <= edge ? 1 : 0);
            int whole = k == (int) k ? 1 : 0;
            int certain = Math.min(empty, isRight);
            int gap = Math.max(certain, atEdge * whole);
            state.set(base + PHASE, gap == 1 ? GAP : SOLVED);
            state.set(base + PURPOSE, certain == 1 ? VERTEX : PERHAPS_VERTEX);
            if (isRound * (1 - isRight) == 1) {
                FloatMoves.moveTo(state, base, state.get(base + FOUND_HIGH), state.get(base + FOUND_LOW));
            }
            if ((1 - isRound) * (1 - empty) == 1) {
                conclude(state, base, tau, grid, high, low + change);
            }
        } else {
            if (excess > 0) {
                state.set(base + LEFT_HIGH, high);
                state.set(base + LEFT_LOW, low);
            } else {
                state.set(base + RIGHT_HIGH, high);
                state.set(base + RIGHT_LOW, low);
            }
            int step = (int) state.get(base + STEP);
            int due = step % STEPS_PER_CHECK == 0 ? 1 : 0;
            double lastExcess = state.get(base + LAST_EXCESS);
            int stalled = due * (distance > 0.1 * lastExcess ? 1 : 0);
            int detours = (int) state.get(base + DETOURS);
            int free = Math.max(detours == 0 ? 1 : 0, detours % 2 == 0 ? FloatMoves.isWide(state, base, tau) : 0);
            int near = Math.max(free, distance <= FEW_SCORES * tau ? 1 : 0);
            state.set(base + STEP, step + 1);
            state.set(base + LAST_EXCESS, due == 1 ? distance : lastExcess);
            state.set(base + EXCESS, excess);
            state.set(base + LAST_ACTIVE, active);
            state.set(base + LAST_ONES, ones);
            int moved = 0;
            if (empty * near == 1) {
                state.set(base + PHASE, GAP);
                state.set(base + PURPOSE, NEIGHBOUR);
                moved = 1;
            }
            if ((1 - empty) * (1 - stalled) == 1) {
                FloatMoves.moveTo(state, base, high, low + change);
                moved = FloatMoves.isInside(state, base);
            }
            if (moved == 0) {
                FloatMoves.halve(state, base, tau);
            }
        }
    }

    /** Ends Newton's method at a solution; but if a round number is next to it, tries that first. */
    private static void conclude(DoubleArray state, int base, double tau, double grid, double pivot, double offset) {
        FloatMoves.moveTo(state, base, pivot, offset);
        double threshold = state.get(base + THRESHOLD);
        double multiple = threshold / grid;
        double rounded = (multiple + ROUNDER - ROUNDER) * grid;
        int near = Math.min(
                Math.abs(multiple) < LARGEST_ROUNDED ? 1 : 0,
                Math.abs(rounded - threshold) <= NEAR_ROUND * tau ? 1 : 0);
        if (near == 1) {
            double high = state.get(base + HIGH);
            double low = state.get(base + LOW);
            FloatMoves.moveTo(state, base, rounded, 0);
            int other = Math.max(high == state.get(base + HIGH) ? 0 : 1, low == state.get(base + LOW) ? 0 : 1);
            if (other == 1) {
                state.set(base + FOUND_HIGH, high);
                state.set(base + FOUND_LOW, low);
                state.set(base + PHASE, SEARCH);
                state.set(base + PURPOSE, ROUNDED);
            }
        }
    }

    /**
     * Ends the search. If x is a vertex, every threshold of an interval gives it: the middle one is taken,
     * or, if all x are 1, the largest.
     *
     * @param one the smallest score with x ≥ ½
     * @param zero the largest of the other scores
     * @param above how many finite scores have x ≥ ½
     * @param below how many have less
     */
    private static void settle(DoubleArray state, int base, double tau, double one, double zero, int above, int below) {
        int purpose = (int) state.get(base + PURPOSE);
        int isFull = purpose == FULL ? 1 : 0;
        int certain = purpose == VERTEX ? 1 : 0;
        int isGap = Math.min(Math.min(1, above), Math.min(1, below));
        if (Math.max(isFull, isGap * Math.max(certain, one - zero >= tau ? 1 : 0)) == 1) {
            // Halved before they are added: a difference might be too large.
            double middle = 0.5 * zero + 0.5 * (one - tau);
            double width = (one - tau) - zero;
            middle = FloatEntries.isNumber(width) == 1 ? zero + 0.5 * width : middle;
            float high = (float) middle;
            float d = ((float) zero - high) - (float) (middle - high);
            middle = d > 0 ? zero : middle;
            middle = isFull == 1 ? FloatEntries.bounded(one - tau) : middle;
            FloatMoves.moveTo(state, base, FloatMoves.admitted((float) one, middle, (float) tau, tau), 0);
        }
        state.set(base + PHASE, SOLVED);
    }
}
