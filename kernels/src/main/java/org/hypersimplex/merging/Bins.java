package org.hypersimplex.merging;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the bins of a bracket hold. As the threshold comes down from the bracket's upper end, a score y becomes active
 * in the bin of y, and reaches 1 in the bin of y − τ. The sums are distances to the bin's end on the active side, so
 * each term is in [0, τ]: no score, however far, costs digits. Bins that are empty take no room, nearly.
 */
final class Bins implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int PAGE_BITS = 8;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** What is kept of each bin: counts, whole numbers, and sums. */
    private static final int ENTERING = 0;

    private static final int ENTERING_SUM = 1;
    private static final int LEAVING = 2;
    private static final int LEAVING_SUM = 3;
    private static final int CROSSING = 4;
    private static final int NUMBERS = 5;

    private final double[] @Nullable [] pages = new double[Bracket.BINS >>> PAGE_BITS][];

    /** Counts a score that becomes active in a bin, {@code distance} above the bin's lower end. */
    void enter(int bin, double distance) {
        put(bin, ENTERING, distance);
    }

    /** Counts a score that reaches 1 in a bin, and is {@code distance} above the bin's upper end. */
    void leave(int bin, double distance) {
        put(bin, LEAVING, distance);
    }

    /** Counts a score that does both in the same bin. */
    void cross(int bin) {
        page(bin)[at(bin) + CROSSING]++;
    }

    private void put(int bin, int what, double distance) {
        double[] page = page(bin);
        page[at(bin) + what]++;
        page[at(bin) + what + 1] += distance;
    }

    private double[] page(int bin) {
        double[] page = pages[bin >>> PAGE_BITS];
        if (page == null) {
            page = new double[NUMBERS << PAGE_BITS];
            pages[bin >>> PAGE_BITS] = page;
        }
        return page;
    }

    private static int at(int bin) {
        return (bin & PAGE_MASK) * NUMBERS;
    }

    private double get(int bin, int what) {
        double[] page = pages[bin >>> PAGE_BITS];
        return page == null ? 0 : page[at(bin) + what];
    }

    double entering(int bin) {
        return get(bin, ENTERING);
    }

    double enteringSum(int bin) {
        return get(bin, ENTERING_SUM);
    }

    double leaving(int bin) {
        return get(bin, LEAVING);
    }

    double leavingSum(int bin) {
        return get(bin, LEAVING_SUM);
    }

    double crossing(int bin) {
        return get(bin, CROSSING);
    }

    /** How many scores change in a bin: the most that can be open if the threshold lies there. */
    double changing(int bin) {
        return entering(bin) + leaving(bin) + crossing(bin);
    }

    void merge(Bins other) {
        for (int p = 0; p < pages.length; p++) {
            double[] theirs = other.pages[p];
            double[] ours = pages[p];
            if (theirs == null) {
                continue;
            }
            if (ours == null) {
                pages[p] = theirs.clone();
            } else {
                for (int i = 0; i < ours.length; i++) {
                    ours[i] += theirs[i];
                }
            }
        }
    }
}
