package org.hypersimplex.spi;

/**
 * Reductions over all workers whose scores belong to the same problems, such as the machines of a distributed training.
 * Every worker calls the same methods in the same order with arrays of the same length, and every worker gets the same
 * bits. A call uses it on the thread that made the call; it need not be thread-safe.
 */
public interface AllReduce {
    /**
     * Replaces each number by its sum over all workers.
     *
     * @param numbers this worker's numbers; receives the sums
     * @throws AllReduceException if a worker can't be reached; what the numbers are then is not defined
     */
    void sum(double[] numbers);

    /**
     * Replaces each number by its maximum over all workers.
     *
     * @param numbers this worker's numbers, none of them NaN; receives the maxima
     * @throws AllReduceException if a worker can't be reached; what the numbers are then is not defined
     */
    void max(double[] numbers);

    /**
     * Whether there is only one worker, so that sums and maxima are the numbers themselves.
     *
     * @return false unless it is known that no other worker takes part
     */
    default boolean isSingle() {
        return false;
    }

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

        @Override
        public boolean isSingle() {
            return true;
        }
    }
}
