package org.hypersimplex.cpu;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether the Vector API can run here, and whether it would be fast. Each method returns what prevents that, or
 * nothing.
 */
final class VectorSupport {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int MIN_BITS = 128;

    private VectorSupport() {}

    /** What keeps the vector engine from running at all. */
    static Optional<String> missing() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("the JVM was started without the module " + MODULE + "; add --add-modules " + MODULE);
        }
        if (!VectorSupport.class
                .getModule()
                .canRead(ModuleLayer.boot().findModule(MODULE).orElseThrow())) {
            return Optional.of("the kernels' module was resolved before " + MODULE + "; add --add-modules " + MODULE);
        }
        return Optional.empty();
    }

    /**
     * What would make the vector engine slower than the scalar one. Only C2 keeps vectors in registers; elsewhere each
     * vector is an object on the heap.
     */
    static Optional<String> slow() {
        String vm = System.getProperty("java.vm.name", "");
        if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
            return Optional.of("the JVM is " + vm + " and not HotSpot, whose C2 makes vectors fast");
        }
        if (System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT).contains("interpreted")) {
            return Optional.of("the JVM interprets; drop -Xint");
        }
        if (HotSpotFlags.is("UseJVMCICompiler", "true")) {
            return Optional.of("a JVMCI compiler replaces C2; drop -XX:+UseJVMCICompiler");
        }
        if (HotSpotFlags.isLess("TieredStopAtLevel", 4)) {
            return Optional.of("C2 is off; drop -XX:TieredStopAtLevel");
        }
        int bits = VectorEngine.bits();
        if (bits < MIN_BITS) {
            return Optional.of("vectors have " + bits + " bits here, at least " + MIN_BITS + " are needed");
        }
        return Optional.empty();
    }
}
