package org.hypersimplex.merging;

import java.io.Serializable;
import java.util.Arrays;
import org.hypersimplex.problem.InputException;

/**
 * What one part's scores add up to in a pass of a {@link ThresholdSearch}, and, merged with those of other parts, what
 * all of them do. A part without scores has the empty tally. At most 2.6 MiB, most of it only where scores are many and
 * spread; merging takes the parts in any order. Not thread-safe.
 */
public final class ScoreTally implements Serializable {
    private static final long serialVersionUID = 1;

    /** The most scores that are collected: half a MiB. */
    static final int MOST_OPEN = 1 << 16;

    private static final int NOWHERE = -1;

    private final Bracket bracket;
    private final int part;

    /** How many entries of the part were added or skipped. */
    private long place;

    private int faultyPart = NOWHERE;
    private long faultyEntry = NOWHERE;

    /** Scores of any kind, and those that are +∞ and −∞. */
    long entries;

    long infinite;
    long masked;

    /** The range of the finite scores. */
    double min = Double.POSITIVE_INFINITY;

    double max = Double.NEGATIVE_INFINITY;

    /** Finite scores that are at 1 everywhere in the bracket. */
    long ones;
    /** Scores that are active at the bracket's upper end and not among the open ones. */
    long active;
    /** How far these are above the bracket's upper end. */
    final Sum sum = new Sum();

    final Bins bins = new Bins();

    private double[] open = new double[0];
    private int opened;

    /** At a vertex: the smallest score with x = 1 and the largest with x = 0. */
    double one = Double.POSITIVE_INFINITY;

    double zero = Double.NEGATIVE_INFINITY;

    ScoreTally(Bracket bracket, int part) {
        this.bracket = bracket;
        this.part = part;
    }

    /**
     * Counts a score. NaN is noted with its place, which {@link ThresholdSearch#take} reports.
     *
     * @param score any score; ±∞ as {@link org.hypersimplex.SoftBinaryArgmax} takes them
     * @throws IllegalStateException if more scores lie in the bracket than the last pass can have counted there
     */
    public void add(double score) {
        long entry = place++;
        entries++;
        if (!Double.isFinite(score)) {
            addInfinite(score, entry);
            return;
        }
        // Turns the negative zero into the other one.
        double y = score + 0.0;
        min = Math.min(min, y);
        max = Math.max(max, y);
        switch (bracket.pass) {
            case BINS -> addToBins(y);
            case OPEN -> addOpen(y);
            case GAP -> addToGap(y);
        }
    }

    /** Leaves out an entry, such as one that is missing: it counts only for the places of those after it. */
    public void skip() {
        place++;
    }

    private void addInfinite(double score, long entry) {
        if (score > 0) {
            infinite++;
        } else if (score < 0) {
            masked++;
        } else if (faultyPart == NOWHERE) {
            faultyPart = part;
            faultyEntry = entry;
        }
    }

    private void addToBins(double y) {
        if (y < bracket.lower) {
            return;
        }
        double saturated = Doubles.differenceDown(y, bracket.tau);
        if (saturated >= bracket.upper) {
            ones++;
            return;
        }
        int enters = Bracket.BINS;
        if (y >= bracket.upper) {
            active++;
            sum.add(y - bracket.upper);
        } else {
            enters = bracket.bin(y);
        }
        int leaves = saturated < bracket.lower ? NOWHERE : bracket.bin(saturated);
        if (enters == leaves) {
            bins.cross(enters);
            return;
        }
        if (enters < Bracket.BINS) {
            bins.enter(enters, y - bracket.edge(enters));
        }
        if (leaves != NOWHERE) {
            bins.leave(leaves, y - bracket.edge(leaves + 1));
        }
    }

    private void addOpen(double y) {
        if (y < bracket.lower) {
            return;
        }
        double saturated = Doubles.differenceDown(y, bracket.tau);
        if (saturated >= bracket.upper) {
            ones++;
        } else if (y >= bracket.upper && saturated < bracket.lower) {
            active++;
            sum.add(y - bracket.upper);
        } else {
            keep(y);
        }
    }

    private void keep(double y) {
        if (opened == open.length) {
            if (opened == MOST_OPEN) {
                throw ThresholdSearch.changed("more than " + MOST_OPEN + " scores lie in " + bracket);
            }
            open = Arrays.copyOf(open, Math.max(16, 2 * opened));
        }
        open[opened++] = y;
    }

    private void addToGap(double y) {
        if (y <= bracket.lower) {
            zero = Math.max(zero, y);
        } else if (Doubles.differenceDown(y, bracket.tau) >= bracket.lower) {
            one = Math.min(one, y);
        }
    }

    /**
     * Adds what another part counted.
     *
     * @param other a tally of the same pass; not changed
     * @return this tally
     * @throws IllegalArgumentException if it is of another pass
     * @throws IllegalStateException as in {@link #add}
     */
    public ScoreTally merge(ScoreTally other) {
        if (!bracket.isSame(other.bracket)) {
            throw new IllegalArgumentException("a tally of " + other.bracket + " for " + bracket);
        }
        if (other.faultyPart != NOWHERE && (faultyPart == NOWHERE || other.faultyPart < faultyPart)) {
            faultyPart = other.faultyPart;
            faultyEntry = other.faultyEntry;
        }
        entries += other.entries;
        infinite += other.infinite;
        masked += other.masked;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        ones += other.ones;
        active += other.active;
        sum.add(other.sum);
        bins.merge(other.bins);
        for (int i = 0; i < other.opened; i++) {
            keep(other.open[i]);
        }
        one = Math.min(one, other.one);
        zero = Math.max(zero, other.zero);
        return this;
    }

    Bracket bracket() {
        return bracket;
    }

    double[] open() {
        return Arrays.copyOf(open, opened);
    }

    long finite() {
        return entries - infinite - masked;
    }

    /** Refuses scores that are NaN. */
    void requireNumbers() {
        if (faultyPart != NOWHERE) {
            throw InputException.notANumberInPart(faultyPart, faultyEntry);
        }
    }
}
