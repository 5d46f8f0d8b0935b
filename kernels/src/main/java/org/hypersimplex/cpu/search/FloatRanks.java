package org.hypersimplex.cpu.search;

/**
 * The greatest of some scores by their rank, or the least ones. A few are found by insertion; more by Hoare's selection (1961)
 * with pseudo-random pivots, the same in every run, of expected O(n) cost for any scores. Selection moves scores without
 * branches, which would be mispredicted half of the time.
 */
final class FloatRanks {
    /** How many are found by insertion at most. */
    private static final int MAX_INSERTED = 32;

    private float[] scores = new float[0];
    private int size;
    /** 1, or −1 if the least scores are asked for; scores are kept multiplied by it. */
    private float sign;
    /** Whether the first scores are the greatest ones in falling order. */
    private boolean inserted;
    /** If not: no score before this index is above one from it on. */
    private int split;

    /**
     * Takes scores.
     *
     * @param most the greatest rank that is asked for next
     * @param sign 1 for ranks from the greatest score on, −1 from the least
     */
    void begin(float[] y, int size, int most, float sign) {
        this.size = size;
        this.sign = sign;
        inserted = most <= MAX_INSERTED;
        split = 0;
        if (scores.length < size) {
            scores = new float[size];
        }
        if (inserted) {
            insert(y, most);
            return;
        }
        for (int i = 0; i < size; i++) {
            scores[i] = sign * y[i];
        }
    }

    /** Most of many scores are below those found so far, so that little is moved. */
    private void insert(float[] y, int most) {
        int met = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            float score = sign * y[i];
            if (met == most && score <= least) {
                continue;
            }
            int at = met < most ? met++ : most - 1;
            for (; at > 0 && scores[at - 1] < score; at--) {
                scores[at] = scores[at - 1];
            }
            scores[at] = score;
            least = scores[met - 1];
        }
    }

    /** The score of a rank, from 1 on. */
    double ranked(int rank) {
        return sign * (inserted ? scores[rank - 1] : select(size - rank));
    }

    /** The score at that index in rising order. */
    private float select(int index) {
        int from = index < split ? 0 : split;
        int to = index < split ? split : size;
        split = index;
        for (int i = 1; ; i++) {
            float pivot = scores[FloatPicks.place(from, to - from, i)];
            int less = divide(from, to, Math.nextDown(pivot));
            if (index < less) {
                to = less;
                continue;
            }
            from = divide(less, to, pivot);
            if (index < from) {
                return pivot;
            }
        }
    }

    /** Moves the scores up to this one before the others, and returns where the others begin. */
    private int divide(int from, int to, float last) {
        float[] y = scores;
        int next = from;
        for (int i = from; i < to; i++) {
            float score = y[i];
            y[i] = y[next];
            y[next] = score;
            next += score <= last ? 1 : 0;
        }
        return next;
    }
}
