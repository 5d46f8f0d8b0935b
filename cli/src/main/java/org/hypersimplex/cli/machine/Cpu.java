package org.hypersimplex.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor of this machine. */
public final class Cpu {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Cpu() {}

    /**
     * What the processor calls itself.
     *
     * @return its model's name, or "unknown model" where the system doesn't tell
     */
    public static String model() {
        if (Files.isReadable(LINUX)) {
            try (Stream<String> lines = Files.lines(LINUX)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown model");
            } catch (IOException e) {
                return "unknown model";
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown model");
    }
}
