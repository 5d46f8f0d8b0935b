package org.hypersimplex.cpu.search;

import java.util.Arrays;

/**
 * Some scores or breakpoints of φ, picked pseudo-randomly and the same in every run, in rising order; with another seed,
 * others.
 */
final class FloatPicks {
    private static final int MAX_PICKS = 9;
    private static final int MAX_TRIED_SCORES = 64;

    /** Breakpoints are picked by two. */
    private final double[] picks = new double[MAX_PICKS];

    private int met;

    /** Picks scores. */
    void scores(float[] y, int from, int size, int seed) {
        met = 0;
        for (int i = 0; met < MAX_PICKS && size > 0; i++) {
            picks[met++] = y[place(from, size, i + seed)];
        }
        Arrays.sort(picks, 0, met);
    }

    /** Picks offsets of breakpoints in a bracket. */
    void breakpoints(float[] y, int from, int size, int seed, double pivot, double tau, double left, double right) {
        met = 0;
        for (int i = 0; i < MAX_TRIED_SCORES && met < MAX_PICKS && size > 0; i++) {
            double one = y[place(from, size, i + seed)] - pivot;
            meet(one, left, right);
            meet(one - tau, left, right);
        }
        Arrays.sort(picks, 0, met);
    }

    /** A multiplicative hash: spread evenly and the same in every run. */
    static int place(int from, int size, int number) {
        return from + (int) (((number * 0x9E3779B9L) & 0xFFFFFFFFL) % size);
    }

    private void meet(double offset, double left, double right) {
        if (met < MAX_PICKS && offset > left && offset < right) {
            picks[met++] = offset;
        }
    }

    boolean isEmpty() {
        return met == 0;
    }

    /** The pick that this share of the others is below. */
    double quantile(double share) {
        return picks[(int) Math.rint(share * (met - 1))];
    }

    /** The distance between the picks next to that one. */
    double spread(double share) {
        int at = (int) Math.rint(share * (met - 1));
        return picks[Math.min(met - 1, at + 1)] - picks[Math.max(0, at - 1)];
    }

    double median() {
        return picks[met / 2];
    }
}
