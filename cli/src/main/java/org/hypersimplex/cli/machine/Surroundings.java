package org.hypersimplex.cli.machine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.hypersimplex.Backends;
import org.hypersimplex.spi.Backend;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the software that a run was made with: a part of every record that a command writes. What a command
 * doesn't record is null, and absent from its JSON.
 *
 * @param cpu the processor's name
 * @param cores processors that the virtual machine may use
 * @param threads that train a network
 * @param os operating system and architecture
 * @param java name and version of the virtual machine
 * @param hypersimplex version of this program
 * @param backend name of what computes the projections
 * @param deeplearning4j version, where it trains
 * @param djl version of Deep Java Library and of its engine, where it trains
 * @param oneDnn whether convolutions use oneDNN, and if not, why; or the instructions that it may use
 * @param engine description of what computes the projections, with the width of its vectors and its threads
 * @param flags of the virtual machine, those that may change what is measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Surroundings(
        String cpu,
        int cores,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer threads,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String os,
        String java,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String hypersimplex,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String backend,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deeplearning4j,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String djl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String oneDnn,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String engine,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> flags) {
    /**
     * This machine, this virtual machine and this program.
     *
     * @return what every command records
     */
    public static Surroundings here() {
        return new Surroundings(
                Cpu.model(),
                Runtime.getRuntime().availableProcessors(),
                null,
                null,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                Version.read(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * The same with Deeplearning4j as what trains networks.
     *
     * @param threads that train
     * @param version of Deeplearning4j
     * @return also with the operating system, the backend's name and oneDNN
     */
    public Surroundings withDeeplearning4j(int threads, String version) {
        return withNetworks(threads, version, null, OneDnn.status());
    }

    /**
     * The same with Deep Java Library as what trains networks.
     *
     * @param threads that train
     * @param version of Deep Java Library and of its engine
     * @param oneDnn which of the processor's instructions convolutions may use
     * @return also with the operating system, the backend's name and oneDNN
     */
    public Surroundings withDjl(int threads, String version, String oneDnn) {
        return withNetworks(threads, null, version, oneDnn);
    }

    private Surroundings withNetworks(
            int threads, @Nullable String deeplearning4j, @Nullable String djl, @Nullable String oneDnn) {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try (Backend cpu = Backends.cpu()) {
            return new Surroundings(
                    this.cpu,
                    cores,
                    threads,
                    os,
                    java,
                    hypersimplex,
                    cpu.facts().name(),
                    deeplearning4j,
                    djl,
                    oneDnn,
                    engine,
                    flags);
        }
    }

    /**
     * The same with what the kernels' speed depends on.
     *
     * @return also with the engine and the flags of this virtual machine
     */
    public Surroundings withEngine() {
        try (Backend backend = Backends.cpu()) {
            return new Surroundings(
                    cpu,
                    cores,
                    threads,
                    os,
                    java,
                    hypersimplex,
                    this.backend,
                    deeplearning4j,
                    djl,
                    oneDnn,
                    backend.facts().description(),
                    JvmFlags.ofThisJvm());
        }
    }

    /**
     * The machine and the virtual machine, for people.
     *
     * @return such as "2 cores of AMD EPYC, OpenJDK 64-Bit Server VM 25.0.3+9"
     */
    public String inWords() {
        // In older records of benchmarks the bare version comes first.
        String vm = Character.isDigit(java.charAt(0)) ? "Java " + java : java;
        return cores + " cores of " + cpu + ", " + vm;
    }
}
