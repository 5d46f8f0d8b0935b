package org.hypersimplex.cpu.operation;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hypersimplex.spi.Parallelism;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a backend runs on: the caller's and some of a pool's. Work comes as a number of independent items;
 * which thread does which is not determined, so results must not depend on it.
 */
public final class Crew implements AutoCloseable {
    /** Pieces per thread: several, so that fast threads can take over what a slow one has not begun. */
    private static final int PIECES_PER_THREAD = 8;

    private final int threads;
    private final boolean ours;
    private final @Nullable ForkJoinPool pool;

    public Crew(Parallelism parallelism) {
        ForkJoinPool given = parallelism.pool();
        threads = parallelism.threads();
        ours = given == null && threads > 1;
        pool = ours ? new ForkJoinPool(threads - 1) : given;
    }

    /** Something to be done for each item of a range. */
    interface Task {
        void run(int from, int to);
    }

    public int threads() {
        return threads;
    }

    /** Runs items [0, count): the caller begins at once, and the pool's threads join in when they have woken up. */
    void run(int count, Task task) {
        ForkJoinPool workers = pool;
        if (workers == null || threads == 1 || count <= 1) {
            task.run(0, count);
            return;
        }
        Share share = new Share(task, count, Math.max(1, count / (threads * PIECES_PER_THREAD)));
        int helpers = Math.min(threads, share.pieces) - 1;
        for (int h = 0; h < helpers; h++) {
            workers.execute(share);
        }
        share.run();
        share.await();
    }

    @Override
    public void close() {
        if (ours && pool != null) {
            pool.shutdown();
        }
    }

    /** One call's items in pieces, which the threads take one after the other as they become free. */
    private static final class Share implements Runnable {
        /**
         * How often the caller looks whether all is done before it sleeps: for about as long as waking up would take.
         */
        private static final int MAX_SPINS = 1 << 12;

        private final Task task;
        private final int count;
        private final int size;
        private final int pieces;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();

        private int failed = Integer.MAX_VALUE;
        private @Nullable Throwable failure;

        Share(Task task, int count, int size) {
            this.task = task;
            this.count = count;
            this.size = size;
            this.pieces = (count + size - 1) / size;
        }

        @Override
        public void run() {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                try {
                    task.run(piece * size, Math.min(count, (piece + 1) * size));
                } catch (RuntimeException | Error e) {
                    fail(piece, e);
                }
                if (done.incrementAndGet() == pieces) {
                    LockSupport.unpark(caller);
                }
            }
        }

        /** Keeps the failure of the lowest piece, so that the same one is thrown for any number of threads. */
        private synchronized void fail(int piece, Throwable e) {
            if (piece < failed) {
                failed = piece;
                failure = e;
            }
        }

        private void await() {
            for (int spin = 0; done.get() < pieces; spin++) {
                if (spin < MAX_SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            rethrow();
        }

        private synchronized void rethrow() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
