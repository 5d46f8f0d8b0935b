package org.hypersimplex.merging;

import java.io.Serializable;
import org.hypersimplex.cpu.pass.DoubleClip;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;

/**
 * Finds the threshold of soft-binary-argmax@k for scores in many parts, by a few readings of all of them, driven from
 * one place. In each pass every part counts its scores, the tallies are merged, and the search takes the total:
 *
 * <pre>{@code
 * var search = ThresholdSearch.of(k, tau);
 * while (!search.isDone()) {
 *     Bracket bracket = search.bracket();                     // to be sent to all parts
 *     ScoreTally total = bracket.tally(0);
 *     for (int part = 0; part < parts.length; part++) {       // anywhere, in any order
 *         ScoreTally tally = bracket.tally(part);
 *         for (double score : parts[part]) {
 *             tally.add(score);
 *         }
 *         total.merge(tally);
 *     }
 *     search.take(total);
 * }
 * double threshold = search.threshold();
 * }</pre>
 *
 * <p>At most {@link #MOST_PASSES} passes, for any scores, and two or three for most. A pass divides the doubles of the
 * bracket, in their order, into 2¹⁶ bins, and counts where scores become active and where they reach 1. So each pass
 * fixes 16 of the threshold's 64 bits, however scores are spread: no far score or tie can slow it down. As soon as the
 * bin with the threshold has 65,536 scores or fewer that change in it, the next pass collects them, and is the last.
 *
 * <p>The threshold is that of {@link org.hypersimplex.SoftBinaryArgmax#project(double[], double[])} for all scores in
 * one array, to the rounding of sums: where an interval of thresholds gives the same x its middle, but the largest score
 * for k = 0, and the smallest minus τ for k = n. Not thread-safe.
 *
 * <p>Source: the search for a quantile in parallel by counting in bins (for instance Munro and Paterson 1980, on selection
 * in few passes); sums beside the counts make it one for a projection.
 */
public final class ThresholdSearch implements Serializable {
    private static final long serialVersionUID = 1;

    /** How often scores are read at most. */
    public static final int MOST_PASSES = Long.SIZE / Bracket.BITS_PER_PASS;

    /** By how much two passes may differ in the sum at the same threshold, for every unit of k. */
    static final double ROUNDING = 1e-9;

    private final double amount;
    private final boolean share;

    private Bracket bracket;
    private int passes;
    private boolean done;
    private double threshold;

    /** What the first pass found: how many scores there are, k, and the mass left for finite scores. */
    private long entries;

    private double k;
    private double mass;

    private ThresholdSearch(double amount, boolean share, double tau) {
        Mass.of(amount);
        this.amount = amount;
        this.share = share;
        bracket = Bracket.everywhere(Precision.DOUBLE.usableTemperature(InputException.requireTemperature(tau)));
    }

    /**
     * A search for a mass.
     *
     * @param k what x shall sum to, whole or not, in [0, n]
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the search before its first pass
     * @throws InputException if the mass is negative or not finite, or the temperature out of range
     */
    public static ThresholdSearch of(double k, double tau) {
        return new ThresholdSearch(k, false, tau);
    }

    /**
     * A search for a share of the scores: k = share · n, not rounded, where n counts infinite scores too.
     *
     * @param share in [0, 1]
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the search before its first pass
     * @throws InputException if the share or the temperature is out of range
     */
    public static ThresholdSearch ofShare(double share, double tau) {
        return new ThresholdSearch(InputException.requireShare(share), true, tau);
    }

    /** What to throw if two passes don't read the same scores. */
    static IllegalStateException changed(String sign) {
        return new IllegalStateException("the scores changed between two passes: " + sign
                + "; every pass must read the same ones, so keep them (cache them) if they are computed at random");
    }

    /**
     * What to count in the next pass.
     *
     * @return the bracket to send to all parts
     * @throws IllegalStateException if the search is done
     */
    public Bracket bracket() {
        if (done) {
            throw new IllegalStateException("the search is done");
        }
        return bracket;
    }

    /**
     * Takes what all parts counted.
     *
     * @param total the merged tallies of {@link #bracket}
     * @throws InputException if a score is NaN, k is above n, infinite scores make it impossible, or the threshold is below
     *     all doubles
     * @throws IllegalArgumentException if the tally is of another pass
     * @throws IllegalStateException if the search is done, or the scores are not those of the pass before
     */
    public void take(ScoreTally total) {
        if (!bracket().isSame(total.bracket())) {
            throw new IllegalArgumentException("a tally of " + total.bracket() + " for " + bracket);
        }
        total.requireNumbers();
        passes++;
        if (passes == 1) {
            begin(total);
        } else if (total.entries != entries) {
            throw changed(entries + " scores, then " + total.entries);
        }
        if (done) {
            return;
        }
        switch (bracket.pass) {
            case BINS -> narrow(total);
            case OPEN -> finish(new OpenScores(total, mass).threshold());
            case GAP -> finish(OpenScores.middle(total.zero, total.one, bracket.tau));
        }
    }

