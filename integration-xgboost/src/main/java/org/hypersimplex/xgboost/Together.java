package org.hypersimplex.xgboost;

import java.util.concurrent.Callable;
import org.hypersimplex.spi.AllReduce;

/** Work that must succeed on all workers, or fails on all: if one failed alone, the others would wait for it. */
final class Together {
    private Together() {}

    /**
     * Does this worker's part, and waits until the others have done theirs.
     *
     * @param workers all workers
     * @param what what the work is about, for the message of the workers that had no difficulty themselves
     * @param work this worker's part
     * @param <T> what it gives
     * @return what it gave
     * @throws IllegalArgumentException if it failed here or on another worker
     */
    static <T> T require(AllReduce workers, String what, Callable<T> work) {
        T result = null;
        Exception failure = null;
        try {
            result = work.call();
        } catch (Exception e) {
            failure = e;
        }
        double[] failed = {failure == null ? 0 : 1};
        workers.max(failed);
        if (failure != null) {
            throw new IllegalArgumentException(what + ": " + failure.getMessage(), failure);
        }
        if (result == null || failed[0] > 0) {
            throw new IllegalArgumentException(what + ": another worker failed");
        }
        return result;
    }
}
