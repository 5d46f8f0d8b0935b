package org.hypersimplex.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.hypersimplex.Backend;
import org.hypersimplex.Backends;
import org.hypersimplex.DeviceClock;

/** What is measured of a GPU in this JVM and not by JMH: how right it is, and its kernels by its own clock. */
final class DeviceRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeviceRun() {}

    /**
     * Measures.
     *
     * @throws UnsupportedOperationException if there is no GPU; the message says why
     */
    static ObjectNode measure(boolean quick, PrintStream progress) {
        ObjectNode device = JSON.createObjectNode();
        try (Backend backend = Backends.gpu()) {
            device.put("description", backend.description());
            progress.println("gpu, accuracy");
            device.set("accuracy", JSON.valueToTree(DeviceAccuracy.measure(backend, quick)));
            if (backend instanceof DeviceClock clock) {
                device.put("isGpu", clock.isGpu());
                progress.println("gpu, kernels");
                // As with the rows from JMH, few for a CPU.
                device.set("times", JSON.valueToTree(times(backend, quick || !clock.isGpu())));
            }
        }
        return device;
    }

    @SuppressWarnings("unchecked")
    private static <B extends Backend & DeviceClock> Iterable<DeviceTime> times(Backend backend, boolean quick) {
        return DeviceTime.measure((B) backend, quick);
    }
}
