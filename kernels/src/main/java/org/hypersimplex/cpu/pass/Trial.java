package org.hypersimplex.cpu.pass;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Whether one pass is worth doing with vectors yet. Until C2 has compiled it, every vector is an object on the heap, and a
 * pass over real scores would take a hundred times as long as in plain Java. So it is tried on a few made-up numbers,
 * until that is clearly faster, number by number, than plain Java ever was on the real ones; the trials are also what
 * makes the JVM compile it. Threads may try at the same time: what one overlooks of another only costs more trials.
 */
final class Trial {
    /** How long a pass is done without trials: a program that calls once or twice should not pay for vectors. */
    private static final long PATIENCE_NANOS = 10_000_000;
    /** So many trials in a row must have been faster: one alone may look so if the clock was late. */
    private static final int WINS = 3;
    /** How much faster, as code that isn't compiled by C2 can be a little faster, too. */
    private static final double MARGIN = 0.5;

    /** A trial that is shorter says more about the clock than about vectors; the next one is over more numbers. */
    private static final long SHORT_NANOS = 5_000;
    /** How many times the first trial's numbers the last trials go over. */
    static final int GROWTH = 64;

    private final LongSupplier clock;
    private final int largest;
    private int trialSize;
    private long plainNanos;
    private long trialNanos;
    /** The least time that plain Java took for a number. */
    private double best = Double.POSITIVE_INFINITY;

    private int wins;
    private boolean won;

    /**
     * No trial yet.
     *
     * @param trialSize how many numbers the first trial goes over
     * @param clock a time in nanoseconds
     */
    Trial(int trialSize, LongSupplier clock) {
        this.clock = clock;
        this.trialSize = trialSize;
        largest = GROWTH * trialSize;
    }

    boolean isWon() {
        return won;
    }

    /** When a pass in plain Java begins. */
    long start() {
        return clock.getAsLong();
    }

    /**
     * Tries for as long as all trials together took less time than all passes in plain Java.
     *
     * @param started when the pass began in plain Java; it has just ended
     * @param size how many numbers it went over
     * @param vectors the pass with vectors, over as many made-up numbers as it is told
     */
    void run(long started, int size, IntConsumer vectors) {
        if (size == 0) {
            return;
        }
        long now = clock.getAsLong();
        plainNanos += now - started;
        best = Math.min(best, (double) (now - started) / size);
        while (!won && trialNanos < plainNanos - PATIENCE_NANOS) {
            long before = now;
            vectors.accept(trialSize);
            now = clock.getAsLong();
            long took = now - before;
            trialNanos += took;
            if (took < SHORT_NANOS && trialSize < largest) {
                trialSize *= 2;
            } else {
                wins = took < MARGIN * best * trialSize ? wins + 1 : 0;
                won |= wins >= WINS;
            }
        }
    }
}
