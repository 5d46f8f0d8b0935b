package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.spi.AllReduce;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tally over this worker's part of a problem into the total over all workers. Every decision of a search is
 * made from such totals alone, so all workers take the same steps and end with the same bits. A fault in one worker's
 * numbers is sent along with the next total, so that all workers refuse the call together and none waits for another
 * that already left it.
 */
public final class WorkerTotals {
    private final double[] sums = new double[5];
    private final double[] ends = new double[3];
    private AllReduce workers = AllReduce.single();
    private boolean single = true;

    /** Sets the workers of a call. */
    public void over(AllReduce workers) {
        this.workers = workers;
        single = workers.isSingle();
    }

    public boolean isSingle() {
        return single;
    }

    /**
     * Replaces sums and counts by their totals over the workers.
     *
     * @param fault what is wrong with this worker's numbers, if anything
     */
    public void add(Tally tally, @Nullable InputException fault) {
        if (!single) {
            sums[0] = tally.sum;
            sums[1] = tally.squares;
            sums[2] = tally.active;
            sums[3] = tally.ones;
            sums[4] = fault == null ? 0 : 1;
            workers.sum(sums);
            tally.sum = sums[0];
            tally.squares = sums[1];
            tally.active = (long) sums[2];
            tally.ones = (long) sums[3];
        }
        refuse(fault, sums[4]);
    }

    /**
     * Replaces minimum and maximum by those over all workers.
     *
     * @param fault what is wrong with this worker's numbers, if anything
     */
    void widen(Tally tally, @Nullable InputException fault) {
        if (!single) {
            ends[0] = tally.max;
            ends[1] = -tally.min;
            ends[2] = fault == null ? 0 : 1;
            workers.max(ends);
            tally.max = ends[0];
            tally.min = -ends[1];
        }
        refuse(fault, ends[2]);
    }

    private void refuse(@Nullable InputException fault, double faults) {
        if (fault != null) {
            throw fault;
        }
        if (!single && faults > 0) {
            throw new InputException("another worker refused its part of the call");
        }
    }
}
