package org.hypersimplex.cpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Reads flags of the JVM. Where that isn't possible, every test of a flag is false. */
final class HotSpotFlags {
    private HotSpotFlags() {}

    static boolean is(String flag, String value) {
        return value(flag).equals(Optional.of(value));
    }

    static boolean isLess(String flag, int bound) {
        return value(flag).map(Integer::parseInt).filter(v -> v < bound).isPresent();
    }

    private static Optional<String> value(String flag) {
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Optional.ofNullable(bean).map(b -> b.getVMOption(flag).getValue());
        } catch (IllegalArgumentException | LinkageError e) {
            // The JVM doesn't know the flag, or runs without the management module.
            return Optional.empty();
        }
    }
}
