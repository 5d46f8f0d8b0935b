package org.hypersimplex.tornado;

import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up how long the kernels of a call ran, by the device's clock. Off until started, since timing costs each call a
 * little.
 */
final class Clock {
    private final Map<String, Long> kernels = new TreeMap<>();
    private boolean isOn;

    void start() {
        isOn = true;
    }

    boolean isOn() {
        return isOn;
    }

    void reset() {
        kernels.clear();
    }

    /** Adds the times of the kernels in TornadoVM's log of a run. */
    void add(String log) {
        Sdk.kernels(log).forEach((method, nanos) -> kernels.merge(method, nanos, Long::sum));
    }

    /** The nanoseconds that each kernel ran on the device, by the name of its method. */
    Map<String, Long> kernels() {
        return kernels;
    }

    long nanos() {
        if (!isOn) {
            throw new IllegalStateException("the device's clock was not started");
        }
        return kernels.values().stream().mapToLong(Long::longValue).sum();
    }
}
