package org.hypersimplex;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.hypersimplex.cpu.CpuBackend;
import org.hypersimplex.cpu.Engines;
import org.hypersimplex.reference.ReferenceBackend;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendProvider;
import org.hypersimplex.spi.Parallelism;

/**
 * Where to compute: on the CPU, which is always available, or on what a {@link BackendProvider} offers, such as a GPU.
 * Stateless and thread-safe.
 */
public final class Backends {
    /** Names that {@link #named} knows without any provider. */
    private static final List<String> CPU = List.of("auto", "vector", "gradual", "scalar", "reference");

    private Backends() {}

    /**
     * The CPU with the engine chosen at start, on the caller's thread. The system property {@code hypersimplex.engine}
     * ({@code auto}, {@code vector}, {@code gradual} or {@code scalar}) forces the choice.
     *
     * @return the shared instance; closing it does nothing
     */
    public static Backend cpu() {
        return CpuBackend.shared();
    }

    /**
     * The CPU with the engine chosen at start, on several threads.
     *
     * @param parallelism how many threads, or whose pool
     * @return a new backend, to be closed by the caller if it has threads of its own
     */
    public static Backend cpu(Parallelism parallelism) {
        return new CpuBackend(Engines.chosen(), parallelism);
    }

    /**
     * A GPU, through TornadoVM.
     *
     * @return a new backend, the caller's to close
     * @throws UnsupportedOperationException if there is none; the message says why
     */
    public static Backend gpu() {
        return named("gpu", Parallelism.serial());
    }

    /**
     * A GPU if there is one, else the CPU.
     *
     * @return a backend, the caller's to close
     */
    public static Backend best() {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            if (provider.whyNot().isEmpty()) {
                return provider.open();
            }
        }
        return cpu();
    }

    /**
     * The backend of that name.
     *
     * @param name {@code auto} (the CPU's engine chosen at start), {@code vector}, {@code gradual} (the vector
     *     engine, whose single problems are solved in plain Java with the same bits until the JVM has compiled it: cheaper
     *     first calls, full speed later), {@code scalar}, {@code reference}
     *     (sort and pool adjacent violators, slow), or a provider's such as {@code gpu}
     * @param parallelism how many threads; meant for the CPU's engines and without effect on others
     * @return a new backend, the caller's to close
     * @throws IllegalArgumentException if there is no backend of that name
     * @throws UnsupportedOperationException if the backend exists but can't run here; the message says why
     */
    public static Backend named(String name, Parallelism parallelism) {
        return switch (name) {
            case "auto" -> cpu(parallelism);
            case "vector", "gradual", "scalar" -> new CpuBackend(Engines.named(name), parallelism);
            case "reference" -> new ReferenceBackend();
            default -> provided(name);
        };
    }

    private static Backend provided(String name) {
        BackendProvider provider = provider(name);
        Optional<String> whyNot = provider.whyNot();
        if (whyNot.isPresent()) {
            throw new UnsupportedOperationException("no " + name + " backend: " + whyNot.get());
        }
        return provider.open();
    }

    private static BackendProvider provider(String name) {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        if (name.equals("gpu")) {
            throw new UnsupportedOperationException(
                    "no gpu backend: the module hypersimplex-tornado is not on the class or module path;"
                            + " it is built where TORNADOVM_HOME names a TornadoVM SDK");
        }
        throw new IllegalArgumentException("no backend is named " + name + "; the CPU's are " + CPU);
    }
}
