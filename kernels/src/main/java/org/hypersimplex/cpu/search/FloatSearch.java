package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket (Cominetti, Mascarenhas and Silva 2014), over
 * a whole problem, over a sample of it, or over those scores that a bracket leaves open. φ is piecewise linear and
 * decreasing, with breakpoints at y and y − τ of every score y. Where few scores are active at a time (small τ), it is
 * a staircase, nearly constant between steep steps, and Newton's method stalls. The median of some pseudo-randomly
 * chosen breakpoints in the bracket is then tried instead, and the scores are reduced to those that the bracket leaves
 * open: a selection, of expected O(n) cost for any scores.
 *
 * <p>The partition at a threshold is which scores have x = 0, are active, or have x = 1. Once it is the right one, the
 * threshold follows from it by one Newton step.
 *
 * <p>Thresholds are kept as offsets, in double, from a pivot near the solution that is a number of the scores' type.
 */
final class FloatSearch {
    /** The scores are reduced each time after so many steps, and Newton's method must have come closer by then. */
    private static final int STEPS_PER_CHECK = 4;

    private static final float UNIT = 1;
    /** A step shorter than this times the temperature changes x by no more than about its rounding error. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * Math.ulp(1.0));
    /**
     * A step this short is the last, if it also changes Σ x by no more than this for every unit of k: the solution is
     * computed from the partition before it, which differs from the right one at most by entries as near to a kink.
     */
    private static final double LAST_STEP = 64 * SHORTEST_STEP;
    /** A step this short is not worth taking: x was computed at a threshold that is as good. */
    private static final double CONFIRMED_STEP = Math.max(Math.ulp(UNIT), 16 * Math.ulp(1.0));

    /** What may be rounded off Σ x, for every unit of k. */
    private static final double SUM_ROUNDING = 4 * Math.ulp(1.0);

    private static final int MAX_CONFIRMATIONS = 2;
    /** Where active entries are on average as near as this to 0 or 1, there may be a vertex. */
    private static final double EDGE = 8 * LAST_STEP;
    /** An offset from the pivot has to be more accurate than this times the temperature. */
    private static final double COARSEST_STEP = 16 * SHORTEST_STEP;
    /** Rounding errors of an offset may add up to this in Σ x, for every unit of k. */
    private static final double COARSEST_SUM = 8 * COARSEST_STEP;
    /** A solution as near as this times the temperature to a round number may be that number. */
    private static final double NEAR_ROUND = 128 * SHORTEST_STEP;
    /** A limit that no search should reach, in case rounding keeps the bracket from closing. */
    private static final int MAX_STEPS = 1000;
    /** How far rough counts are worth going, in units of the temperature. */
    static final double ROUGH_STEP = CONFIRMED_STEP;

    private static final int MAX_ROUGH_STEPS = 8;
    /** The mean of x, which rough counts subtract from it, is a multiple of one over this. */
    private static final int LEVELS = 1 << 8;
    /** How much shorter than the last a rough step must be: where a step reads a whole problem, and where few scores. */
    static final double STRICT = 0.25;

    static final double PATIENT = 0.75;
    /** How short the first one must be where φ may bend, in temperatures. */
    private static final double FIRST_STEP = 2;
    /** How often a search may begin again around a pivot that is nearer to the solution. */
    private static final int MAX_PIVOTS = 8;

    /**
     * Rounded thresholds are multiples of 2 to the power of minus this, in units of the temperature rounded down to a
     * power of 2.
     */
    private static final int GRID_BITS = 16;

    /** Scores whose range is more temperatures than this are not all active together, wherever they lie. */
    private static final int WIDE_RANGE = 64;

    /** How often a sample is asked for a better threshold; it is too inaccurate to help after that. */
    private static final int MAX_QUESTIONS = 3;

    private static final long NO_COUNT = -1;

    /** The threshold tried last, and what was counted there. */
    final FloatClip clip = new FloatClip();

    final Tally tally = new Tally();
    /** How many thresholds were tried. */
    long counts;
    /** Whether x was written at the solution on the way to it. */
    boolean written;

    private final FloatSearched searched = new FloatSearched();
    private final FloatPicks picks = new FloatPicks();
    private final Tally part = new Tally();

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatScores problem;

