package org.hypersimplex.tornado;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/** A task graph of one operation, compiled for a device and kept with its buffers for calls of the same shape. */
final class Launch implements AutoCloseable {
    /** The lock of all runs: TornadoVM doesn't document that plans may run at the same time. */
    private static final Object RUNTIME = new Object();

    private static final AtomicLong NAMES = new AtomicLong();

    private final Device device;
    private final String what;
    private final Clock clock;
    private final TornadoExecutionPlan plan;
    /** How much of the plan's log, which every run appends to, the clock has seen. */
    private int timed;

    /**
     * Builds the graph; it is compiled when it first runs.
     *
     * @param what the operation and its size, for messages
     * @param clock receives the times of the kernels, if it is on by now
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
        plan = Sdk.flagged(plan, device.driver(), task.registers());
        if (Device.memory() != null) {
            plan = plan.withMemoryLimit(Device.memory() + "MB");
        }
        if (device.capturesGraphs()) {
            plan = plan.withCUDAGraph();
        }
        return isTimed ? plan.withProfiler(ProfilerMode.SILENT) : plan;
    }

    /**
     * Transfers the operands, runs the kernels, and transfers the results back.
     *
     * @throws NoRoomException if the device has not enough memory
     * @throws IllegalStateException if a kernel can't be compiled or run
     */
    void run() {
        synchronized (RUNTIME) {
            try {
                TornadoExecutionResult result = plan.execute();
                if (clock.isOn()) {
                    String log = result.getProfilerResult().getProfileLog();
                    clock.add(log.substring(timed));
                    timed = log.length();
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

    /** An error's message in one line, without the terminal colours that TornadoVM puts into its messages. */
    private static String plain(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        // After the second line comes TornadoVM's stack trace, which the cause holds as well.
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
