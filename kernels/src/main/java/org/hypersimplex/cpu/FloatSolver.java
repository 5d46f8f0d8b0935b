package org.hypersimplex.cpu;

import java.util.Arrays;
import org.hypersimplex.Numbers;

/**
 * Finds the threshold of one problem: Newton's method on φ(ν) = Σ clip((y − ν)/τ, 0, 1) − k inside a bracket, started
 * where all entries would be active (Cominetti, Mascarenhas and Silva 2014). Where Newton stalls, as it does when φ is a
 * staircase, a breakpoint met by chance in the bracket is tried instead, and the scores are reduced to those that the
 * bracket leaves open: a selection, of expected O(n) cost for any scores. The result comes from the final partition alone,
 * whatever led there.
 *
 * <p>Thresholds are kept as offsets from a pivot, one of the machine's numbers near the solution, in double.
 */
final class FloatSolver {
    /** Newton steps between two reductions. */
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
    /** Of the problem, at most this share is copied when long problems are reduced. */
    private static final int SHARE = 32;

    private static final long NEVER = -1;

    private final FloatClip clip = new FloatClip();
    private final FloatClip lower = new FloatClip();
    private final FloatClip upper = new FloatClip();
    private final Tally tally = new Tally();
    private final double[] breakpoints = new double[SAMPLE];

    @SuppressWarnings("NullAway.Init") // set by solve, before anything else
    private FloatProblem problem;

    private double k;
    private double tau;
    private double pivot;

    /** What is known of the scores: how many are finite or +∞, and their range. */
    private long finite;

    private long infinite;
    private double min;
    private double max;
    private double sum;

    /** The bracket, as offsets from the pivot: φ is at least 0 at its left end and at most 0 at its right. */
    private double left;

    private double right;

    /** The scores that the bracket leaves open, once there was a reduction, and what the others add up to. */
    private float[] open = new float[0];

    private int opened;
    private boolean reduced;
    private final Tally settled = new Tally();

    /** The clip of the threshold found last. */
    FloatClip clip() {
        return clip;
    }

    /** Solves a problem, leaves the solution in {@link #clip} and returns the threshold. */
    double solve(FloatProblem problem, double k, double tau) {
        this.problem = problem;
        this.k = k;
        this.tau = tau;
        clip.temperature(tau);
        lower.temperature(tau);
        upper.temperature(tau);
        survey();
        double mass = k - infinite;
        if (finite == 0) {
            clip.threshold(0, 0);
        } else if (mass == 0) {
            clip.threshold(max, 0);
        } else if (mass == finite) {
            clip.admit((float) min, min - tau);
        } else {
            search(mass);
        }
        return clip.threshold();
    }

    private void survey() {
        tally.clear();
        problem.pass(Pass.SURVEY, tally);
        if (Double.isFinite(tally.sum)) {
            finite = problem.length();
            infinite = 0;
            min = tally.min;
            max = tally.max;
            sum = tally.sum;
        } else {
            surveyCarefully(problem, k);
        }
    }

    /** Looks at scores that don't have a finite sum one by one: infinite ones are counted, a NaN is an error. */
    void surveyCarefully(FloatProblem problem, double k) {
        finite = 0;
        infinite = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        double scaled = 0;
        long entry = 0;
        for (int c = 0; c < problem.chunks(); c++) {
            problem.show(c, Pass.SURVEY);
            float[] y = problem.scores().array();
            int from = problem.scores().from();
            for (int i = from; i < from + problem.size(c); i++, entry++) {
                if (Float.isFinite(y[i])) {
                    finite++;
                    min = Math.min(min, y[i]);
                    max = Math.max(max, y[i]);
                    // A running mean can't overflow where a sum can.
                    scaled += (y[i] - scaled) / finite;
                } else if (y[i] > 0) {
                    infinite++;
                } else if (Float.isNaN(y[i])) {
                    throw Numbers.notANumber(problem.index(), entry);
                }
            }
        }
        sum = scaled * finite;
        if (k < infinite || k > infinite + finite) {
            throw Numbers.infeasible(problem.index(), k, infinite, infinite + finite);
        }
    }