    /** Looks at all scores for the first time. */
    private void begin(ScoreTally total) {
        entries = total.entries;
        long finite = total.finite();
        k = share ? Math.min((double) entries, amount * entries) : amount;
        if (k > entries) {
            throw new InputException("k must be in [0, " + entries + "], was " + k);
        }
        mass = k - total.infinite;
        if (mass < 0 || mass > finite) {
            throw InputException.infeasible(InputException.NONE, k, total.infinite, total.infinite + finite);
        }
        if (finite == 0) {
            finish(0);
        } else if (mass == 0) {
            finish(total.max);
        } else if (mass == finite) {
            DoubleClip clip = new DoubleClip();
            clip.temperature(bracket.tau);
            clip.admit(total.min, total.min - bracket.tau);
            finish(clip.threshold);
        }
    }

    private void finish(double found) {
        threshold = found;
        done = true;
    }

    /** Finds the bin with the threshold, from the bracket's upper end downwards. */
    private void narrow(ScoreTally total) {
        Edge above = new Edge(total, mass);
        Edge below = new Edge(total, mass);
        if (above.excess() < 0) {
            for (int bin = Bracket.BINS - 1; bin >= 0; bin--) {
                below.descend(total, bin);
                if (below.excess() >= 0) {
                    within(total, bin, above, below);
                    return;
                }
                above.set(below);
            }
        }
        // At one of the bracket's ends, where the pass before found the other sign.
        if (!below.isNearlySolution()) {
            throw changed("the threshold left " + bracket);
        }
        finish(below.newton());
    }

    /** Goes on with the bin that has the threshold, or ends. */
    private void within(ScoreTally total, int bin, Edge above, Edge below) {
        if (below.at == Double.NEGATIVE_INFINITY) {
            throw new InputException(
                    "the threshold is below " + above.at + ": scores reach " + total.min + ", tau is " + bracket.tau);
        }
        double changing = total.bins.changing(bin);
        if (below.excess() == 0) {
            if (!below.isVertex()) {
                finish(below.at);
            } else if (bracket.isFinest()) {
                finish(OpenScores.middle(
                        highestEntering(total, bin), Doubles.sumUp(below.at, bracket.tau), bracket.tau));
            } else {
                bracket = bracket.gap(bin);
            }
        } else if (changing == 0 || bracket.isFinest()) {
            finish(Math.max(below.at, Math.min(above.at, above.newton())));
        } else {
            bracket = changing <= ScoreTally.MOST_OPEN ? bracket.open(bin) : bracket.finer(bin);
        }
    }

    /** The largest score that is not above a bin, where each bin holds one number. */
    private static double highestEntering(ScoreTally total, int bin) {
        // Above the bracket's lower end, where the pass before found that the sum is too large.
        for (int at = bin; at > 0; at--) {
            if (total.bins.entering(at) > 0) {
                return total.bracket().edge(at);
            }
        }
        throw changed("the threshold left " + total.bracket());
    }

    /**
     * Whether the threshold is found.
     *
     * @return whether no further pass is needed
     */
    public boolean isDone() {
        return done;
    }

    /**
     * How many passes were taken.
     *
     * @return 0 to {@link #MOST_PASSES}
     */
    public int passes() {
        return passes;
    }

    /**
     * The threshold ν, with which x = clip((y − ν)/τ, 0, 1).
     *
     * @return ν in units of the scores; 0 if no score is finite
     * @throws IllegalStateException if the search isn't done
     */
    public double threshold() {
        requireDone();
        return threshold;
    }

    /**
     * What x sums to.
     *
     * @return k; for a share, that share of the scores
     * @throws IllegalStateException if the search isn't done
     */
    public double k() {
        requireDone();
        return k;
    }

    /**
     * How many scores there are, infinite ones too.
     *
     * @return n
     * @throws IllegalStateException if the search isn't done
     */
    public long entries() {
        requireDone();
        return entries;
    }

    private void requireDone() {
        if (!done) {
            throw new IllegalStateException("the search needs another pass");
        }
    }
}
