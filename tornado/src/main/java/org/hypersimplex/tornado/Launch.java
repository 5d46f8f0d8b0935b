package org.hypersimplex.tornado;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/** A task graph of one operation, compiled for a device and kept with its buffers for calls of the same shape. */
final class Launch implements AutoCloseable {
    /** TornadoVM's own flags for OpenCL let infinities and NaN do anything, and reorder sums. */
    static final String OPENCL_FLAGS = "-cl-mad-enable -w";

    /** TornadoVM is not said to be made for plans that run at the same time. */
    private static final Object RUNTIME = new Object();

    private static final AtomicLong NAMES = new AtomicLong();

    private final Device device;
    private final String what;
    private final Clock clock;
    private final TornadoExecutionPlan plan;

    /**
     * Builds the graph; it is compiled when it first runs.
     *
     * @param what the operation and its size, for messages
     * @param clock is told how long the kernels ran, if it is on now
     */
    Launch(Device device, String what, DeviceTask task, Clock clock) {
        this.device = device;
        this.what = what;
        this.clock = clock;
        try {
            plan = plan(device, task, clock.isOn());
        } catch (RuntimeException | TornadoInternalError e) {
            throw failure(e);
        }
    }

    private static TornadoExecutionPlan plan(Device device, DeviceTask task, boolean isTimed) {
        String name = "hypersimplex" + NAMES.getAndIncrement();
        GridScheduler grid = new GridScheduler();
        TaskGraph graph = new TaskGraph(name);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, task.operands());
        task.appendTo(graph, name, grid, "task");
        graph.transferToHost(DataTransferMode.EVERY_EXECUTION, task.results());
        TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())
                .withGridScheduler(grid)
                .withDevice(device.tornado());
        if (device.driver() == TornadoVMBackendType.OPENCL) {
            plan = plan.withCompilerFlags(TornadoVMBackendType.OPENCL, OPENCL_FLAGS);
        }
        if (Device.memory() != null) {
            plan = plan.withMemoryLimit(Device.memory() + "MB");
        }
        if (device.capturesGraphs()) {
            plan = plan.withCUDAGraph();
        }
        return isTimed ? plan.withProfiler(ProfilerMode.SILENT) : plan;
    }

    /**
     * Transfers, runs the kernels, transfers back.
     *
     * @throws NoRoomException if the device has no room
     * @throws IllegalStateException if a kernel can't be compiled or run
     */
    void run() {
        synchronized (RUNTIME) {
            try {
                TornadoExecutionResult result = plan.execute();
                if (clock.isOn()) {
                    clock.add(result.getProfilerResult().getProfileLog());
                }
            } catch (TornadoOutOfMemoryException | TornadoMemoryException e) {
                throw new NoRoomException(device.description() + " has no room for the " + what + ": " + plain(e), e);
            } catch (RuntimeException | TornadoInternalError e) {
                throw failure(e);
            }
        }
    }

    private IllegalStateException failure(Throwable e) {
        return new IllegalStateException("the " + what + " failed on " + device.description() + ": " + plain(e), e);
    }

    /** A message without the colours that TornadoVM gives to its own. */
    private static String plain(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        // What follows the second line is TornadoVM's own stack, which the cause holds as well.
        return message.replaceAll("\u001B\\[[0-9;]*m", "")
                .lines()
                .limit(2)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        synchronized (RUNTIME) {
            try {
                plan.freeDeviceMemory();
                plan.close();
            } catch (TornadoExecutionPlanException e) {
                throw new IllegalStateException("the " + what + " can't be closed on " + device.description(), e);
            }
        }
    }
}
