package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * One operation on numbers that lie in TornadoVM's arrays, to be made part of a task graph: the caller's own, in which
 * scores and results may stay on the device, or one of a backend's. An object belongs to one graph.
 */
public interface DeviceTask {
    /**
     * Adds the kernels to a graph and the shape of their launch to its scheduler. What is a constant, or a setting, is
     * transferred by the graph; scores and other operands must be on the device already.
     *
     * @param graph the graph
     * @param graphName the graph's name
     * @param grid the scheduler that the graph's plan runs with
     * @param id the name of the task in the graph
     */
    void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id);

    /** What goes to the device before each launch. */
    Object[] operands();

    /** What comes back from the device after each launch. */
    Object[] results();
}
