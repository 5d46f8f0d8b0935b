package org.hypersimplex.tornado;

import static org.hypersimplex.tornado.SearchState.*;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The search for a threshold by Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti,
 * Mascarenhas and Silva 2014). Where no score is active, it goes to the next score, if that is near the solution; where
 * Newton's method stalls, it halves the bracket. A search alternates between passes over the scores by all threads,
 * whose kind the phase tells, and {@linkplain #step steps} of one thread. Its state is a {@link SearchState}.
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
    static final double SCORE_EPSILON = Math.ulp(UNIT);
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
    static void aim(SearchState state, double guess) {
        state.setWhole(PHASE, GLANCE);
        state.set(HIGH, guess);
        state.set(LOW, 0);
        state.setWhole(REDUCED, 0);
    }

    /**
     * Tells a search about its problem, at the beginning of a launch.
     *
     * @param n entries of the problem
     * @param settings as {@link Settings} says
     */
    static void prepare(SearchState state, int n, DoubleArray settings, int problem) {
        state.setWhole(LENGTH, n);
        state.setWhole(PASSES, 0);
        state.set(TAU, settings.get(Settings.TAU));
        state.set(MASS, settings.get(Settings.MASSES + problem));
        state.set(GRID, settings.get(Settings.GRID));
    }

    /** Takes the step that follows a pass, what was found in which the state tells. */
    static void step(SearchState state) {
        int phase = state.whole(PHASE);
        int isGlance = phase == GLANCE ? 1 : 0;
        int isSum = FloatEntries.isNumber(state.get(SUM));
        int isStart = Math.max(phase == SURVEY ? 1 : 0, isGlance * isSum);
        state.setWhole(DUE, phase);
        if (isGlance * (1 - isSum) == 1) {
            state.setWhole(PHASE, SURVEY);
        }
        if (isStart == 1) {
            estimate(state);
            begin(state);
        }
        if (state.whole(DUE) == SEARCH) {
            average(state);
            advance(state);
        }
        if (state.whole(DUE) == GAP) {
            if (state.whole(PURPOSE) == NEIGHBOUR) {
                FloatMoves.approach(state);
            } else {
                settle(state);
            }
        }
        if (state.whole(PHASE) == HALVE) {
            FloatMoves.halve(state);
        }
        int passes = state.whole(PASSES) + 1;
        state.setWhole(PASSES, passes);
        if (passes == MAX_PASSES) {
            state.setWhole(PHASE, SOLVED);
        }
    }

    // A division takes many registers: those below are in methods of their own, and what follows reads its numbers
    // again.

    /** The threshold that would be the solution if all scores were near their mean. */
    private static void estimate(SearchState state) {
        int isGlance = state.whole(DUE) == GLANCE ? 1 : 0;
        double finite = isGlance == 1 ? state.whole(LENGTH) : state.get(COUNT);
        double infinite = isGlance == 1 ? 0 : state.get(OTHER);
        double scaled = (isGlance == 1 ? 1 : SURVEY_SCALE) * state.get(TAU) * (state.get(MASS) - infinite);
        state.set(CHANGE, (state.get(SUM) - scaled) / FloatEntries.atLeastOne(finite));
        state.setWhole(WRONG, NOTHING);
    }

    private static void begin(SearchState state) {
        int isGlance = state.whole(DUE) == GLANCE ? 1 : 0;
        double finite = isGlance == 1 ? state.whole(LENGTH) : state.get(COUNT);
        double infinite = isGlance == 1 ? 0 : state.get(OTHER);
        double k = state.get(MASS);
        int infeasible = Math.max(k < infinite ? 1 : 0, k > finite + infinite ? 1 : 0) * INFEASIBLE;
        int wrong = FloatEntries.isNumber(state.get(SUM)) == 0 ? NOT_A_NUMBER : infeasible;
        state.setWhole(WRONG, wrong);
        int nothing = Math.max(Math.min(1, wrong), finite == 0 ? 1 : 0);
        int all = k - infinite == finite ? 1 : 0;
        int none = k == infinite ? 1 : 0;
        int over = Math.max(nothing, none);
        state.setWhole(PURPOSE, all == 1 ? FULL : TRIAL);
        state.setWhole(PHASE, over == 1 ? SOLVED : (all == 1 ? GAP : SEARCH));
        state.setWhole(STEP, 1);
        state.setWhole(DETOURS, 0);
        state.set(LAST_EXCESS, FloatEntries.BEYOND_SCORES);
        state.set(LAST_ACTIVE, -1);
        state.set(LAST_ONES, -1);
        state.set(GUESS, state.get(HIGH));
        FloatMoves.moveTo(state, state.get(LEAST), -state.get(TAU));
        state.set(LEFT_HIGH, state.get(HIGH));
        state.set(LEFT_LOW, state.get(LOW));
        double max = state.get(MOST);
        state.set(RIGHT_HIGH, max);
        state.set(RIGHT_LOW, 0);
        double least = state.get(THRESHOLD);
        double guess = state.get(GUESS);
        int isGuess = Math.min(guess > least ? 1 : 0, guess < max ? 1 : 0);
        double start = isGuess == 1 ? guess : state.get(CHANGE) * (isGlance == 1 ? 1 : 1 / SURVEY_SCALE);
        start = FloatEntries.within(least, start, max);
        // A search begins at a number of the scores' type.
        start = over == 1 ? start : (float) FloatMoves.nearest(start);
        start = none == 1 ? max : start;
        start = nothing == 1 ? 0 : start;
        FloatMoves.moveTo(state, start, 0);
        // A guess that was tried on all scores in the glance needs no pass of its own, nor does a problem whose x are
        // all 1.
        int now = state.whole(PHASE);
        int isTried = isGlance * (1 - state.whole(REDUCED)) * (state.get(HIGH) == guess ? 1 : 0);
        state.setWhole(DUE, Math.max(isTried, now == GAP ? 1 : 0) == 1 ? now : GLANCE);
    }

    /** The length of a step by Newton's method. */
    private static void average(SearchState state) {
        double excess = state.get(RISE) + state.get(TAU) * (state.get(OTHER) - state.get(MASS));
        state.set(EXCESS, excess);
        state.set(CHANGE, excess / FloatEntries.atLeastOne(state.get(COUNT)));
        state.setWhole(DUE, SEARCH);
    }

    private static void advance(SearchState state) {
        double active = state.get(COUNT);
        double ones = state.get(OTHER);
        double tau = state.get(TAU);
        double high = state.get(HIGH);
        double low = state.get(LOW);
        double excess = state.get(EXCESS);
        double distance = Math.abs(excess);
        double change = state.get(CHANGE);
        int empty = active == 0 ? 1 : 0;
        int isRight = excess == 0 ? 1 : 0;
        int isRound = state.whole(PURPOSE) == ROUNDED ? 1 : 0;
        int same = Math.min(active == state.get(LAST_ACTIVE) ? 1 : 0, ones == state.get(LAST_ONES) ? 1 : 0);
        // Steps that round to nothing end the search, too.
        int still = (float) (low + change) == low ? 1 : 0;
        int last = Math.min(
                Math.abs(change) <= LAST_STEP * tau ? 1 : 0,
                distance <= LAST_STEP * tau * Math.max(1, state.get(MASS)) ? 1 : 0);
        int found = Math.max(isRound, Math.max(isRight, (1 - empty) * Math.max(still, Math.max(same, last))));
        if (found == 1) {
            // If the active entries are all within rounding of 0, or all within rounding of 1, the solution may be a
            // vertex.
            double edge = active * ((4 * LAST_STEP + 2 * SCORE_EPSILON) * tau);
            double rise = state.get(RISE);
            double k = state.get(MASS);
            int atEdge = Math.max(rise <= edge ? 1 : 0, tau * active - rise <= edge ? 1 : 0);
            int whole = k + ROUNDER - ROUNDER == k ? 1 : 0;
            int certain = Math.min(empty, isRight);
            int gap = Math.max(certain, atEdge * whole);
            state.setWhole(PHASE, gap == 1 ? GAP : SOLVED);
            state.setWhole(PURPOSE, certain == 1 ? VERTEX : PERHAPS_VERTEX);
            if (isRound * (1 - isRight) == 1) {
                FloatMoves.moveTo(state, state.get(FOUND_HIGH), state.get(FOUND_LOW));
            }
            if ((1 - isRound) * (1 - empty) == 1) {
                conclude(state, high, low + change);
            }
        } else {
            if (excess > 0) {
                state.set(LEFT_HIGH, high);
                state.set(LEFT_LOW, low);
            } else {
                state.set(RIGHT_HIGH, high);
                state.set(RIGHT_LOW, low);
            }
            int step = state.whole(STEP);
            int due = step % STEPS_PER_CHECK == 0 ? 1 : 0;
            double lastExcess = state.get(LAST_EXCESS);
            int stalled = due * (distance > 0.1 * lastExcess ? 1 : 0);
            int detours = state.whole(DETOURS);
            int free = Math.max(detours == 0 ? 1 : 0, detours % 2 == 0 ? FloatMoves.isWide(state) : 0);
            int near = Math.max(free, distance <= FEW_SCORES * tau ? 1 : 0);
            state.setWhole(STEP, step + 1);
            state.set(LAST_EXCESS, due == 1 ? distance : lastExcess);
            state.set(LAST_ACTIVE, active);
            state.set(LAST_ONES, ones);
            int moved = 0;
            if (empty * near == 1) {
                state.setWhole(PHASE, GAP);
                state.setWhole(PURPOSE, NEIGHBOUR);
                moved = 1;
            }
            if ((1 - empty) * (1 - stalled) == 1) {
                FloatMoves.moveTo(state, high, low + change);
                moved = FloatMoves.isInside(state);
            }
            if (moved == 0) {
                state.setWhole(PHASE, HALVE);
            }
        }
    }

    /** Ends Newton's method at a solution; but if a round number is next to it, tries that first. */
    private static void conclude(SearchState state, double pivot, double offset) {
        double grid = state.get(GRID);
        FloatMoves.moveTo(state, pivot, offset);
        double threshold = state.get(THRESHOLD);
        double rounder = FloatEntries.bounded(ROUNDER * grid);
        double rounded = (threshold + rounder) - rounder;
        int near = Math.min(
                Math.abs(threshold) < LARGEST_ROUNDED * grid ? 1 : 0,
                Math.abs(rounded - threshold) <= NEAR_ROUND * state.get(TAU) ? 1 : 0);
        if (near == 1) {
            double high = state.get(HIGH);
            double low = state.get(LOW);
            FloatMoves.moveTo(state, rounded, 0);
            int other = Math.max(high == state.get(HIGH) ? 0 : 1, low == state.get(LOW) ? 0 : 1);
            if (other == 1) {
                state.set(FOUND_HIGH, high);
                state.set(FOUND_LOW, low);
                state.setWhole(PHASE, SEARCH);
                state.setWhole(PURPOSE, ROUNDED);
            }
        }
    }

    /**
     * Ends the search. If x is a vertex, every threshold of an interval gives it: the middle one is taken,
     * or, if all x are 1, the largest.
     */
    private static void settle(SearchState state) {
        double tau = state.get(TAU);
        double one = state.get(LEAST);
        double zero = state.get(MOST);
        int purpose = state.whole(PURPOSE);
        int isFull = purpose == FULL ? 1 : 0;
        int certain = purpose == VERTEX ? 1 : 0;
        int isGap = Math.min(state.get(COUNT) > 0 ? 1 : 0, state.get(OTHER) > 0 ? 1 : 0);
        if (Math.max(isFull, isGap * Math.max(certain, one - zero >= tau ? 1 : 0)) == 1) {
            // Halved before they are added: a difference might be too large.
            double middle = 0.5 * zero + 0.5 * (one - tau);
            double width = (one - tau) - zero;
            middle = Math.abs(width) <= FloatEntries.BEYOND_SCORES ? zero + 0.5 * width : middle;
            float high = (float) middle;
            float d = ((float) zero - high) - (float) (middle - high);
            middle = d > 0 ? zero : middle;
            middle = isFull == 1 ? FloatEntries.bounded(one - tau) : middle;
            middle = FloatMoves.admitted((float) one, middle, (float) tau, tau);
            // So hot that no number is low enough.
            int isBeyond = Math.min(isFull, one - tau < -FloatEntries.BEYOND_SCORES ? 1 : 0);
            FloatMoves.moveTo(state, isBeyond == 1 ? one : middle, isBeyond == 1 ? -tau : 0);
        }
        state.setWhole(PHASE, SOLVED);
    }
}
