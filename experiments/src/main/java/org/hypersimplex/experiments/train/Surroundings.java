package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.Backends;
import org.hypersimplex.cli.machine.Cpu;
import org.hypersimplex.cli.machine.OneDnn;
import org.hypersimplex.cli.machine.Version;
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
 * @param oneDnn whether the convolutions use oneDNN, and if not, why
 */
public record Surroundings(
        String cpu,
        int cores,
        int threads,
        String os,
        String java,
        String hypersimplex,
        String backend,
        String deeplearning4j,
        String oneDnn) {

    /**
     * This machine, and what runs now.
     *
     * @return the surroundings
     */
    public static Surroundings here() {
        Runtime.Version java = Runtime.version();
        return new Surroundings(
                Cpu.model(),
                Runtime.getRuntime().availableProcessors(),
                ompThreads(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + java,
                Version.read(),
                Backends.cpu().name(),
                deeplearning4jVersion(),
                OneDnn.status());
    }

    private static int ompThreads() {
        Object threads = Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.OMP_THREADS_KEY);
        return threads instanceof Number number ? number.intValue() : 0;
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
