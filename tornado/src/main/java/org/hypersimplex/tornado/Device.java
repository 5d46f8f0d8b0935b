package org.hypersimplex.tornado;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/**
 * A device that TornadoVM drives.
 *
 * @param tornado TornadoVM's own object
 * @param driver the language that kernels are compiled to
 * @param index its number among the driver's devices
 */
record Device(TornadoDevice tornado, TornadoVMBackendType driver, int index) {
    /** System property: the number of the device to use, from 0, in the list of {@link #all}; 0 if it is not set. */
    static final String PROPERTY = "hypersimplex.gpu";

    /** System property: the most memory on the device, in MiB, that the buffers of one shape may take. */
    static final String MEMORY = "hypersimplex.gpu.memory";
    /**
     * System property: true records a shape's launches as a CUDA graph once and replays it. Not tried on a GPU yet:
     * off.
     */
    static final String GRAPH = "hypersimplex.gpu.graph";

    /** All devices of all drivers. Starts TornadoVM. */
    static List<Device> all() {
        Sdk.prepare();
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        List<Device> devices = new ArrayList<>();
        for (int b = 0; b < runtime.getNumBackends(); b++) {
            TornadoBackend backend = runtime.getBackend(b);
            for (int d = 0; d < backend.getNumDevices(); d++) {
                devices.add(new Device(backend.getDevice(d), backend.getBackendType(), d));
            }
        }
        return devices;
    }

    /** Why the chosen device can't be used, as a sentence, or null if it can. */
    static @Nullable String whyNot() {
        List<Device> devices = all();
        if (devices.isEmpty()) {
            return "TornadoVM finds no device: no driver of a GPU, and no OpenCL for the CPU";
        }
        int chosen = number();
        if (chosen < 0 || chosen >= devices.size()) {
            return PROPERTY + " must be the number of a device, from 0 to " + (devices.size() - 1) + ", was "
                    + System.getProperty(PROPERTY);
        }
        if (System.getProperty(MEMORY) != null && (memory() == null || memory() < 1)) {
            return MEMORY + " must be a number of MiB, was " + System.getProperty(MEMORY);
        }
        Device device = devices.get(chosen);
        if (!device.tornado.getDeviceContext().isFP64Supported()) {
            return device.name() + " has no 64-bit numbers, which sums are kept in";
        }
        return null;
    }

    /** The device that backends use. */
    static Device chosen() {
        return all().get(number());
    }

    /** The number of the device to use, negative if what the property says is none. */
    private static int number() {
        return Integer.getInteger(PROPERTY, System.getProperty(PROPERTY) == null ? 0 : -1);
    }

    /** The bound on memory in MiB, null if there is none. */
    static @Nullable Integer memory() {
        return Integer.getInteger(MEMORY);
    }

    /** The most threads in a workgroup. */
    int maxThreads() {
        return (int) tornado.getDeviceMaxWorkgroupDimensions()[0];
    }

    /** Whether launches are recorded as CUDA graphs. */
    boolean capturesGraphs() {
        return Boolean.getBoolean(GRAPH) && (driver == TornadoVMBackendType.PTX || driver == TornadoVMBackendType.CUDA);
    }

    /** Descriptions of all devices, to be read by people. */
    static List<String> descriptions() {
        return all().stream().map(Device::description).toList();
    }

    String name() {
        return tornado.getDeviceName();
    }

    /** The device's name, the language of its kernels and its memory, to be read by people. */
    String description() {
        return tornado.getPhysicalDevice().getDeviceName() + " (" + driver + ", "
                + tornado.getMaxGlobalMemory() / (1 << 20) + " MiB)";
    }
}
