package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.cli.machine.Surroundings;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** Finds out what a network is trained with. */
public final class NetworkSurroundings {
    private NetworkSurroundings() {}

    /**
     * This machine, and what trains networks on it now.
     *
     * @return for the record of a run
     */
    public static Surroundings here() {
        return Surroundings.here().withNetworks(ompThreads(), deeplearning4jVersion());
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
