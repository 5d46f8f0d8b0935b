package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.Tally;

/**
 * A sample of a problem's scores. The sample's threshold is a guess of the problem's, and some standard deviations to
 * either side are a bracket that probably holds it (as in the selection algorithm of Floyd and Rivest 1975). Drawn in
 * short runs from all parts of the problem, the same ones every time. φ is as in {@link FloatSearch}.
 */
final class FloatSample {
    /** Neighbouring scores that are drawn together: one or two cache lines. */
    private static final int RUN_LENGTH = 16;

    /** Runs are drawn by so many, so that vectors of any width divide a sample without a rest. */
    private static final int RUNS_TOGETHER = 4;

    private static final int MIN_SIZE = 256;
    private static final int MAX_SIZE = 1 << 18;
    /** Standard deviations from the guess to either end of the bracket, which is checked afterwards. */
    private static final double BRACKET_DEVIATIONS = 3;
    /** Mass by which the bracket is wider to either side, since small counts are not normally distributed. */
    private static final double EXTRA_SCORES = 2;
    /**
     * If fewer scores of the sample are active, the slope of φ at its threshold is too uncertain to compute a bracket
     * from.
     */
    private static final int MIN_ACTIVE = 16;
    /** If at most this share of the scores is active, φ is treated as a staircase. */
    private static final double STAIRCASE_SHARE = 1 / 256.0;
    /** Where x is less than this on average, φ bends: all that is active is near the kink at 0. */
    private static final double LEAST_X = 1 / 256.0;
    /** How near its own threshold, in temperatures, the sample's must be found to begin from: it isn't the problem's. */
    private static final double ROUGH_STEP = 1 / 64.0;

    /** A warmer temperature is the distance between two of some picked scores over this. */
    private static final double WINDOWS = 3;
    /** How near to the threshold that a warmer temperature has one is come, in such temperatures. */
    static final double WARM_STEP = 1 / 64.0;
    /** Standard deviations to either side of the middle of the scores active there. */
    private static final double WARM_DEVIATIONS = 4;

    private final FloatSearch search = new FloatSearch();
    private final FloatRanks ranks = new FloatRanks();
    private final FloatBand band = new FloatBand();
    private final Tally tally = new Tally();
    private float[] scores = new float[0];
    private int size;
    /** The sample's size over the problem's. */
    private double scale;

    private double tau;
    /** The problem's mass over its length. */
    private double share;

    private double mass;
    private double margin;
    private double threshold;
    private double active;
    /** Half of the bracket's width, if φ is nearly linear there. */
    private double half;

    private boolean straight;
    /** Whether the bracket was read off the sample's scores by their ranks. */
    private boolean extreme;

    private double lower;
    private double upper;

    /**
     * Draws a sample of about n^(2/3) scores, a size that balances the cost of the sample with that of the scores that its
     * bracket leaves open, and finds its threshold roughly, which is enough to begin from where φ is smooth. No bracket is
     * computed.
     *
     * @param k the problem's mass
     * @return whether the sample's scores are all finite
     */
    boolean approach(FloatScores problem, double k, double tau) {
        if (!begin(problem, k, tau)) {
            return false;
        }
        mass = share * size;
        search.from(search.start(tally.sum / size, share));
        search.approach(mass, true, FloatSearch.PATIENT, ROUGH_STEP);
        threshold = search.pivot();
        active = search.tally.active;
        extreme = false;
        straight = search.isNear() && active >= MIN_ACTIVE && mass > LEAST_X * active;
        return true;
    }

    /** Finds the threshold of the sample drawn last, and the bracket around it. */
    void bracket() {
        if (active >= MIN_ACTIVE || !bracketByRank()) {
            expect(share * size, share * size * (1 - share), search.start(tally.sum / size, share));
        }
    }

    /** Whether the sample has so many scores on either side of the threshold that it can tell where that is. */
    boolean isTypical() {
        return Math.min(share, 1 - share) * size >= MIN_ACTIVE;
    }

    /**
     * Finds the threshold of the sample drawn last roughly at a higher temperature, at which some scores of a hundred are
     * active and φ is smooth.
     *
     * @return the temperature; it isn't higher if many scores near the threshold are the same, and NaN if the scores active
     *     there are not spread evenly
     */
    double warm() {
        FloatPicks some = search.some();
        double warmer = some.spread(1 - share) / WINDOWS;
        if (!(warmer > tau)) {
            return warmer;
        }
        search.temper(warmer);
        search.from(some.quantile(1 - share) - 0.5 * warmer);
        search.approach(share * size, true, FloatSearch.PATIENT, ROUGH_STEP);
        double around = search.tally.active;
        threshold = search.pivot();
        search.temper(tau);
        // Twice as much, since the sample's own threshold is uncertain, too.
        double above = massAt(threshold + 0.5 * (warmer - tau));
        return Math.abs(above - share * size) <= 2 * unevenness(around) ? warmer : Double.NaN;
    }

    /** By how many the scores above the middle of so many active ones may differ from half of these, if they are spread evenly. */
    static double unevenness(double active) {
        return WARM_DEVIATIONS * Math.sqrt(active / 12) + WARM_STEP * active + EXTRA_SCORES;
    }

