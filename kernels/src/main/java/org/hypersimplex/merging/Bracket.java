package org.hypersimplex.merging;

import java.io.Serializable;

/**
 * What the parts are told for one pass of a {@link ThresholdSearch}: where the threshold is known to lie, and what to
 * count there. Small, immutable, thread-safe, and meant to be sent.
 */
public final class Bracket implements Serializable {
    private static final long serialVersionUID = 1;

    /** Four passes of so many bits tell all doubles apart. */
    static final int BITS_PER_PASS = 16;

    static final int BINS = 1 << BITS_PER_PASS;

    /** What is counted. */
    enum Pass {
        /** Where scores become active and where they reach 1, in bins of the bracket. */
        BINS,
        /** Which scores the bracket leaves open. */
        OPEN,
        /** The scores next to the bracket's lower end, a threshold that gives a vertex. */
        GAP
    }

    final Pass pass;
    final double tau;
    /** The key of the lower end. */
    final long start;
    /** A bin has 2 to the power of this keys; the bracket is all bins together, or one key if the pass is a gap. */
    final int shift;

    final double lower;
    final double upper;

    private Bracket(Pass pass, double tau, long start, int shift, long end) {
        this.pass = pass;
        this.tau = tau;
        this.start = start;
        this.shift = shift;
        lower = Doubles.value(start);
        upper = Doubles.value(end);
    }

    /** The bracket that holds every threshold. */
    static Bracket everywhere(double tau) {
        return new Bracket(Pass.BINS, tau, Long.MIN_VALUE, Long.SIZE - BITS_PER_PASS, Long.MAX_VALUE);
    }

    /** One bin of this bracket, to be counted in finer bins. */
    Bracket finer(int bin) {
        return new Bracket(Pass.BINS, tau, key(bin), shift - BITS_PER_PASS, key(bin + 1));
    }

    /** One bin of this bracket, whose open scores are wanted. */
    Bracket open(int bin) {
        return new Bracket(Pass.OPEN, tau, key(bin), shift, key(bin + 1));
    }

    /** The lower end of a bin, as a threshold that is known to give a vertex. */
    Bracket gap(int bin) {
        return new Bracket(Pass.GAP, tau, key(bin), 0, key(bin));
    }

    /** Whether every bin holds one number only, so that no finer bins are possible. */
    boolean isFinest() {
        return shift == 0;
    }

    private long key(int bin) {
        return start + ((long) bin << shift);
    }

    /** The bin of a number inside the bracket. */
    int bin(double value) {
        return (int) ((Doubles.key(value) - start) >>> shift);
    }

    /** Where a bin begins; that of {@link #BINS} is the bracket's upper end. */
    double edge(int bin) {
        return bin == BINS ? upper : Doubles.value(key(bin));
    }

    /**
     * A tally of this pass for one part, before its first score.
     *
     * @param part the part's number, which an error about one of its scores names
     * @return the tally
     */
    public ScoreTally tally(int part) {
        return new ScoreTally(this, part);
    }

    /** Whether this is the same question. */
    boolean isSame(Bracket other) {
        return pass == other.pass && start == other.start && shift == other.shift && tau == other.tau;
    }

    @Override
    public String toString() {
        return pass + " of [" + lower + ", " + upper + "), tau " + tau;
    }
}