    private double tau;
    private double grid;
    private double pivot;
    /** What rounding to the scores' type took off the threshold that the pivot is for. */
    private double rest;

    /** The bracket, as offsets from the pivot: φ is at least 0 at its left end and at most 0 at its right. */
    private double left;

    private double right;

    /** The range of the scores, as far as it is known. */
    private double min;

    private double max;

    /** Whether a step by rough counts was as short as asked for. */
    private boolean near;
    /** Whether the start is a guess, so that the first step is rounded; see {@link #round}. */
    private boolean guessed;

    /** Prepares for a problem, and returns the temperature that is really used. */
    double begin(FloatScores problem, double temperature) {
        this.problem = problem;
        counts = 0;
        written = false;
        searched.begin(problem);
        return temper(temperature);
    }

    /** Goes on at another temperature, and returns the one that is really used. */
    double temper(double temperature) {
        tau = clip.temperature(temperature);
        grid = Math.scalb(1.0, Math.getExponent(tau) - GRID_BITS);
        return tau;
    }

    /** Searches the whole problem from this threshold, without a bracket. */
    void everywhere(double threshold) {
        within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        from(round(threshold));
        guessed = true;
    }

    /** Searches the whole problem, whose scores lie in [min, max]; {@link #from} is called next. */
    void within(double min, double max) {
        among(null, 0, min, max);
    }

    /** Searches these scores instead of the problem's; they lie in [min, max]. {@link #from} is called next. */
    void among(float @Nullable [] scores, int size, double min, double max) {
        searched.among(scores, size);
        this.min = min;
        this.max = max;
    }

    /** Begins at this threshold, with a bracket that holds every solution. */
    void from(double start) {
        searched.all();
        guessed = false;
        pivot = (float) Math.min(max, Math.max(Math.max(min - tau, -Float.MAX_VALUE), start));
        rest = Math.abs(start - pivot) <= Math.ulp((float) pivot) ? start - pivot : 0;
        // In this order: min − τ would be rounded to min where τ is tiny beside the scores.
        left = (min - pivot) - tau;
        right = max - pivot;
    }

    /**
     * Where to begin if nothing is known. If all scores are active, the solution is their mean less τ times the share;
     * where their range is too wide for that, a few far scores may take the mean away from all others, and a quantile
     * of some picks is nearer.
     *
     * @param share the mass over the number of scores
     */
    double start(double mean, double share) {
        if (max - min <= WIDE_RANGE * tau || !problem.totals().isSingle()) {
            return mean - tau * share;
        }
        return some().quantile(1 - share);
    }

    /** Some of the scores that are searched. */
    FloatPicks some() {
        pick(1, false);
        return picks;
    }

    /** The mass Σ x at a threshold, of the scores that are searched. */
    double mass(double threshold) {
        count(clip.threshold(pivot, threshold - pivot));
        return tally.sum / tau + tally.ones;
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
        return searched.isReduced()
                && Double.isFinite(part.all)
                && (Double.isInfinite(left) || excess(left, k) >= 0)
                && (Double.isInfinite(right) || excess(right, k) <= 0);
    }

    /** Counts at an offset, and returns τ φ there. */
    private double excess(double offset, double k) {
        count(clip.threshold(pivot, offset));
        return tally.sum + tau * (tally.ones - k);
    }

    /**
     * Comes near the solution by Newton steps from rough counts, which cost less than exact ones, and takes it as the
     * pivot. Stops where the next step would be shorter than asked for, or not much shorter than the last.
     *
     * @param trusted whether φ is nearly linear near the start; if not, the first step must be short, too
     * @param contraction how much shorter than the last each step must be, {@link #STRICT} or {@link #PATIENT}
     * @param shortest a step of so many temperatures isn't worth a count
     * @return whether all scores are finite, and their sum too
     */
    boolean approach(double k, boolean trusted, double contraction, double shortest) {
        double last = trusted ? Double.POSITIVE_INFINITY : FIRST_STEP * tau / contraction;
        near = false;
        // Of few digits, so that zeros and ones less the level add up without rounding.
        clip.level = (float) (Math.rint(LEVELS * (k / searched.length())) / LEVELS);
        for (int i = 0; i < MAX_ROUGH_STEPS && !near; i++) {
            clip.threshold(pivot, 0);
            counts++;
            tally.clear();
            searched.approach(clip, tally);
            if (!Double.isFinite(tally.all)) {
                return false;
            }
            double next = tau * (tally.sum - k) / tally.active;
            if (!(Math.abs(next) < contraction * last)) {
                break;
            }
            from(pivot + next);
            // Steps get shorter by their square: what is left is about the next one.
            double ratio = i == 0 ? 1 : next / last;
            near = (i == 0 || Math.abs(ratio) <= STRICT)
                    && Math.abs(next) * Math.min(1, ratio * ratio) <= shortest * tau;
            last = Math.abs(next);
        }
        return true;
    }

