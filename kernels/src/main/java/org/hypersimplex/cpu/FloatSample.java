package org.hypersimplex.cpu;

/**
 * A sample of a problem's scores, whose threshold tells about where the problem's own is (as Floyd and Rivest 1975 select
 * in two reads): a guess, and a bracket of some standard deviations around it. Drawn from all of the problem in short
 * runs, the same ones every time.
 */
final class FloatSample {
    /** Neighbouring scores that are drawn together: a cache line of floats. */
    private static final int RUN = 16;

    private static final int LEAST = 256;
    private static final int MOST = 1 << 18;
    /** Standard deviations to either side; the bracket is checked afterwards. */
    private static final double DEVIATIONS = 3;
    /** Scores by which a bracket is wider, since small counts are not normally distributed. */
    private static final double MORE = 2;
    /** If fewer scores of the sample are active, φ's slope there says nothing about the bracket. */
    private static final int FEW = 16;

    private final FloatSearch search;
    private final Tally tally = new Tally();
    private float[] scores = new float[0];
    private int size;
    private double tau;
    private double threshold;
    private double lower;
    private double upper;
    private double activeShare;

    FloatSample(FloatSearch search) {
        this.search = search;
    }

    /**
     * Draws and solves a sample of about {@code factor} times n to the power of two thirds, which balances its own cost
     * with that of the scores it leaves open.
     *
     * @param share the problem's mass over its length
     * @return whether the sample's scores are all finite
     */
    boolean solve(FloatProblem problem, double share, int factor) {
        draw(problem, factor);
        tally.clear();
        problem.passes().survey(scores, 0, size, tally);
        if (!Double.isFinite(tally.sum)) {
            return false;
        }
        tau = search.clip.tau;
        double mass = share * size;
        double margin = DEVIATIONS * Math.sqrt(mass * (1 - share)) + MORE;
        threshold = root(mass, tally.sum / size - tau * share);
        double active = search.tally.active;
        activeShare = active / size;
        double half = tau * (margin / active);
        boolean smooth = active >= FEW;
        lower = mass + margin >= size
                ? Double.NEGATIVE_INFINITY
                : smooth ? threshold - half : root(mass + margin, threshold);
        upper = mass - margin <= 0
                ? Double.POSITIVE_INFINITY
                : smooth ? threshold + half : root(mass - margin, threshold);
        return true;
    }

    /** The threshold of the sample. */
    double threshold() {
        return threshold;
    }

    /** A threshold that is probably below the problem's, or −∞. */
    double lower() {
        return lower;
    }

    /** A threshold that is probably above the problem's, or +∞. */
    double upper() {
        return upper;
    }

    /** The share of the scores that is active at the sample's threshold. */
    double activeShare() {
        return activeShare;
    }

    private double root(double mass, double start) {
        search.among(scores, size, tally.min, start, tally.max);
        return search.pivot() + search.run(mass, 0);
    }

    private void draw(FloatProblem problem, int factor) {
        long length = problem.length();
        int runs = (int) Math.min(MOST, Math.max(LEAST, factor * Math.cbrt((double) length * length))) / RUN;
        size = runs * RUN;
        if (scores.length < size) {
            scores = new float[size];
        }
        long stratum = length / runs;
        for (int r = 0; r < runs; r++) {
            // Somewhere in its part of the problem, so that scores with a period don't all show the same phase.
            long jitter = ((r * 0x9E3779B9L) & 0xFFFFFFFFL) % (stratum - RUN + 1);
            problem.read(r * stratum + jitter, RUN, scores, r * RUN);
        }
    }
}
