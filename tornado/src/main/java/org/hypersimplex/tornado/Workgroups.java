package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/** The shape of launches: one dimension, in workgroups. */
final class Workgroups {
    private static final int MIN_THREADS = 32;
    private static final int MAX_THREADS = 512;
    /** Fewer problems than this leave parts of a GPU idle, unless more threads work on each. */
    private static final int FEW_PROBLEMS = 128;
    /** The most threads for a problem among many: several workgroups then share a part of a GPU. */
    private static final int MAX_THREADS_OF_MANY = 256;
    /** Entries for each thread: fewer are done sooner, but another thread costs more in the reductions than it saves. */
    private static final int ENTRIES_OF_MANY = 32;

    private static final int ENTRIES_OF_FEW = 16;
    /** Enough to keep a large GPU busy. */
    private static final int MANY_WORKGROUPS = 1024;

    private Workgroups() {}

    /** How many threads work on each of some problems whose length is at most this: a power of two. */
    static int threads(long longest, int problems) {
        boolean isFew = problems < FEW_PROBLEMS;
        int most = Math.min(
                isFew ? MAX_THREADS : MAX_THREADS_OF_MANY, Device.chosen().maxThreads());
        int entries = isFew ? ENTRIES_OF_FEW : ENTRIES_OF_MANY;
        int threads = MIN_THREADS;
        while (2 * threads <= most && (long) threads * entries < longest) {
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

    /** How many workgroups lie next to each other over so many columns of a row-major matrix. */
    static int across(int columns) {
        return Math.ceilDiv(columns, FloatRowKernels.TILE);
    }

    /** How many workgroups share the rows of the same columns, if each takes at least so many rows. */
    static int down(long rows, int across, int each) {
        return Math.clamp(Math.ceilDiv(rows, each), 1, Math.max(1, MANY_WORKGROUPS / across));
    }

    /** Sets how many workgroups run a task that goes over a matrix row by row. */
    static void launchRows(GridScheduler grid, String task, int groups) {
        launch(grid, task, groups, FloatRowKernels.TILE * FloatRowKernels.ROWS);
    }
}
