package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/** The shape of launches: one dimension, in workgroups. */
final class Workgroups {
    private static final int LEAST = 32;
    /** Entries for each thread, at least: fewer are not worth another thread in the reductions. */
    private static final int EACH = 4;

    private Workgroups() {}

    /** Threads for a problem: a power of two. */
    static int threads(long longest) {
        int threads = LEAST;
        while (threads < FloatColumnKernels.THREADS && (long) threads * EACH < longest) {
            threads *= 2;
        }
        return threads;
    }

    /** Has a task run with so many workgroups of so many threads. */
    static void launch(GridScheduler grid, String task, int groups, int threads) {
        WorkerGrid1D worker = new WorkerGrid1D(Math.multiplyExact(groups, threads));
        worker.setLocalWork(threads, 1, 1);
        grid.addWorkerGrid(task, worker);
    }
}
