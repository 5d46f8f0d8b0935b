package org.hypersimplex.cpu.search;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti, Mascarenhas and Silva 2014), over
 * a whole problem or over those of its scores that a bracket leaves open. φ is piecewise linear and decreasing, with
 * breakpoints at y and y − τ of every score y. Where few scores are active at a time (small τ), it is a staircase,
 * nearly constant between steep steps, and Newton's method stalls. The median of some pseudo-randomly chosen
 * breakpoints in the bracket is then tried instead, and the scores are reduced to those that the bracket leaves open: a
 * selection, of expected O(n) cost for any scores.
 *
 * <p>The partition at a threshold is which scores have x = 0, are active, or have x = 1. Once it is the right one, the
 * threshold follows from it by one Newton step.
 *
 * <p>Thresholds are kept as offsets, in double, from a pivot near the solution that is a number of the scores' type.
 */
final class FloatSearch {
    /** The scores are reduced each time after so many steps, and Newton's method must have come closer by then. */
    private static final int STEPS_PER_CHECK = 4;
    /** The largest number of scores that are not worth a pass to reduce them. */
    private static final int MIN_SCORES_TO_REDUCE = 64;
    /** The largest number of breakpoints of which the median is tried. */
    private static final int MAX_BREAKPOINTS = 9;

    private static final int MAX_TRIED_SCORES = 64;
    private static final float UNIT = 1;
    /** A step shorter than this times the temperature changes x by no more than about its rounding error. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * Math.ulp(1.0));
    /** A limit that no search should reach, in case rounding keeps the bracket from closing. */
    private static final int MAX_STEPS = 1000;

    /**
     * Rounded thresholds are multiples of 2 to the power of minus this, in units of the temperature rounded down to a
     * power of 2.
     */
    private static final int GRID_BITS = 16;

    /** How often a sample is asked for a better threshold; it is too inaccurate to help after that. */
    private static final int MAX_QUESTIONS = 3;

    private static final long NO_COUNT = -1;

    /** The threshold tried last, and what was counted there. */
    final FloatClip clip = new FloatClip();

    final Tally tally = new Tally();
    /** How many thresholds were tried. */
    long counts;

    private final FloatBand band = new FloatBand();
    private final Tally part = new Tally();
    private final double[] breakpoints = new double[MAX_BREAKPOINTS];

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatScores problem;

    private double tau;
    private double grid;
    private double pivot;

    /** The bracket, as offsets from the pivot: φ is at least 0 at its left end and at most 0 at its right. */
    private double left;

    private double right;

    /** The scores that are searched, if {@link #reduced}; else all of the problem's are. */
    private float[] open = new float[0];

    private int opened;
    private boolean reduced;
    /** What the scores no longer searched add up to, at offset {@link #settledAt}. */
    private final Tally settled = new Tally();

    private double settledAt;

    /** Whether the start is a guess, so that the first step is rounded; see {@link #round}. */
    private boolean guessed;

    /** Prepares for a problem, and returns the temperature that is really used. */
    double begin(FloatScores problem, double temperature) {
        this.problem = problem;
        tau = clip.temperature(temperature);
        grid = Math.scalb(1.0, Math.getExponent(tau) - GRID_BITS);
        counts = 0;
        reduced = false;
        return tau;
    }

    double pivot() {
        return pivot;
    }

    /** Searches the whole problem from this threshold, without a bracket. */
    void everywhere(double threshold) {
        within(Double.NEGATIVE_INFINITY, round(threshold), Double.POSITIVE_INFINITY);
        guessed = true;
    }

    /** Searches the whole problem from this threshold; its scores lie in [min, max]. */
    void within(double min, double start, double max) {
        reduced = false;
        range(min, start, max);
    }

    /** The mass Σ x at a threshold, of the scores that are searched. */
    double mass(double threshold) {
        count(clip.threshold(pivot, threshold - pivot));
        return tally.sum / tau + tally.ones;
    }

    /** Searches these scores instead of the problem's; they lie in [min, max]. */
    void among(float[] scores, int size, double min, double start, double max) {
        open = scores.length > open.length ? new float[scores.length] : open;
        System.arraycopy(scores, 0, open, 0, size);
        opened = size;
        reduced = true;
        settled.clear();
        settledAt = 0;
        range(min, start, max);
    }

    private void range(double min, double start, double max) {
        guessed = false;
        pivot = (float) Math.min(max, Math.max(min - tau, start));
        // In this order: min − τ would be rounded to min where τ is tiny beside the scores.
        left = (min - pivot) - tau;
        right = max - pivot;
    }

    /**
     * The nearest multiple of the grid. If the threshold and the scores have few digits, y − ν is exact, so that
     * entries with (y − ν)/τ exactly 0 or 1 are recognised as such.
     */
    private double round(double threshold) {
        double rounded = Math.rint(threshold / grid) * grid;
        return Double.isFinite(rounded) ? rounded : threshold;
    }

    /**
     * Reduces the problem, in one pass, to the scores that a bracket of thresholds leaves open.
     *
     * @return whether the scores were reduced, the bracket contains the solution, and all scores are finite
     */
    boolean reduceTo(double lower, double start, double upper, double k) {
        everywhere(start);
        left = lower - pivot;
        right = upper - pivot;
        reduce(clip.threshold(pivot, 0));
        return reduced
                && Double.isFinite(part.all)
                && (Double.isInfinite(left) || excess(left, k) >= 0)
                && (Double.isInfinite(right) || excess(right, k) <= 0);
    }

    private double excess(double offset, double k) {
        count(clip.threshold(pivot, offset));
        return tally.sum + tau * (tally.ones - k);
    }

