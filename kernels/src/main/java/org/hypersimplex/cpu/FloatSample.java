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

    private final FloatSearch search = new FloatSearch();
    private final FloatBand band = new FloatBand();
    private final Tally tally = new Tally();
    private float[] scores = new float[0];
    private int size;
    /** The sample's size over the problem's. */
    private double scale;

    private double tau;
    private double mass;
    private double margin;
    private double threshold;
    private double active;
    /** How far either end of the bracket is away, if φ is about straight there. */
    private double half;

    private boolean straight;

    /**
     * Draws and solves a sample of about {@code factor} times n to the power of two thirds, which balances its own cost
     * with that of the scores it leaves open.
     *
     * @param k the problem's mass
     * @return whether the sample's scores are all finite
     */
    boolean solve(FloatProblem problem, double k, double tau, int factor) {
        draw(problem, factor);
        tally.clear();
        problem.passes().survey(scores, 0, size, tally);
        if (!Double.isFinite(tally.sum)) {
            return false;
        }
        this.tau = search.begin(problem, tau);
        double share = k / problem.length();
        scale = (double) size / problem.length();
        expect(share * size, share * size * (1 - share), tally.sum / size - tau * share);
        return true;
    }

    /** Solves the sample for a mass that is known up to this variance. */
    private void expect(double mass, double variance, double start) {
        this.mass = mass;
        margin = DEVIATIONS * Math.sqrt(variance) + MORE;
        threshold = root(mass, start);
        active = search.tally.active;
        half = tau * (margin / active);
        straight = active >= FEW
                && massAt(threshold - half) >= mass + margin / 2
                && massAt(threshold + half) <= mass - margin / 2;
    }

    /**
     * A better threshold, now that the problem's own excess is known at one: the sample has to tell no more than the
     * difference between the two, and is as wrong about it as that is large.
     *
     * @param excess by how much the problem's mass at the threshold {@code at} is above k
     */
    double corrected(double at, double excess) {
        double shift = excess * scale;
        double wanted = massAt(at) - shift;
        if (!(wanted > 0 && wanted < size)) {
            return Double.NaN;
        }
        expect(wanted, Math.abs(shift), at);
        return threshold;
    }

    private double massAt(double at) {
        search.among(scores, size, tally.min, at, tally.max);
        return search.mass(at);
    }

    /** The threshold of the sample. */
    double threshold() {
        return threshold;
    }

    /** A threshold that is probably below the problem's, or −∞. */
    double lower() {
        return mass + margin >= size
                ? Double.NEGATIVE_INFINITY
                : straight ? threshold - half : root(mass + margin, threshold);
    }

    /** A threshold that is probably above the problem's, or +∞. */
    double upper() {
        return mass - margin <= 0
                ? Double.POSITIVE_INFINITY
                : straight ? threshold + half : root(mass - margin, threshold);
    }

    /** Whether φ is about straight around the threshold, so that Newton's method can be trusted there. */
    boolean isStraight() {
        return straight;
    }

    /** The share of the scores that is active at the sample's threshold. */
    double activeShare() {
        return active / size;
    }

    /** The share of the scores that a bracket leaves open. */
    double openShare(double lower, double upper) {
        band.set(lower, upper, tau);
        int open = 0;
        for (int i = 0; i < size; i++) {
            open += band.isOpen(scores[i]) ? 1 : 0;
        }
        return (double) open / size;
    }

    private double root(double mass, double start) {
        search.among(scores, size, tally.min, start, tally.max);
        return search.pivot() + search.run(mass, 0, null);
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