    private void search(double mass) {
        double start = sum / finite - tau * (mass / finite);
        pivot = (float) Math.min(max, Math.max(min - tau, start));
        left = (min - pivot) - tau;
        right = max - pivot;
        reduced = false;
        settled.clear();
        double offset = 0;
        double span = right - left;
        long lastActive = NEVER;
        long lastOnes = NEVER;
        for (int step = 1; ; step++) {
            double at = clip.threshold(pivot, offset);
            count(at);
            double excess = tally.sum + tau * (tally.ones - k);
            if (tally.active == 0 && excess == 0) {
                vertex(true);
                return;
            }
            left = excess >= 0 ? Math.max(left, at) : left;
            right = excess <= 0 ? Math.min(right, at) : right;
            double next = tally.active == 0 ? Double.NaN : at + excess / tally.active;
            boolean same = tally.active == lastActive && tally.ones == lastOnes;
            if (tally.active > 0 && (same || Math.abs(next - at) <= tolerance(at))) {
                settle(next);
                return;
            }
            lastActive = tally.active;
            lastOnes = tally.ones;
            if (step % PATIENCE == 0) {
                reduce();
            }
            boolean stalled = step % PATIENCE == 0 && right - left > 0.25 * span;
            span = step % PATIENCE == 0 ? right - left : span;
            if (stalled || !(next > left && next < right)) {
                next = breakpoint(step);
            }
            if (next == offset || step > MOST_STEPS) {
                clip.threshold(pivot, next);
                return;
            }
            offset = next;
        }
    }

    private double tolerance(double offset) {
        return Math.max(SHORT * tau, 2 * Math.ulp(offset));
    }

    /** Counts active entries and ones of the whole problem at the clip's threshold, an offset of {@code at}. */
    private void count(double at) {
        tally.clear();
        if (!reduced) {
            problem.pass(Pass.COUNT, tally);
            return;
        }
        problem.passes().count(open, 0, opened, clip, tally);
        tally.sum += settled.sum - settled.active * at;
        tally.active += settled.active;
        tally.ones += settled.ones;
    }

    /** Takes the offset that the final partition gives, or the middle of the interval if it is one end of a vertex's. */
    private void settle(double offset) {
        double edge = 4 * tally.active * tolerance(offset);
        boolean atEdge = tally.sum <= edge || tau * tally.active - tally.sum <= edge;
        if (!(atEdge && k == Math.rint(k) && vertex(false))) {
            clip.threshold(pivot, offset);
        }
    }

    /**
     * At a vertex, where an interval of thresholds would do, takes its middle.
     *
     * @param certain whether this is known to be a vertex, or to be found out
     */
    private boolean vertex(boolean certain) {
        tally.clear();
        problem.pass(Pass.GAP, tally);
        if (!certain && tally.min - tally.max < tau) {
            return false;
        }
        double middle = tally.max + 0.5 * ((tally.min - tau) - tally.max);
        clip.threshold(middle, 0);
        if (clip.isPositive((float) tally.max)) {
            middle = tally.max;
        }
        clip.admit((float) tally.min, middle);
        return true;
    }

    /** Keeps only the scores whose part the bracket leaves open, unless there is no room for them. */
    private void reduce() {
        if ((reduced ? opened : problem.length()) <= FEW) {
            return;
        }
        double at = lower.threshold(pivot, left);
        upper.threshold(pivot, right);
        tally.clear();
        int end = reduced ? reduceAgain() : reduceAll();
        if (end >= 0) {
            settled.sum += tally.sum + tally.active * at;
            settled.active += tally.active;
            settled.ones += tally.ones;
            opened = end;
            reduced = true;
        }
    }

    private int reduceAgain() {
        return problem.passes().reduce(open, 0, opened, lower, upper, open, 0, opened, tally);
    }

    private int reduceAll() {
        int chunks = problem.chunks();
        int room = (int) Math.min(Integer.MAX_VALUE - 8, chunks == 1 ? problem.length() : problem.length() / SHARE);
        if (open.length < room) {
            open = new float[room];
        }
        int end = 0;
        for (int c = 0; c < chunks && end >= 0; c++) {
            problem.show(c, Pass.COUNT);
            FloatWindow y = problem.scores();
            int to = y.from() + problem.size(c);
            end = problem.passes().reduce(y.array(), y.from(), to, lower, upper, open, end, room, tally);
        }
        return end;
    }

    /** The middle one of some breakpoints inside the bracket, or the bracket's middle if none is met. */
    private double breakpoint(int step) {
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