    /**
     * Searches for mass k.
     *
     * @param offset where to begin, from the pivot
     * @param guide a sample to ask where Newton's method fails, if there is one
     * @return the offset from the pivot that the final partition gives
     */
    double run(double k, double offset, @Nullable FloatSample guide) {
        int asked = 0;
        double lastExcess = Double.POSITIVE_INFINITY;
        // The partition that the last Newton step started from. If the step leads to the same partition, φ is linear in
        // between, and the step's result is the solution.
        long lastActive = NO_COUNT;
        long lastOnes = NO_COUNT;
        for (int step = 1; ; step++) {
            double at = clip.threshold(pivot, offset);
            count(at);
            double excess = tally.sum + tau * (tally.ones - k);
            if (tally.active == 0 && excess == 0) {
                return at;
            }
            // Both the offset asked for and the rounded one that was tried leave the bracket, so that neither is tried
            // again.
            left = excess >= 0 ? Math.max(left, Math.max(at, offset)) : left;
            right = excess <= 0 ? Math.min(right, Math.min(at, offset)) : right;
            double next = tally.active == 0 ? Double.NaN : at + excess / tally.active;
            boolean same = tally.active == lastActive && tally.ones == lastOnes;
            if (tally.active > 0 && (same || Math.abs(next - at) <= tolerance(at))) {
                return next;
            }
            lastActive = tally.active;
            lastOnes = tally.ones;
            boolean stalled = false;
            if (step % STEPS_PER_CHECK == 0) {
                reduce(at);
                stalled = Math.abs(excess) > 0.1 * lastExcess;
                lastExcess = Math.abs(excess);
            }
            boolean doubtful = guide != null && step == 1 && !guide.isStraight();
            if (doubtful || stalled || !isInside(next)) {
                next = guide != null && asked++ < MAX_QUESTIONS
                        ? guide.corrected(pivot + at, excess / tau) - pivot
                        : Double.NaN;
                next = isInside(next) ? next : breakpoint(step);
                lastActive = NO_COUNT;
            }
            if (next == offset || step > MAX_STEPS) {
                return next;
            }
            double rounded = round(next);
            if (guessed && step == 1 && isInside(rounded)) {
                next = rounded;
                lastActive = NO_COUNT;
            }
            offset = next;
        }
    }

    private boolean isInside(double offset) {
        return offset > left && offset < right;
    }

    double tolerance(double offset) {
        return Math.max(SHORTEST_STEP * tau, 2 * Math.ulp(offset));
    }

    /** Tallies all scores, settled ones included, at the clip's threshold, which is an offset of {@code at}. */
    private void count(double at) {
        counts++;
        tally.clear();
        if (reduced) {
            problem.passes().count(open, 0, opened, clip, tally);
            tally.sum += settled.sum - settled.active * (at - settledAt);
            tally.active += settled.active;
            tally.ones += settled.ones;
        } else {
            problem.count(clip, tally);
        }
        problem.totals().add(tally, null);
    }

    /**
     * Goes on with only the scores that the bracket leaves open, and adds the others to {@link #settled}. Does nothing
     * if there are few scores, or too many are open for the room there is. The clip is at offset {@code at}.
     */
    private void reduce(double at) {
        if ((reduced ? opened : problem.length()) <= MIN_SCORES_TO_REDUCE) {
            return;
        }
        band.set(pivot + left, pivot + right, tau);
        part.clear();
        if (reduced) {
            problem.passes().settle(open, 0, opened, band, clip, part);
            opened = problem.passes().select(open, 0, opened, band, open, 0, opened);
            settled.sum -= settled.active * (at - settledAt);
        } else {
            long room = problem.room();
            open = open.length < room ? new float[(int) room] : open;
            int end = problem.reduce(band, clip, open, part);
            if (end < 0) {
                return;
            }
            opened = end;
            settled.clear();
        }
        reduced = true;
        settled.add(part);
        settledAt = at;
    }

    /** The median of some breakpoints inside the bracket, or the bracket's middle if none was found. */
    private double breakpoint(int step) {
        if (!problem.totals().isSingle()) {
            // Other workers would find other breakpoints, but all must try the same threshold.
            return left + 0.5 * (right - left);
        }
        if (Double.isInfinite(left) || Double.isInfinite(right)) {
            part.clear();
            problem.survey(part);
            left = Math.max(left, (part.min - pivot) - tau);
            right = Math.min(right, part.max - pivot);
        }
        float[] y = open;
        int from = 0;
        int size = opened;
        if (!reduced) {
            int chunk = step % problem.chunks();
            problem.show(chunk);
            y = problem.shown();
            from = problem.shownFrom();
            size = problem.size(chunk);
        }
        int met = 0;
        for (int i = 0; i < MAX_TRIED_SCORES && met < MAX_BREAKPOINTS && size > 0; i++) {
            // A multiplicative hash: spread evenly and the same in every run.
            double offset = y[from + (int) ((((i + step) * 0x9E3779B9L) & 0xFFFFFFFFL) % size)] - pivot;
            met = meet(offset, met);
            met = meet(offset - tau, met);
        }
        if (met == 0) {
            return left + 0.5 * (right - left);
        }
        Arrays.sort(breakpoints, 0, met);
        return breakpoints[met / 2];
    }

    /** Notes a breakpoint if it lies inside the bracket, and returns how many are noted. */
    private int meet(double offset, int met) {
        if (met < MAX_BREAKPOINTS && offset > left && offset < right) {
            breakpoints[met] = offset;
            return met + 1;
        }
        return met;
    }
}
