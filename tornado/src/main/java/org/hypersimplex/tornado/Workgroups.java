package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/** The shape of launches: one dimension, in workgroups. */
final class Workgroups {
    private static final int MIN_THREADS = 32;
    /**
     * The least number of entries for each thread: for fewer, another thread costs more in the reductions than it
     * saves.
     */
    private static final int SCORES_PER_THREAD = 4;

    private Workgroups() {}

    /** How many threads work on a problem whose length is at most this: a power of two. */
    static int threads(long longest) {
        int threads = MIN_THREADS;
        while (threads < FloatColumnKernels.MAX_THREADS && (long) threads * SCORES_PER_THREAD < longest) {
            threads *= 2;
        }
        return threads;
    }

    /** Sets how many workgroups of how many threads run a task, which is named {@code graph.task}. */
    static void launch(GridScheduler grid, String task, int groups, int threads) {
        WorkerGrid1D worker = new WorkerGrid1D(Math.multiplyExact(groups, threads));
        worker.setLocalWork(threads, 1, 1);
        grid.addWorkerGrid(task, worker);
    }
}
