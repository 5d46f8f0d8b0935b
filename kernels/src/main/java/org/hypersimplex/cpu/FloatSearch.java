package org.hypersimplex.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti, Mascarenhas and Silva 2014), over a
 * whole problem or over those of its scores that a bracket leaves open. Where Newton stalls, as it does when φ is a
 * staircase, a breakpoint met by chance in the bracket is tried instead, and the scores are reduced to those that the
 * bracket leaves open: a selection, of expected O(n) cost for any scores.
 *
 * <p>Thresholds are kept as offsets from a pivot, one of the machine's numbers near the solution, in double.
 */
final class FloatSearch {
    /** Steps after which Newton must have come closer, and the scores are reduced. */
    private static final int PATIENCE = 4;
    /** Scores for which a reduction is not worth its pass. */
    private static final int FEW = 64;
    /** Breakpoints of which the middle one is tried. */
    private static final int SAMPLE = 9;

    private static final int TRIES = 64;
    private static final float UNIT = 1;
    /** Steps shorter than this, relative to the temperature, change no x that can be told apart. */
    private static final double SHORT = Math.max(Math.ulp(UNIT) / 64, 2 * Math.ulp(1.0));
    /** After so many steps, rounding has the last word. */
    private static final int MOST_STEPS = 1000;

    /** Thresholds that are rounded have a spacing of this power of ½ in units of the temperature. */
    private static final int GRID = 16;

    /** How often a sample is asked: it knows no more after that. */
    private static final int ASKED = 3;

    private static final long NEVER = -1;

    /** The threshold tried last, and what was counted there. */
    final FloatClip clip = new FloatClip();

    final Tally tally = new Tally();
    /** How many thresholds were tried. */
    long counts;

    private final FloatBand band = new FloatBand();
    private final Tally part = new Tally();
    private final double[] breakpoints = new double[SAMPLE];

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatProblem problem;

    private double tau;
    private double grid;
    private double pivot;

    /** The bracket, as offsets from the pivot: φ is at least 0 at its left end and at most 0 at its right. */
    private double left;

    private double right;

    /** The scores that are searched, unless it is the whole problem. */
    private float[] open = new float[0];

    private int opened;
    private boolean reduced;
    /** What the other scores add up to at some offset. */
    private final Tally settled = new Tally();

    private double settledAt;

    /** Whether the start is a guess: the first step is to a round number then. */
    private boolean guessed;

    /** Turns to a problem, and returns the temperature that is really used. */
    double begin(FloatProblem problem, double temperature) {
        this.problem = problem;
        tau = clip.temperature(temperature);
        grid = Math.scalb(1.0, Math.getExponent(tau) - GRID);
        counts = 0;
        reduced = false;
        return tau;
    }

    double pivot() {
        return pivot;
    }

    /** Searches the whole problem from a threshold, of which nothing more is known. */
    void everywhere(double threshold) {
        within(Double.NEGATIVE_INFINITY, round(threshold), Double.POSITIVE_INFINITY);
        guessed = true;
    }

    /** Searches the whole problem, whose scores have this range. */
    void within(double min, double start, double max) {
        reduced = false;
        range(min, start, max);
    }

    /** The mass of what is searched at a threshold. */
    double mass(double threshold) {
        count(clip.threshold(pivot, threshold - pivot));
        return tally.sum / tau + tally.ones;
    }

