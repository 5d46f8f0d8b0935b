package org.hypersimplex.cpu;

/**
 * What one pass over some scores adds up. Sums are kept in double and counts in long; tallies of neighbouring chunks are
 * added in order, so the result doesn't depend on who computed which.
 */
final class Tally {
    /** The sum of what the pass is about. */
    double sum;
    /** A second sum, of squares. */
    double squares;
    /** A sum over all entries that only has to be finite when they are. */
    double all;
    /** Entries strictly between 0 and 1. */
    long active;
    /** Entries at 1. */
    long ones;
    /** Scores that a chunk kept when it was reduced, −1 if there were too many. */
    int kept;
    /** The smallest and largest number met. */
    double min;

    double max;
    /** Room for the lanes of a vector of doubles, of any width there may be. */
    final double[] lanes = new double[32];

    Tally() {
        clear();
    }

    /**
     * The sum of the first numbers in {@link #lanes}, in their order: that of reduceLanes may change with the JIT's mood. It
     * takes no vector, which would become an object where C2 doesn't inline the call.
     */
    double lanes(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += lanes[i];
        }
        return total;
    }

    void clear() {
        sum = 0;
        squares = 0;
        all = 0;
        active = 0;
        ones = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    void add(Tally other) {
        sum += other.sum;
        squares += other.squares;
        all += other.all;
        active += other.active;
        ones += other.ones;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }
}
