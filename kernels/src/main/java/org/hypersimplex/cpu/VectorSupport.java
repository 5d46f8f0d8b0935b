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

    /** What keeps the vector engine from running or from being fast. */
    static Optional<String> obstacle() {
        return missing().or(VectorSupport::slow);
    }

    /** What keeps the vector engine from running at all. */
    static Optional<String> missing() {
        return missing(ModuleLayer.boot(), VectorSupport.class.getModule());
    }

    static Optional<String> missing(ModuleLayer modules, Module kernels) {
        Optional<Module> vectors = modules.findModule(MODULE);
        if (vectors.isEmpty()) {
            return Optional.of("the JVM was started without the module " + MODULE + "; add --add-modules " + MODULE);
        }
        if (!kernels.canRead(vectors.get())) {
            return Optional.of("the kernels' module was resolved before " + MODULE + "; add --add-modules " + MODULE);
        }
        return Optional.empty();
    }

    /**
     * What would make the vector engine slower than the scalar one. Only C2 keeps vectors in registers; elsewhere each
     * vector is an object on the heap.
     */
    static Optional<String> slow() {
        return slow(
                System.getProperty("java.vm.name", ""),
                System.getProperty("java.vm.info", ""),
                HotSpotFlags.is("UseJVMCICompiler", "true"),
                HotSpotFlags.isLess("TieredStopAtLevel", 4),
                VectorEngine.bits());
    }

    static Optional<String> slow(String vm, String info, boolean otherCompiler, boolean withoutC2, int bits) {
        if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
            return Optional.of("the JVM is " + vm + " and not HotSpot, whose C2 makes vectors fast");
        }
        if (info.toLowerCase(Locale.ROOT).contains("interpreted")) {
            return Optional.of("the JVM interprets; drop -Xint");
        }
        if (otherCompiler) {
            return Optional.of("a JVMCI compiler replaces C2; drop -XX:+UseJVMCICompiler");
        }
        if (withoutC2) {
            return Optional.of("C2 is off; drop -XX:TieredStopAtLevel");
        }
        if (bits < MIN_BITS) {
            return Optional.of("vectors have " + bits + " bits here, at least " + MIN_BITS + " are needed");
        }
        return Optional.empty();
    }
}
