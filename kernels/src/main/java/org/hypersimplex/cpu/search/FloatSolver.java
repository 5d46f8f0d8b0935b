package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threshold of one problem. Short problems are searched from a guess, or from the threshold that would be
 * right if all entries were active; longer ones from the threshold of a sample of their scores. Where φ is smooth, rough
 * counts come so near that one count of the x to be written usually confirms the threshold. Where φ bends, or is a
 * staircase (see {@link FloatSearch}), one pass reduces the scores to those that a bracket leaves open, the sample's or that
 * of a higher temperature, and only these are searched; the result is computed from the final partition. So it goes with long
 * problems, too, whose threshold isn't confirmed. Where the bracket is too wide or misses the solution, the whole problem is
 * searched, and the sample is asked again where Newton's method fails. How a threshold was found changes no more than its
 * last bits.
 */
public final class FloatSolver {
    /** Problems shorter than this are not worth a sample. */
    private static final int MIN_SAMPLED_LENGTH = 1 << 12;
    /**
     * Problems from this length on don't fit the caches. They are read as few times as possible where φ isn't smooth: by the
     * sample's bracket alone, even if it is wide.
     */
    private static final int MIN_REDUCED_LENGTH = 1 << 21;
    /** How much higher a temperature must be at least for {@link #reduceFromWarmer}. */
    private static final double MIN_WARMING = 4;

    private static final float UNIT = 1;
    private static final double ROUNDING = Math.ulp(UNIT);

    private final FloatSearch search = new FloatSearch();
    private final FloatSample sample = new FloatSample();
    private final FloatClip clip = search.clip;
    private final Tally tally = search.tally;

    @SuppressWarnings("NullAway.Init") // set by solve, before anything else
    private FloatScores problem;

    private double k;
    private double tau;

    /** What a survey found: how many scores are finite and how many +∞, and the range and sum of the finite ones. */
    private long finite;

    private long infinite;
    private double min;
    private double max;
    private double sum;

    /** The clip of the threshold found last. */
    public FloatClip clip() {
        return clip;
    }

    /** Whether the last problem's results were written while it was solved. */
    public boolean written() {
        return search.written;
    }

    /** How many thresholds were tried on the way to the last solution. */
    public long counts() {
        return search.counts;
    }

    /**
     * Solves a problem, leaves the solution in {@link #clip} and returns the threshold.
     *
     * @param guess a threshold that may be near, or NaN
     */
    public double solve(FloatScores problem, double k, double tau, double guess) {
        this.problem = problem;
        this.k = k;
        this.tau = search.begin(problem, tau);
        clip.gap.clear();
        long length = problem.length();
        // A guess is usually nearer than a sample's threshold, but gives no bracket to reduce a very long problem with.
        boolean sampling = problem.totals().isSingle()
                && (length >= MIN_REDUCED_LENGTH || (length >= MIN_SAMPLED_LENGTH && !Double.isFinite(guess)));
        if (!sampling || k <= 0 || k >= length || !solveFromSample()) {
            solveFromSurvey(guess);
        }
        return clip.threshold;
    }

    /**
     * Solves the problem by a sample, and returns whether that was possible: not if there are infinite scores or NaN, or the
     * sample's scores are all the same.
     */
    private boolean solveFromSample() {
        if (!sample.approach(problem, k, tau) || sample.isConstant()) {
            return false;
        }
        boolean isRough = sample.isStaircase() || !sample.isStraight();
        if (isRough && solveReduced()) {
            return true;
        }
        search.everywhere(sample.threshold());
        if (!search.approach(k, sample.isStraight(), FloatSearch.STRICT, FloatSearch.ROUGH_STEP)) {
            return false;
        }
        if (search.isNear() && search.confirm(k)) {
            return true;
        }
        if (!isRough && problem.length() >= MIN_REDUCED_LENGTH) {
            double near = search.pivot();
            if (solveReduced()) {
                return true;
            }
            search.everywhere(near);
        }
        search.run(k, sample);
        finish();
        return true;
    }

    /** Reduces the problem and searches what is left, and returns whether that was possible. */
    private boolean solveReduced() {
        if (!reduce()) {
            return false;
        }
        search.run(k, null);
        finish();
        return true;
    }

    /** Reduces the problem by a narrow bracket, and returns whether that was possible. */
    private boolean reduce() {
        boolean isLong = problem.length() >= MIN_REDUCED_LENGTH;
        if (!isLong && reduceFromWarmer()) {
            return true;
        }
        sample.bracket();
        return (isLong || sample.isStaircase()) && reduceFromSample();
    }