    /** Searches these scores instead of the problem; they have this range. */
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
        // In this order: next to the scores the temperature may be too small to be seen.
        left = (min - pivot) - tau;
        right = max - pivot;
    }

    /**
     * The nearest of some evenly spaced numbers. From a threshold that is a round number differences to round scores are
     * exact, so entries that are exactly on a kink are seen there.
     */
    private double round(double threshold) {
        double rounded = Math.rint(threshold / grid) * grid;
        return Double.isFinite(rounded) ? rounded : threshold;
    }

    /**
     * Reduces the problem, in one pass, to what a bracket leaves open.
     *
     * @return whether the bracket holds, and all scores are finite
     */
    boolean reduceTo(double lower, double start, double upper, double k) {
        everywhere(start);
        left = lower - pivot;
        right = upper - pivot;
        reduce(clip.threshold(pivot, 0));
        return reduced
                && Double.isFinite(tally.all)
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
     * @param offset where to begin
     * @param guide a sample to ask where Newton's method fails, if there is one
     * @return the offset that the final partition gives
     */
    double run(double k, double offset, @Nullable FloatSample guide) {
        int asked = 0;
        double lastExcess = Double.POSITIVE_INFINITY;
        // The partition that the last Newton step started from; if it is met again where the step led, that was the
        // end.
        long lastActive = NEVER;
        long lastOnes = NEVER;
        for (int step = 1; ; step++) {
            double at = clip.threshold(pivot, offset);
            count(at);
            double excess = tally.sum + tau * (tally.ones - k);
            if (tally.active == 0 && excess == 0) {
                return at;
            }
            // What was asked for and what rounding made of it both leave the bracket, or they would be tried again.
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
            if (step % PATIENCE == 0) {
                reduce(at);
                stalled = Math.abs(excess) > 0.1 * lastExcess;
                lastExcess = Math.abs(excess);
            }
            boolean doubtful = guide != null && step == 1 && !guide.isStraight();
            if (doubtful || stalled || !isInside(next)) {
                next = guide != null && asked++ < ASKED
                        ? guide.corrected(pivot + at, excess / tau) - pivot
                        : Double.NaN;
                next = isInside(next) ? next : breakpoint(step);
                lastActive = NEVER;
            }
            if (next == offset || step > MOST_STEPS) {
                return next;
            }
            double rounded = round(next);
            if (guessed && step == 1 && isInside(rounded)) {
                next = rounded;
                lastActive = NEVER;
            }
            offset = next;
        }
    }

    private boolean isInside(double offset) {
        return offset > left && offset < right;
    }

    double tolerance(double offset) {
        return Math.max(SHORT * tau, 2 * Math.ulp(offset));
    }

    /** Counts active entries and ones of the whole problem at the clip's threshold, an offset of {@code at}. */
    private void count(double at) {
        counts++;
        tally.clear();
        if (!reduced) {
            problem.pass(Pass.COUNT, tally);
            return;
        }
        problem.passes().count(open, 0, opened, clip, tally);
        tally.sum += settled.sum - settled.active * (at - settledAt);
        tally.active += settled.active;
        tally.ones += settled.ones;
    }

    /** Keeps only the scores whose part the bracket leaves open, unless there is no room. The clip is at {@code at}. */
    private void reduce(double at) {
        if ((reduced ? opened : problem.length()) <= FEW) {
            return;
        }
        band.set(pivot + left, pivot + right, tau);
        tally.clear();
        if (reduced) {
            problem.passes().settle(open, 0, opened, band, clip, tally);
            opened = problem.passes().select(open, 0, opened, band, open, 0, opened);
            settled.sum -= settled.active * (at - settledAt);
        } else {
            long room = problem.room();
            open = open.length < room ? new float[(int) room] : open;
            int end = problem.reduce(band, open, tally);
            if (end < 0) {
                return;
            }
            opened = end;
            settled.clear();
        }
        reduced = true;
        settled.add(tally);
        settledAt = at;
    }

    /** The middle one of some breakpoints inside the bracket, or the bracket's middle if none is met. */
    private double breakpoint(int step) {
        if (Double.isInfinite(left) || Double.isInfinite(right)) {
            part.clear();
            problem.pass(Pass.SURVEY, part);
            left = Math.max(left, (part.min - pivot) - tau);
            right = Math.min(right, part.max - pivot);
        }
        float[] y = open;
        int from = 0;
        int size = opened;
        if (!reduced) {
            int chunk = step % problem.chunks();
            problem.show(chunk, Pass.COUNT);
            y = problem.scores().array();
            from = problem.scores().from();
            size = problem.size(chunk);
        }
        int met = 0;
        for (int i = 0; i < TRIES && met < SAMPLE && size > 0; i++) {
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

    private int meet(double offset, int met) {
        if (met < SAMPLE && offset > left && offset < right) {
            breakpoints[met] = offset;
            return met + 1;
        }
        return met;
    }
}
