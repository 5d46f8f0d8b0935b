package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * One operation on numbers that lie in TornadoVM's arrays, to be added to a task graph. The graph may be the caller's
 * own, so that scores and results can stay on the device between the caller's kernels and these. Each object belongs to
 * one graph. Like the graph, not thread-safe.
 */
public interface DeviceTask {
    /**
     * Adds the kernels to a graph, with the transfers of their constants and settings, and the kernels' grids to the
     * scheduler. Transfers of the {@link #operands} and {@link #results} are left to the caller: operands must be on
     * the device when the kernels run.
     *
     * @param graph the graph
     * @param graphName the graph's name
     * @param grid the scheduler that the graph's plan runs with
     * @param id the name of the task in the graph
     */
    void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id);

    /**
     * What must be on the device before each launch.
     *
     * @return TornadoVM arrays
     */
    Object[] operands();

    /**
     * What the kernels write, to be transferred back after a launch.
     *
     * @return TornadoVM arrays
     */
    Object[] results();

    /**
     * The most registers that a thread should take, which decides how many threads a GPU has room for: with so many, five
     * workgroups of 256 threads share a multiprocessor.
     *
     * @return the number, for devices whose compiler can be told
     */
    default int registers() {
        return 48;
    }
}