    /**
     * Reduces the problem by the threshold of a higher temperature, at which φ is smooth, so that it is come near to by rough
     * counts. At the lower one, the right threshold cuts the scores that are active at the higher about in the middle. As
     * if they were evenly spread there, some standard deviations to either side of it are a bracket, which is much narrower
     * than the sample's.
     *
     * @return whether that was possible; not if the bracket misses the solution
     */
    private boolean reduceFromWarmer() {
        double warmer = sample.isTypical() ? sample.warm() : Double.NaN;
        if (!(warmer >= MIN_WARMING * tau)) {
            return false;
        }
        search.temper(warmer);
        search.everywhere(sample.threshold());
        boolean isNear = search.approach(k, true, FloatSearch.STRICT, FloatSample.WARM_STEP) && search.isNear();
        double middle = search.pivot() + 0.5 * warmer;
        double active = tally.active;
        search.temper(tau);
        double half = warmer * (FloatSample.unevenness(active) / active);
        return isNear && search.reduceTo(middle - half - tau, middle - 0.5 * tau, middle + half, k);
    }

    /**
     * Reduces the problem by the sample's bracket. Returns false if it leaves too many scores open or misses the
     * solution.
     */
    private boolean reduceFromSample() {
        double lower = sample.lower();
        double upper = sample.upper();
        // Half of the room only: it is split evenly among chunks, and one may have more open scores than others.
        boolean fits = sample.openShare(lower, upper) * problem.length() <= problem.room() * 0.5;
        return fits && search.reduceTo(lower, sample.threshold(), upper, k);
    }

    private void solveFromSurvey(double guess) {
        survey();
        double mass = k - infinite;
        if (finite == 0) {
            clip.threshold(0, 0);
        } else if (mass == 0) {
            clip.threshold(max, 0);
        } else if (mass == finite) {
            clip.admit((float) min, min - tau);
        } else if (min == max) {
            // All x are the same, and no other threshold needs to be tried.
            search.counts++;
            clip.threshold(min, -tau * (mass / finite));
        } else {
            search.within(min, max);
            search.from(Double.isFinite(guess) ? guess : search.start(sum / finite, mass / finite));
            search.run(k, null);
            finish();
        }
    }

    private void survey() {
        tally.clear();
        problem.survey(tally);
        tally.active = problem.length();
        InputException fault = Double.isFinite(tally.sum) ? null : surveyCarefully();
        problem.totals().widen(tally, fault);
        problem.totals().add(tally, null);
        min = tally.min;
        max = tally.max;
        sum = tally.sum;
        finite = tally.active;
        infinite = tally.ones;
        if (k < infinite || k > infinite + finite) {
            throw InputException.infeasible(problem.index(), k, infinite, infinite + finite);
        }
    }

    /**
     * Surveys scores whose sum is not finite one by one: counts finite ones as active, +∞ as ones, and leaves out −∞.
     *
     * @return the error if there is a NaN, else null
     */
    private @Nullable InputException surveyCarefully() {
        tally.clear();
        double scaled = 0;
        long entry = 0;
        for (int c = 0; c < problem.chunks(); c++) {
            problem.show(c);
            float[] y = problem.shown();
            int from = problem.shownFrom();
            for (int i = from; i < from + problem.size(c); i++, entry++) {
                if (Float.isFinite(y[i])) {
                    tally.active++;
                    tally.min = Math.min(tally.min, y[i]);
                    tally.max = Math.max(tally.max, y[i]);
                    // A running mean, since a sum could overflow, and a difference too.
                    scaled += y[i] / (double) tally.active - scaled / tally.active;
                } else if (y[i] > 0) {
                    tally.ones++;
                } else if (Float.isNaN(y[i])) {
                    return InputException.notANumber(problem.index(), entry);
                }
            }
        }
        tally.sum = scaled * tally.active;
        return null;
    }

    /**
     * Sets the clip to the search's result, or, at a vertex (every x is 0 or 1), to the middle of the thresholds that
     * give it.
     */
    private void finish() {
        // What the search may be off by, and what rounding may have changed each d by.
        double edge = tally.active * (4 * search.tolerance() + 2 * ROUNDING * tau);
        boolean certain = search.isVertex(k);
        boolean atEdge = tally.active > 0
                && search.mayHaveGap()
                && (tally.sum <= edge || tau * tally.active - tally.sum <= edge);
        if (certain || (atEdge && k == Math.rint(k))) {
            vertex(certain);
        }
    }

    /** Finds the gap around the threshold, between the scores with x < ½ and the others, and notes it in the clip. */
    public void gap() {
        tally.clear();
        problem.gap(clip, tally);
        noteGap();
    }

    private void noteGap() {
        problem.totals().widen(tally, null);
        clip.gap.upper = (float) tally.min;
        clip.gap.lower = (float) tally.max;
    }

    /**
     * Sets the clip to the middle of the thresholds that give the same vertex. Leaves it alone if there is no vertex.
     *
     * @param certain whether this is known to be a vertex; else there must be zeros and ones, and at least τ between them
     */
    private void vertex(boolean certain) {
        search.gap(tally);
        noteGap();
        boolean isGap = tally.min < Double.POSITIVE_INFINITY && tally.max > Double.NEGATIVE_INFINITY;
        if (!isGap || (!certain && tally.min - tally.max < tau)) {
            return;
        }
        clip.between((float) tally.max, (float) tally.min, tau);
    }
}
