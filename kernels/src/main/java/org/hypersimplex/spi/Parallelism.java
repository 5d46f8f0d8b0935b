package org.hypersimplex.spi;

import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * How many threads a CPU backend uses. Results have the same bits for any number of them. Immutable and thread-safe.
 *
 * @param threads number of threads, at least 1
 * @param pool the caller's pool to run on, or null for one that the backend makes and closes itself
 */
public record Parallelism(int threads, @Nullable ForkJoinPool pool) {
    /** Checks the number of threads, else throws an {@link IllegalArgumentException}. */
    public Parallelism {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /**
     * The caller's thread alone.
     *
     * @return one thread
     */
    public static Parallelism serial() {
        return new Parallelism(1, null);
    }

    /**
     * That many threads: the caller's, and the others in a pool that belongs to the backend.
     *
     * @param threads at least 1
     * @return the setting
     */
    public static Parallelism threads(int threads) {
        return new Parallelism(threads, null);
    }

    /**
     * As many threads as a pool of the caller's has, which the backend never shuts down.
     *
     * @param pool the pool; up to one less than its parallelism are used, beside the caller's own thread
     * @return the setting
     */
    public static Parallelism on(ForkJoinPool pool) {
        return new Parallelism(pool.getParallelism(), pool);
    }
}
