package org.hypersimplex.cpu;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import org.hypersimplex.Parallelism;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a backend runs on. Work comes as a number of independent items; which thread does which is open, so
 * items must leave results that don't depend on it.
 */
final class Crew implements AutoCloseable {
    /** Pieces handed to each thread, so that a slow one can be helped out. */
    private static final int PIECES = 4;

    private final int threads;
    private final boolean ours;
    private final @Nullable ForkJoinPool pool;

    Crew(Parallelism parallelism) {
        ForkJoinPool given = parallelism.pool();
        threads = parallelism.threads();
        ours = given == null && threads > 1;
        pool = ours ? new ForkJoinPool(threads) : given;
    }

    /** Something to be done for each item of a range. */
    interface Task {
        void run(int from, int to);
    }

    int threads() {
        return threads;
    }

    /** Runs items [0, count), on the caller's thread if there is nothing to share. */
    void run(int count, Task task) {
        ForkJoinPool workers = pool;
        if (workers == null || threads == 1 || count <= 1) {
            task.run(0, count);
            return;
        }
        int piece = Math.max(1, count / (threads * PIECES));
        Piece whole = new Piece(task, 0, count, piece);
        if (ForkJoinPool.commonPool() == workers || !inside(workers)) {
            workers.invoke(whole);
        } else {
            whole.invoke();
        }
        RuntimeException failure = whole.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private static boolean inside(ForkJoinPool workers) {
        return java.util.concurrent.ForkJoinTask.getPool() == workers;
    }

    @Override
    public void close() {
        if (ours && pool != null) {
            pool.shutdown();
        }
    }

    private static final class Piece extends RecursiveAction {
        private final transient Task task;
        private final int from;
        private final int to;
        private final int least;
        /** The failure with the lowest item, kept as it is: the pool would wrap it. */
        private transient volatile @Nullable RuntimeException failure;

        Piece(Task task, int from, int to, int least) {
            this.task = task;
            this.from = from;
            this.to = to;
            this.least = least;
        }

        @Override
        protected void compute() {
            if (to - from <= least) {
                try {
                    task.run(from, to);
                } catch (RuntimeException e) {
                    failure = e;
                }
                return;
            }
            int middle = (from + to) >>> 1;
            Piece left = new Piece(task, from, middle, least);
            Piece right = new Piece(task, middle, to, least);
            invokeAll(left, right);
            failure = left.failure != null ? left.failure : right.failure;
        }
    }
}