    /** Whether {@link #approach} came as near as it was asked to. */
    boolean isNear() {
        return near;
    }

    /** The threshold that the search begins at. */
    double pivot() {
        return pivot;
    }

    /**
     * Looks whether the threshold that was come near to is a solution, or if not, the one that follows from what is found
     * there; x may be written there, see {@link FloatScores#mass}. Leaves to {@link #run} whatever rounding could decide:
     * vertices and exact kinks.
     *
     * @return whether it is, and the clip is set to it
     */
    boolean confirm(double k) {
        // Ones are added to Σ x and taken off again, which rounds a step where few entries are active beside many ones.
        if (SUM_ROUNDING * k > CONFIRMED_STEP * tally.active) {
            return false;
        }
        double offset = rest;
        for (int i = 0; i < MAX_CONFIRMATIONS; i++) {
            clip.threshold(pivot, offset);
            counts++;
            tally.clear();
            boolean writes = problem.mass(clip, tally);
            double excess = tally.sum + (tally.ones - k);
            double step = excess / tally.active;
            double edge = EDGE * tally.active;
            if (tally.sum <= edge || tally.active - tally.sum <= edge) {
                return false;
            }
            if (Math.abs(step) <= CONFIRMED_STEP && Math.abs(excess) <= CONFIRMED_STEP * Math.max(1, k)) {
                boolean isClear = !isNearRound(clip.threshold);
                written = writes && isClear;
                return isClear;
            }
            offset = clip.offset(pivot) + tau * step;
        }
        return false;
    }

    /**
     * Searches for mass k, beginning at the pivot. Where the solution turns out to be so far from the pivot that its
     * offset has too few digits, as with scores far away from all others, the search begins again around the threshold
     * that it found. So accuracy depends on the scores near the solution, and not on the farthest.
     *
     * @param guide a sample to ask where Newton's method fails, if there is one
     * @return the threshold that the final partition gives, to which the clip is set
     */
    double run(double k, @Nullable FloatSample guide) {
        double offset = newton(k, guide);
        for (int again = 0; again < MAX_PIVOTS && isCoarse(offset, k); again++) {
            nearer(offset);
            offset = newton(k, null);
        }
        offset = exact(offset, k);
        if (!isVertex(k)) {
            clip.threshold(pivot, offset);
        }
        return clip.threshold;
    }

    /** Takes the threshold found as the pivot, and keeps the bracket, but for the rounding of its ends. */
    private void nearer(double offset) {
        double lower = left;
        double upper = right;
        double last = pivot;
        from(round(pivot + offset));
        guessed = true;
        double shift = last - pivot;
        double slack = 4 * Math.ulp(Math.max(Math.abs(offset), Math.abs(shift)));
        left = Math.max(left, lower + shift - slack);
        right = Math.min(right, upper + shift + slack);
    }

    /** Whether the rounding of an offset, or of what settled scores add up to there, is seen in x or in Σ x. */
    private boolean isCoarse(double offset, double k) {
        double rounding = Math.ulp(offset);
        return !isVertex(k)
                && (rounding > COARSEST_STEP * tau
                        || rounding * tally.active + searched.rounding(offset) > COARSEST_SUM * tau * Math.max(1, k));
    }

    /** Whether, as far as it is known, there may be zeros and ones: scores as far apart as the temperature. */
    boolean mayHaveGap() {
        return max - min >= tau;
    }

    /** Tallies the gap around the solution. */
    void gap(Tally tally) {
        searched.gap(clip, tally);
    }

