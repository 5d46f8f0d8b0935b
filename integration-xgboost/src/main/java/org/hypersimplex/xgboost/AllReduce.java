package org.hypersimplex.xgboost;

/**
 * Reductions over all workers. Every worker calls the same methods in the same order with arrays of the same length, and
 * every worker gets the same bits.
 */
public interface AllReduce {
    /**
     * Replaces each number by its sum over all workers.
     *
     * @param numbers this worker's numbers; receives the sums
     * @throws AllReduceException if a worker can't be reached; the numbers are worthless then
     */
    void sum(double[] numbers);

    /**
     * Replaces each number by its maximum over all workers.
     *
     * @param numbers this worker's numbers, none of them NaN; receives the maxima
     * @throws AllReduceException if a worker can't be reached; the numbers are worthless then
     */
    void max(double[] numbers);

    /**
     * The reduction over one worker: sums and maxima are the numbers themselves.
     *
     * @return the reduction
     */
    static AllReduce single() {
        return Single.INSTANCE;
    }

    /** See {@link #single()}. */
    enum Single implements AllReduce {
        /** The only one. */
        INSTANCE;

        @Override
        public void sum(double[] numbers) {}

        @Override
        public void max(double[] numbers) {}
    }
}
