package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The scores that a search still looks at: all of the problem's or of a sample, or those of them that a bracket left open.
 * What the others add up to is settled, and joins every exact count.
 */
final class FloatSearched {
    /** The largest number of scores that are not worth a pass to reduce them. */
    private static final int MIN_SCORES_TO_REDUCE = 64;

    private final FloatBand band = new FloatBand();
    private final Tally settled = new Tally();
    /** The offset of the threshold that the settled sum is of. */
    private double settledAt;

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatScores problem;

    private float @Nullable [] sample;
    private int sampled;
    private float[] open = new float[0];
    private int opened;
    private boolean reduced;

    /** All scores of a problem. */
    void begin(FloatScores problem) {
        this.problem = problem;
        among(null, 0);
    }

    /** So many scores of this array in place of the problem's, or all of these again if it is null. */
    void among(float @Nullable [] scores, int size) {
        sample = scores;
        sampled = size;
        reduced = false;
    }

    /** All scores again, none is settled. */
    void all() {
        reduced = false;
    }

    boolean isReduced() {
        return reduced;
    }

    /** The array that the scores lie in from its beginning, or null if the problem has to show them. */
    float @Nullable [] array() {
        return reduced ? open : sample;
    }

    /** How many there are in {@link #array}. */
    int size() {
        return reduced ? opened : sampled;
    }

    /** How many scores there are, settled ones included. */
    long length() {
        return sample == null ? problem.length() : sampled;
    }

    /** Counts exactly, settled scores included, at the clip's threshold, whose offset is {@code at}. */
    void count(FloatClip clip, double at, Tally tally) {
        float[] few = array();
        if (few == null) {
            problem.count(clip, tally);
        } else {
            problem.passes().count(few, 0, size(), clip, tally);
        }
        if (reduced) {
            tally.sum += settled.sum - settled.active * (at - settledAt);
            tally.active += settled.active;
            tally.ones += settled.ones;
        }
    }

    /** Tallies the least and the greatest score. An infinite end of the last bracket settled none beyond it. */
    void survey(Tally tally) {
        float[] few = array();
        if (few != null && size() > 0) {
            problem.passes().survey(few, 0, size(), tally);
        } else {
            problem.survey(tally);
        }
    }

    /**
     * Tallies the gap around the clip's threshold. Its ends are among the open scores if there are some on both sides and
     * none between them is settled.
     */
    void gap(FloatClip clip, Tally tally) {
        tally.clear();
        if (reduced && settled.active == 0) {
            problem.passes().gap(open, 0, opened, clip, tally);
            if (tally.min < Double.POSITIVE_INFINITY && tally.max > Double.NEGATIVE_INFINITY) {
                return;
            }
            tally.clear();
        }
        problem.gap(clip, tally);
    }

    /** Counts roughly, without settled scores. */
    void approach(FloatClip clip, Tally tally) {
        float[] few = array();
        if (few == null) {
            problem.approach(clip, tally);
        } else {
            problem.passes().approach(few, 0, size(), clip, tally);
        }
    }

    /**
     * Settles what a bracket of thresholds decides. Does nothing if there are few scores, or too many are open for the
     * room there is.
     *
     * @param clip its threshold has the offset {@code at}
     * @param part what is settled now is added to it
     */
    void reduce(double lower, double upper, double tau, FloatClip clip, double at, Tally part) {
        float[] few = array();
        if ((few == null ? problem.length() : size()) <= MIN_SCORES_TO_REDUCE) {
            return;
        }
        band.set(lower, upper, tau);
        long room = few == null ? problem.room() : size();
        open = open.length < room ? new float[(int) room] : open;
        int end = few == null
                ? problem.reduce(band, clip, open, part)
                : problem.passes().reduce(few, 0, size(), band, clip, open, 0, size(), part);
        if (end < 0) {
            return;
        }
        if (reduced) {
            settled.sum -= settled.active * (at - settledAt);
        } else {
            settled.clear();
        }
        opened = end;
        reduced = true;
        settled.add(part);
        settledAt = at;
    }

    /** By how much the settled sum may be rounded at an offset. */
    double rounding(double offset) {
        return reduced ? Math.ulp(settled.active * (offset - settledAt)) : 0;
    }
}