    /** Whether the threshold tried last gives a vertex of mass k. */
    boolean isVertex(double k) {
        return tally.active == 0 && tally.ones == k;
    }

    /**
     * The round number next to a solution, if it gives exactly mass k, else the solution. At an exact kink, where some
     * y − ν is 0 or τ, rounding errors of the solution alone would decide whether an entry is active.
     */
    private double exact(double offset, double k) {
        double threshold = pivot + offset;
        if (isVertex(k) || !isNearRound(threshold)) {
            return offset;
        }
        double rounded = round(threshold);
        double last = pivot;
        part.clear();
        part.add(tally);
        // Counted over all scores and from a pivot so near that nothing is rounded.
        searched.all();
        pivot = (float) rounded;
        if (excess(rounded - pivot, k) == 0) {
            return rounded - pivot;
        }
        pivot = last;
        tally.clear();
        tally.add(part);
        return offset;
    }

    /** Whether a threshold is so near to a round number that it may be that number. */
    private boolean isNearRound(double threshold) {
        return Math.abs(round(threshold) - threshold) <= NEAR_ROUND * tau && Math.ulp(threshold) <= grid;
    }

    private double newton(double k, @Nullable FloatSample guide) {
        double offset = 0;
        int asked = 0;
        double lastExcess = Double.POSITIVE_INFINITY;
        // The partition that the last Newton step started from. If the step leads to the same partition, φ is linear in
        // between, and the step's result is the solution.
        long lastActive = NO_COUNT;
        long lastOnes = NO_COUNT;
        for (int step = 1; ; step++) {
            double excess = excess(offset, k);
            double at = clip.offset(pivot);
            if (tally.active == 0 && excess == 0) {
                return at;
            }
            // Both the offset asked for and the rounded one that was tried leave the bracket, so that neither is tried
            // again.
            left = excess >= 0 ? Math.max(left, Math.max(at, offset)) : left;
            right = excess <= 0 ? Math.min(right, Math.min(at, offset)) : right;
            double next = tally.active == 0 ? Double.NaN : at + excess / tally.active;
            boolean same = tally.active == lastActive && tally.ones == lastOnes;
            boolean last =
                    Math.abs(next - at) <= LAST_STEP * tau && Math.abs(excess) <= LAST_STEP * tau * Math.max(1, k);
            if (tally.active > 0 && (same || last)) {
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

    /** How much the solution may be off by rounding. */
    double tolerance() {
        return Math.max(LAST_STEP * tau, 2 * Math.ulp(clip.offset(pivot)));
    }

    /** Tallies all scores, settled ones included, at the clip's threshold, which is an offset of {@code at}. */
    private void count(double at) {
        counts++;
        tally.clear();
        searched.count(clip, at, tally);
        problem.totals().add(tally, null);
    }

    /** Goes on with only the scores that the bracket leaves open; the clip is at offset {@code at}. */
    private void reduce(double at) {
        part.clear();
        searched.reduce(pivot + left, pivot + right, tau, clip, at, part);
    }

    /** The median of some breakpoints inside the bracket, or the bracket's middle if none was found. */
    private double breakpoint(int step) {
        boolean alone = problem.totals().isSingle();
        // Other workers would find other breakpoints, but all must try the same threshold.
        if (alone && (Double.isInfinite(left) || Double.isInfinite(right))) {
            part.clear();
            searched.survey(part);
            left = Math.max(left, (part.min - pivot) - tau);
            right = Math.min(right, part.max - pivot);
        }
        if (alone) {
            pick(step, true);
        }
        return alone && !picks.isEmpty() ? picks.median() : 0.5 * left + 0.5 * right;
    }

    /** Picks some of the scores that are searched, or of their breakpoints in the bracket. */
    private void pick(int step, boolean breakpoints) {
        float[] y = searched.array();
        int from = 0;
        int size = searched.size();
        if (y == null) {
            int chunk = step % problem.chunks();
            problem.show(chunk);
            y = problem.shown();
            from = problem.shownFrom();
            size = problem.size(chunk);
        }
        if (breakpoints) {
            picks.breakpoints(y, from, size, step, pivot, tau, left, right);
        } else {
            picks.scores(y, from, size, step);
        }
    }
}
