package org.hypersimplex.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processor of this machine. */
public final class Cpu {
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown model";

    private Cpu() {}

    /**
     * What the processor calls itself.
     *
     * @return its model's name, with family and model number where the system tells them, or "unknown model"
     */
    public static String model() {
        if (Files.isReadable(LINUX)) {
            try {
                return model(Files.readAllLines(LINUX));
            } catch (IOException e) {
                return UNKNOWN;
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", UNKNOWN);
    }

    /** The name that Linux gives; its numbers too, since rented machines of several generations have the same name. */
    static String model(List<String> lines) {
        Map<String, String> first = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                first.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        String name = first.getOrDefault("model name", UNKNOWN);
        String family = first.get("cpu family");
        return family == null ? name : name + " (family " + family + ", model " + first.get("model") + ")";
    }
}
