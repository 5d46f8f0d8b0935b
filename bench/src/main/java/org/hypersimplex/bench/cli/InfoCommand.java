package org.hypersimplex.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hypersimplex.Backend;
import org.hypersimplex.BackendProvider;
import org.hypersimplex.Backends;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hypersimplex info}: what this program found on this machine. Starts neither a GPU nor Deeplearning4j. */
@Command(name = "info", header = "Show version, JDK, machine, engine, vector width, backends and oneDNN.")
final class InfoCommand implements Callable<Integer> {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        facts().forEach((name, fact) -> out.printf("%-13s %s%n", name, fact));
        out.flush();
        return 0;
    }

    private static Map<String, String> facts() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("hypersimplex", Version.read());
        facts.put("JDK", property("java.version") + ", " + property("java.vm.name") + ", " + property("java.home"));
        facts.put("OS", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        facts.put("CPU", cpu() + ", " + runtime.availableProcessors() + " processors");
        facts.put("memory", "heap up to " + (runtime.maxMemory() >> 20) + " MiB");
        facts.put("engine", engine());
        facts.put("vector width", vectorWidth());
        ServiceLoader<BackendProvider> providers = ServiceLoader.load(BackendProvider.class);
        for (BackendProvider provider : providers) {
            facts.put(
                    "backend " + provider.name(),
                    provider.whyNot().map(why -> "no: " + why).orElse("ready"));
        }
        if (providers.findFirst().isEmpty()) {
            facts.put("backends", "the CPU's own; no others on the class path");
        }
        facts.put("oneDNN", OneDnn.status());
        return facts;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String engine() {
        try (Backend backend = Backends.cpu()) {
            return backend.description();
        }
    }

    private static String cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown model");
            } catch (IOException e) {
                return "unknown model";
            }
        }
        return "unknown model";
    }

    /** Asked for by reflection, because the incubator module may be missing and only the engines may depend on it. */
    private static String vectorWidth() {
        try {
            Class<?> shape = Class.forName("jdk.incubator.vector.VectorShape");
            Object preferred = shape.getMethod("preferredShape").invoke(null);
            return shape.getMethod("vectorBitSize").invoke(preferred) + " bits preferred";
        } catch (ReflectiveOperationException e) {
            return "unknown, the JVM runs without --add-modules jdk.incubator.vector";
        }
    }
}
