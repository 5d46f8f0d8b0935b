package org.hypersimplex.cli.machine;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The flags of a Java virtual machine that may change what is measured in it. */
public final class JvmFlags {
    private JvmFlags() {}

    /**
     * Those that this virtual machine was started with.
     *
     * @return in their order
     */
    public static List<String> ofThisJvm() {
        return among(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /**
     * Leaves out properties, paths, and which module may read which: TornadoVM brings hundreds of those.
     *
     * @param arguments of a virtual machine
     * @return the others, in their order
     */
    public static List<String> among(List<String> arguments) {
        return arguments.stream()
                .filter(flag -> !flag.startsWith("-D") && !flag.contains("/") && !flag.startsWith("--add-reads"))
                .toList();
    }
}
