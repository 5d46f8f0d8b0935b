package org.hypersimplex.tornado;

/**
 * Where a search keeps what: indices in its state, which lies in the device's memory, {@link #SIZE} numbers for each
 * problem, in 64 bits; and the values of some of these numbers. {@link FloatSteps} takes the steps.
 */
final class SearchState {
    /** HIGH + LOW is the threshold to try next, or the solution; HIGH is the number of the scores' type next to it. */
    static final int HIGH = 0;

    static final int LOW = 1;
    /** The same as one number. */
    static final int THRESHOLD = 2;
    /** The phase: which pass comes next. */
    static final int PHASE = 3;
    /** What is wrong with the scores: NOTHING, NOT_A_NUMBER or INFEASIBLE. */
    static final int WRONG = 4;

    /** The bracket, whose ends are pairs of numbers like the threshold. */
    static final int LEFT_HIGH = 5;

    static final int LEFT_LOW = 6;
    static final int RIGHT_HIGH = 7;
    static final int RIGHT_LOW = 8;

    /** |τ φ| when progress was checked last. */
    static final int LAST_EXCESS = 9;
    /** The partition that the last Newton step started from; the active count is −1 after any other step. */
    static final int LAST_ACTIVE = 10;

    static final int LAST_ONES = 11;
    static final int STEP = 12;
    /** How often Newton's method had no answer. */
    static final int DETOURS = 13;
    /** τ φ at the threshold tried last, where no score is active. */
    static final int EXCESS = 14;
    /** What the pass at the threshold is for: {@link #TRIAL} or one of the others. */
    static final int PURPOSE = 15;
    /** The solution that Newton's method found, while a round number next to it is tried. */
    static final int FOUND_HIGH = 16;

    static final int FOUND_LOW = 17;
    /** How many numbers a state has. */
    static final int SIZE = 18;

    /** Phase: the scaled sum and the range of the finite scores, the number of finite and of infinite ones. */
    static final int SURVEY = 0;
    /** Phase: Σ d over the active entries, their number and that of the entries at 1; d is score less threshold. */
    static final int SEARCH = 1;
    /** Phase: the smallest score with x ≥ ½, the largest of the others, and how many of both are finite. */
    static final int GAP = 2;
    /** Phase: the search is over. */
    static final int SOLVED = 3;
    /** Phase: sum and range of all scores, which are taken for finite. */
    static final int GLANCE = 4;

    /** Purpose of a search: a try. */
    static final int TRIAL = 0;
    /** Purpose of a search: to see whether a round number is the exact solution. */
    static final int ROUNDED = 1;
    /** Purpose of a gap: to go to the next score, since no score is active between the two. */
    static final int NEIGHBOUR = 2;
    /** Purpose of a gap: to see whether the solution is a vertex, with x of 0 and 1 only. */
    static final int PERHAPS_VERTEX = 3;
    /** Purpose of a gap: to find its middle, since the solution is known to be a vertex. */
    static final int VERTEX = 4;
    /** Purpose of a gap: all x are 1. */
    static final int FULL = 5;

    /** Values of WRONG. */
    static final int NOTHING = 0;

    static final int NOT_A_NUMBER = 1;
    static final int INFEASIBLE = 2;

    /** After so many passes a search is given up; nearly all searches end far earlier. */
    static final int MAX_STEPS = 1000;

    private SearchState() {}
}