    /**
     * The bracket where few scores are active, which says little about φ. The j-th greatest score less τ is a threshold at
     * which the mass is at least j, since j scores have x = 1 there; at the j-th greatest itself the mass is less than j. For
     * large masses the same holds of zeros, from the least score on.
     *
     * @return false if many scores turn out to be active there
     */
    private boolean bracketByRank() {
        // Where many scores are the same, some picked ones tell it for less.
        if (isSmooth(search.some().quantile(1 - share) - 0.5 * tau)) {
            return false;
        }
        boolean isSmall = share < 0.5;
        double few = isSmall ? share * size : size - share * size;
        double deviations = BRACKET_DEVIATIONS * Math.sqrt(share * (1 - share) * size) + EXTRA_SCORES;
        int far = (int) Math.min(size, Math.ceil(few + deviations));
        int near = (int) Math.floor(few - deviations) + 1;
        float sign = isSmall ? 1 : -1;
        ranks.begin(scores, size, far, sign);
        double start = ranks.ranked((int) Math.max(1, Math.ceil(few))) - 0.5 * tau;
        if (isSmooth(start)) {
            return false;
        }
        double outer = ranks.ranked(far) - (isSmall ? tau : 0);
        double inner = near >= 1 ? ranks.ranked(near) - (isSmall ? 0 : tau) : sign * Double.POSITIVE_INFINITY;
        threshold = start;
        lower = isSmall ? outer : inner;
        upper = isSmall ? inner : outer;
        straight = false;
        extreme = true;
        return true;
    }

    /** Whether so many scores are active at a threshold that φ is no staircase there. */
    private boolean isSmooth(double at) {
        massAt(at);
        return search.tally.active >= MIN_ACTIVE;
    }

    private boolean begin(FloatScores problem, double k, double tau) {
        draw(problem);
        tally.clear();
        problem.passes().survey(scores, 0, size, tally);
        if (!Double.isFinite(tally.sum)) {
            return false;
        }
        this.tau = search.begin(problem, tau);
        share = k / problem.length();
        scale = (double) size / problem.length();
        search.among(scores, size, tally.min, tally.max);
        return true;
    }

    /** Finds the sample's threshold for a mass that is uncertain by this variance, and from there on the bracket. */
    private void expect(double mass, double variance, double start) {
        extreme = false;
        this.mass = mass;
        margin = BRACKET_DEVIATIONS * Math.sqrt(variance) + EXTRA_SCORES;
        threshold = root(mass, start);
        active = search.tally.active;
        half = tau * (margin / active);
        straight = active >= MIN_ACTIVE
                && massAt(threshold - half) >= mass + margin / 2
                && massAt(threshold + half) <= mass - margin / 2;
    }

    /**
     * A better threshold, from the problem's exact excess at one. The sample then only has to tell how much mass lies
     * between the two thresholds, and the variance of that estimate is about the mass itself.
     *
     * @param excess by how much the problem's mass at the threshold {@code at} is above k
     * @return the threshold, or NaN if the sample is too small to tell
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
        search.from(at);
        return search.mass(at);
    }

    /** The threshold of the sample. */
    double threshold() {
        return threshold;
    }

    /** A threshold that is probably below the problem's, or −∞. */
    double lower() {
        if (extreme) {
            return lower;
        }
        if (mass + margin >= size) {
            return Double.NEGATIVE_INFINITY;
        }
        return straight ? threshold - half : root(mass + margin, threshold);
    }

    /** A threshold that is probably above the problem's, or +∞. */
    double upper() {
        if (extreme) {
            return upper;
        }
        if (mass - margin <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return straight ? threshold + half : root(mass - margin, threshold);
    }

    /** Whether all scores of the sample are the same. */
    boolean isConstant() {
        return tally.min == tally.max;
    }

    /** Whether φ is nearly linear within the bracket, so that Newton's method can be trusted there. */
    boolean isStraight() {
        return straight;
    }

    /** Whether so few scores are active at the sample's threshold that φ is a staircase, on which Newton's method stalls. */
    boolean isStaircase() {
        return extreme || active <= STAIRCASE_SHARE * size;
    }

    /** The share of the scores that a bracket leaves open, see {@link FloatBand}. */
    double openShare(double lower, double upper) {
        band.set(lower, upper, tau);
        int open = 0;
        for (int i = 0; i < size; i++) {
            open += band.isOpen(scores[i]) ? 1 : 0;
        }
        return (double) open / size;
    }

    private double root(double mass, double start) {
        search.from(start);
        return search.run(mass, null);
    }

    private void draw(FloatScores problem) {
        long length = problem.length();
        double wanted = Math.min(MAX_SIZE, Math.max(MIN_SIZE, Math.cbrt((double) length * length)));
        int runs = (int) wanted / (RUNS_TOGETHER * RUN_LENGTH) * RUNS_TOGETHER;
        size = runs * RUN_LENGTH;
        if (scores.length < size) {
            scores = new float[size];
        }
        long stratum = length / runs;
        for (int r = 0; r < runs; r++) {
            // At a pseudo-random place in its part of the problem: at equal distances, periodic scores might all be met
            // at the same phase.
            long jitter = (((r * 0x9E3779B9L) & 0xFFFFFFFFL) * (stratum - RUN_LENGTH + 1)) >>> 32;
            problem.read(r * stratum + jitter, RUN_LENGTH, scores, r * RUN_LENGTH);
        }
    }
}
