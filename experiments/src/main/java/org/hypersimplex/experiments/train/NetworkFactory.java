package org.hypersimplex.experiments.train;

import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.machine.Surroundings;

/** Makes networks in one framework; found with {@link ServiceLoader}. */
public interface NetworkFactory {
    /**
     * What the networks are trained with.
     *
     * @return the framework
     */
    Framework framework();

    /**
     * Loads the framework's native code, where that isn't done yet.
     *
     * @param channels of the networks' convolutions, or a divisor of all of theirs
     * @throws UserException if it doesn't run on this machine
     */
    void start(int channels);

    /**
     * A network before its first step.
     *
     * @param network what it looks like
     * @param weights of its layers, as {@link PaperNetwork#initialWeights} draws them
     * @param objective what it minimises
     * @return the caller's to close
     */
    TrainableNetwork create(PaperNetwork network, List<PaperNetwork.Weights> weights, Objective objective);

    /**
     * This machine, and what trains networks on it now.
     *
     * @return for the record of a run
     */
    Surroundings surroundings();

    /**
     * Finds the factory of a framework and starts it.
     *
     * @param framework to train with
     * @param channels of the networks' convolutions, or a divisor of all of theirs
     * @return its factory
     * @throws UserException if this copy of the program is without the framework or it doesn't run here; the message says
     *     how to get it
     */
    static NetworkFactory of(Framework framework, int channels) {
        Iterator<NetworkFactory> factories =
                ServiceLoader.load(NetworkFactory.class).iterator();
        // There is one for each framework.
        for (int i = 0; i < Framework.values().length; i++) {
            try {
                NetworkFactory factory = factories.hasNext() ? factories.next() : null;
                if (factory != null && factory.framework() == framework) {
                    factory.start(channels);
                    return factory;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // This one lacks its library; another may have its own.
            }
        }
        throw new UserException("this copy of the program can't train with " + framework
                + ": a build of the whole project by Maven, as ./hypersimplex starts it, fetches that library");
    }
}
