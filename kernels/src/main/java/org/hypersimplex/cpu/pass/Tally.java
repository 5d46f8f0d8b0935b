package org.hypersimplex.cpu.pass;

/**
 * What one pass over some scores adds up. Sums are kept in double and counts in long; tallies of neighbouring chunks
 * are added in order, so the result doesn't depend on who computed which.
 */
public final class Tally {
    /** The sum that the pass is for, such as Σ d; see {@link FloatPasses}. */
    public double sum;
    /** A second sum, of squares. */
    public double squares;
    /** A sum of all scores, of which it only matters whether it is finite. */
    public double all;
    /** For how many groups of entries a pass can note which are open. */
    static final int OPEN_MASKS = 32;
    /** Entries strictly between 0 and 1. */
    public long active;
    /** Entries at 1. */
    public long ones;
    /** Scores that a chunk kept when it was reduced, −1 if there were too many. */
    public int kept;
    /** The smallest and the largest number, ±∞ if there was none. */
    public double min;

    public double max;
    /** Room for the lanes of a vector of doubles, of any width there may be. */
    final double[] lanes = new double[32];
    /** The same for a vector of scores, of either precision. */
    final float[] floats = new float[64];

    final double[] doubles = new double[32];

    /** A bit for each entry of some groups, whether it is open; see {@link VectorFloatReduction}. */
    final long[] open = new long[OPEN_MASKS];

    public Tally() {
        clear();
    }

    /**
     * The sum of the first numbers in {@link #lanes}, in a fixed order, so that results have the same bits every time:
     * reduceLanes may add in another order once it is compiled. Its argument is no vector, since that would become an
     * object on the heap where C2 doesn't inline the call.
     */
    double lanes(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += lanes[i];
        }
        return total;
    }

    /** The same for {@link #floats}. */
    double floats(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += floats[i];
        }
        return total;
    }

    /** The same for {@link #doubles}. */
    double doubles(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += doubles[i];
        }
        return total;
    }

    public void clear() {
        sum = 0;
        squares = 0;
        all = 0;
        active = 0;
        ones = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    public void add(Tally other) {
        sum += other.sum;
        squares += other.squares;
        all += other.all;
        active += other.active;
        ones += other.ones;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }
}
