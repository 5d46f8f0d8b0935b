package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The state of a search for a threshold, in a workgroup's local memory, and where it keeps what. The first
 * {@link #WHOLE} numbers are whole, and ints. {@link FloatSteps} takes the steps. What outlives a launch is copied to the
 * device's memory, as numbers in 64 bits: the first {@link #RESULTS} of a solution, the first {@link #SIZE} of a search
 * that goes on.
 *
 * <p>Objects of this class exist in the source only: the compiler leaves their two arrays of them.
 */
final class SearchState {
    /** The phase: which pass comes next. */
    static final int PHASE = 0;
    /** What is wrong with the scores: NOTHING, NOT_A_NUMBER or INFEASIBLE. */
    static final int WRONG = 1;
    /** What the pass at the threshold is for: {@link #TRIAL} or one of the others. */
    static final int PURPOSE = 2;

    static final int STEP = 3;
    /** How often Newton's method had no answer. */
    static final int DETOURS = 4;
    /** 1 if what is open has been set apart, as {@link FloatBand} says. */
    static final int REDUCED = 5;
    /** Entries of the problem. */
    static final int LENGTH = 6;
    /** How many passes there were in this launch. */
    static final int PASSES = 7;
    /** Where x goes, and the distance between its entries: kept here lest every thread keeps it. */
    static final int TO = 8;

    static final int TO_STRIDE = 9;
    /** The phase that the pass was of, if its step is to be taken still. */
    static final int DUE = 10;
    /** How many numbers are whole. */
    static final int WHOLE = 11;

    /** HIGH + LOW is the threshold to try next, or the solution; HIGH is the number of the scores' type next to it. */
    static final int HIGH = 11;

    static final int LOW = 12;
    /** The same as one number. */
    static final int THRESHOLD = 13;
    /** How many numbers a solution has. */
    static final int RESULTS = 14;

    /** The bracket, whose ends are pairs of numbers like the threshold. */
    static final int LEFT_HIGH = 14;

    static final int LEFT_LOW = 15;
    static final int RIGHT_HIGH = 16;
    static final int RIGHT_LOW = 17;

    /** The partition that the last Newton step started from; the active count is −1 after any other step. */
    static final int LAST_ACTIVE = 18;

    static final int LAST_ONES = 19;
    /** |τ φ| when progress was checked last. */
    static final int LAST_EXCESS = 20;
    /** τ φ at the threshold tried last. */
    static final int EXCESS = 21;
    /** The solution that Newton's method found, while a round number next to it is tried. */
    static final int FOUND_HIGH = 22;

    static final int FOUND_LOW = 23;
    /** The band of thresholds for which scores are set apart: its middle, and the distance to its ends. */
    static final int BAND_MIDDLE = 24;

    static final int BAND_HALF = 25;
    /** The threshold of a glance, and what was found there of the scores that aren't open: as RISE, COUNT, OTHER. */
    static final int REFERENCE = 26;

    static final int DECIDED_RISE = 27;
    static final int DECIDED_COUNT = 28;
    static final int DECIDED_OTHER = 29;
    /** How many numbers outlive a launch. */
    static final int SIZE = 30;

    /** The problem's temperature and mass, and what its round numbers are multiples of. */
    static final int TAU = 30;

    static final int MASS = 31;
    static final int GRID = 32;
    /** What the last pass found: Σ d over the active entries, in a search. */
    static final int RISE = 33;
    /** In a glance the sum of all scores; in a survey that of the finite ones, scaled, or NaN if a score is NaN. */
    static final int SUM = 34;
    /** The smallest score: of all in a glance, of the finite ones in a survey, of those with x ≥ ½ in a gap. */
    static final int LEAST = 35;
    /** The largest score: of all in a glance, of the finite ones in a survey, of those with x &lt; ½ in a gap. */
    static final int MOST = 36;
    /** How many scores are active in a search, finite in a survey, finite with x ≥ ½ in a gap. */
    static final int COUNT = 37;
    /** How many scores are at 1 in a search, +∞ in a survey, finite with x &lt; ½ in a gap. */
    static final int OTHER = 38;
    /** The threshold that was tried in a glance. */
    static final int GUESS = 39;
    /** What a division gave. */
    static final int CHANGE = 40;
    /** Scores nearer than BAND_REACH to BAND_MIDDLE or to BAND_UPPER are set apart. */
    static final int BAND_UPPER = 41;

    static final int BAND_REACH = 42;

    private static final int ALL = 43;
    /** How long the two local arrays must be. */
    static final int WHOLE_ROOM = Sdk.room(WHOLE, Integer.BYTES);

    static final int NUMBERS_ROOM = Sdk.room(ALL - WHOLE, Double.BYTES);

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

    /** Phase: in the middle of a step, the threshold to try next is to be the middle of the bracket. */
    static final int HALVE = 5;

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
    static final int MAX_PASSES = 1000;

    private final int[] whole;
    private final double[] numbers;

    /** Of two local arrays. */
    SearchState(int[] whole, double[] numbers) {
        this.whole = whole;
        this.numbers = numbers;
    }

    /** A number that isn't whole. */
    double get(int i) {
        return numbers[i - WHOLE];
    }

    /** Sets a number that isn't whole. */
    void set(int i, double value) {
        numbers[i - WHOLE] = value;
    }

    /** A whole number. */
    int whole(int i) {
        return whole[i];
    }

    /** Sets a whole number. */
    void setWhole(int i, int value) {
        whole[i] = value;
    }

    /** Copies one of the numbers that outlive a launch to the device's memory. */
    void save(DoubleArray to, int base, int i) {
        to.set(base + i, i < WHOLE ? whole[Math.min(i, WHOLE - 1)] : numbers[Math.max(i - WHOLE, 0)]);
    }

    /** Copies it back, but for what a launch sets itself. */
    void load(DoubleArray from, int base, int i) {
        double value = from.get(base + i);
        if (i < LENGTH) {
            whole[i] = (int) value;
        }
        if (i >= WHOLE) {
            numbers[i - WHOLE] = value;
        }
    }
}
