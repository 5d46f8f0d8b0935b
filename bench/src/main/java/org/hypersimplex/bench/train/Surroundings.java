package org.hypersimplex.bench.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.Backends;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The machine and the software that a run was made with.
 *
 * @param cpu the processor's name
 * @param cores processors that the virtual machine may use
 * @param threads that train the network
 * @param os operating system and architecture
 * @param java name and version of the virtual machine
 * @param hypersimplex version of this program
 * @param backend what computes the projections
 * @param deeplearning4j version
 * @param oneDnn whether the convolutions may use oneDNN
 */
record Surroundings(
        String cpu,
        int cores,
        int threads,
        String os,
        String java,
        String hypersimplex,
        String backend,
        String deeplearning4j,
        boolean oneDnn) {

    static Surroundings here(String hypersimplexVersion) {
        Runtime.Version java = Runtime.version();
        return new Surroundings(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                ompThreads(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + java,
                hypersimplexVersion,
                Backends.cpu().name(),
                deeplearning4jVersion(),
                OneDnn.isAllowed());
    }

    private static int ompThreads() {
        Object threads = Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.OMP_THREADS_KEY);
        return threads instanceof Number number ? number.intValue() : 0;
    }

    private static String cpuName() {
        Path linux = Path.of("/proc/cpuinfo");
        if (Files.isReadable(linux)) {
            try (Stream<String> lines = Files.lines(linux)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }

    private static String deeplearning4jVersion() {
        String place = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(place)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
