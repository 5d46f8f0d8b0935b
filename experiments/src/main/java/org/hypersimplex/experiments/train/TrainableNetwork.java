package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A network in training, in whichever framework. Matrices are row-major. Not thread-safe. */
public interface TrainableNetwork extends AutoCloseable {
    /**
     * Takes one step of Adam, with its usual constants.
     *
     * @param minibatch to train on
     * @param learningRate of this step, positive
     * @return the mean loss of the minibatch before the step
     */
    double step(Minibatch minibatch, double learningRate);

    /**
     * The logits of images as at test time.
     *
     * @param minibatch the images; their classes aren't looked at
     * @return a row of ten logits for each image
     */
    float[] logits(Minibatch minibatch);

    /**
     * The mean of the thresholds of past minibatches, as training saw their logits.
     *
     * @return ν of each class
     * @throws IllegalStateException if there was no step yet
     */
    double[] trackedThresholds();

    /**
     * The weights of all layers but those of batch normalisation.
     *
     * @return a copy, in the order of {@link PaperNetwork#layers}
     */
    List<PaperNetwork.Weights> weights();

    /**
     * How many numbers the network has learned or counts as its own.
     *
     * @return the framework's own count
     */
    long parameters();

    /**
     * Takes a threshold for each class off the last bias.
     *
     * @param thresholds ν of each class, finite
     */
    void fold(double... thresholds);

    /**
     * What the framework's own model files are called.
     *
     * @return the end of a file name, such as ".zip"
     */
    String fileEnding();

    /**
     * Writes the network in the framework's own format.
     *
     * @param out stays open
     * @throws IOException if it can't be written
     */
    void save(OutputStream out) throws IOException;

    @Override
    void close();
}
