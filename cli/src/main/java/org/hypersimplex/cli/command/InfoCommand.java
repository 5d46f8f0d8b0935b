package org.hypersimplex.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.hypersimplex.Backends;
import org.hypersimplex.cli.machine.Cpu;
import org.hypersimplex.cli.machine.OneDnn;
import org.hypersimplex.cli.machine.Version;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendProvider;
import org.hypersimplex.spi.Parallelism;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hypersimplex info}: what this program found on this machine. Does not start Deeplearning4j. */
@Command(
        name = "info",
        header = "Show version, JDK, machine, engine, vector width, backends with their devices, and oneDNN.")
public final class InfoCommand implements Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public int place() {
        return 90;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
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
        facts.put("CPU", Cpu.model() + ", " + runtime.availableProcessors() + " processors");
        facts.put("memory", "heap up to " + (runtime.maxMemory() >> 20) + " MiB");
        facts.put("engine", engine());
        facts.put("vector width", vectorWidth());
        ServiceLoader<BackendProvider> providers = ServiceLoader.load(BackendProvider.class);
        for (BackendProvider provider : providers) {
            facts.put(
                    "backend " + provider.name(),
                    provider.whyNot().map(why -> "no: " + why).orElseGet(() -> String.join("; ", provider.devices())));
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
            return backend.facts().description();
        }
    }

    private static String vectorWidth() {
        try (Backend vector = Backends.named("vector", Parallelism.serial())) {
            return vector.facts().vectorBits() + " bits preferred";
        } catch (UnsupportedOperationException e) {
            return "unknown, the JVM runs without --add-modules jdk.incubator.vector";
        }
    }
}
