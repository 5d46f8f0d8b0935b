package org.hypersimplex.cpu;

import org.hypersimplex.Numbers;

/**
 * Finds the threshold of one problem. Short problems are searched from where all entries would be active; longer ones
 * from the threshold of a sample of their scores. If they are long, or if φ is a staircase, one pass reduces the scores to
 * those that the sample's bracket leaves open, and only these are searched. Where a bracket is too wide or doesn't hold, all
 * of the problem is searched, with the sample to ask where Newton's method fails. The result comes from the final partition
 * alone, whatever led there.
 */
final class FloatSolver {
    /** Problems shorter than this are not worth a sample. */
    private static final int SAMPLED = 1 << 12;
    /** Problems from this length on don't fit the caches, and are read as few times as can be. */
    private static final int LONG = 1 << 21;
    /** If a smaller share of the scores than this is active, φ is a staircase to Newton's method. */
    private static final double FLAT = 1 / 32.0;

    private final FloatSearch search = new FloatSearch();
    private final FloatSample sample = new FloatSample();
    private final FloatClip clip = search.clip;
    private final Tally tally = search.tally;

    @SuppressWarnings("NullAway.Init") // set by solve, before anything else
    private FloatProblem problem;

    private double k;
    private double tau;

    /** What is known of the scores: how many are finite or +∞, and their range. */
    private long finite;

    private long infinite;
    private double min;
    private double max;
    private double sum;

    /** The clip of the threshold found last. */
    FloatClip clip() {
        return clip;
    }

    /** How many thresholds were tried on the way to the last solution. */
    long counts() {
        return search.counts;
    }

    /**
     * Solves a problem, leaves the solution in {@link #clip} and returns the threshold.
     *
     * @param guess a threshold that may be near, or NaN
     */
    double solve(FloatProblem problem, double k, double tau, double guess) {
        this.problem = problem;
        this.k = k;
        this.tau = search.begin(problem, tau);
        long length = problem.length();
        // A guess is worth more than a sample, but it doesn't tell where not to look.
        boolean sampling = length >= LONG || (length >= SAMPLED && !Double.isFinite(guess));
        if (!sampling || k <= 0 || k >= length || !solveFromSample()) {
            solveFromSurvey(guess);
        }
        return clip.threshold;
    }

    /** Whether a sample led to the solution; not if there are infinite scores or NaN, or the bracket didn't hold. */
    private boolean solveFromSample() {
        long length = problem.length();
        if (length < LONG && !isFinite()) {
            return false;
        }
        if (!sample.solve(problem, k, tau, length < LONG ? 1 : 2)) {
            return false;
        }
        if ((length >= LONG || sample.activeShare() <= FLAT) && reduce()) {
            finish(search.run(k, 0, null));
            return true;
        }
        if (length >= LONG && !isFinite()) {
            return false;
        }
        search.everywhere(sample.threshold());
        finish(search.run(k, 0, sample));
        return true;
    }

    /** Whether the sample's bracket leaves few scores open, and holds. */
    private boolean reduce() {
        double lower = sample.lower();
        double upper = sample.upper();
        // Half of the room: a chunk may have more of the open scores than others.
        boolean fits = sample.openShare(lower, upper) * problem.length() <= problem.room() * 0.5;
        return fits && search.reduceTo(lower, sample.threshold(), upper, k);
    }

    private boolean isFinite() {
        tally.clear();
        problem.pass(Pass.CHECK, tally);
        return Double.isFinite(tally.all);
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
        } else {
            double start = Double.isFinite(guess) ? guess : sum / finite - tau * (mass / finite);
            search.within(min, start, max);
            finish(search.run(k, 0, null));
        }
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
            surveyCarefully();
        }
    }

    /** Looks at scores that don't have a finite sum one by one: infinite ones are counted, a NaN is an error. */
    private void surveyCarefully() {
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

    /** Takes the search's result: at a vertex, where an interval of thresholds would do, its middle. */
    private void finish(double offset) {
        double edge = 4 * tally.active * search.tolerance(offset);
        boolean certain = tally.active == 0 && tally.ones == k;
        boolean atEdge = tally.active > 0 && (tally.sum <= edge || tau * tally.active - tally.sum <= edge);
        if (!((certain || (atEdge && k == Math.rint(k))) && vertex(certain))) {
            clip.threshold(search.pivot(), offset);
        }
    }

    /**
     * At a vertex, takes the middle of the thresholds that give it.
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
}
