package org.hypersimplex.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;
import org.hypersimplex.Backends;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.DeviceClock;

/** Measures of a GPU what JMH can't: its accuracy, and the time of its kernels by its own clock. */
final class DeviceRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeviceRun() {}

    /**
     * Measures in this JVM.
     *
     * @throws UnsupportedOperationException if there is no GPU; the message says why
     */
    static ObjectNode measure(boolean quick, PrintStream progress) {
        ObjectNode device = JSON.createObjectNode();
        try (Backend backend = Backends.gpu()) {
            device.put("description", backend.facts().description());
            progress.println("gpu, accuracy");
            device.set("accuracy", JSON.valueToTree(DeviceAccuracy.measure(backend, quick)));
            Optional<DeviceClock> clock = backend.clock();
            if (clock.isPresent()) {
                boolean isGpu = backend.facts().isGpu();
                device.put("isGpu", isGpu);
                progress.println("gpu, kernels");
                // A device that is a CPU is measured briefly, as by JMH: its times say nothing about GPUs.
                device.set("times", JSON.valueToTree(DeviceTime.measure(backend, clock.get(), quick || !isGpu)));
            }
        }
        return device;
    }
}
