package org.hypersimplex.experiments.train;

import java.util.Arrays;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Images that a network is given together.
 *
 * @param shape of each image
 * @param input image after image, each as planes of rows, normalised
 * @param classes the class of each image, 0 to 9
 */
@SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
public record Minibatch(ImageShape shape, float[] input, int[] classes) {
    /**
     * How many images there are.
     *
     * @return the count
     */
    public int size() {
        return classes.length;
    }

    /**
     * What the network's probabilities should be.
     *
     * @param smoothing ε in [0, 1): so much of the mass is spread evenly over all classes (Szegedy et al. 2016)
     * @return a row for each image, with 1 − ε + ε/C for its class and ε/C for each other one
     */
    public float[] targets(double smoothing) {
        float elsewhere = (float) (smoothing / LabelledImages.CLASSES);
        float[] targets = new float[classes.length * LabelledImages.CLASSES];
        Arrays.fill(targets, elsewhere);
        for (int i = 0; i < classes.length; i++) {
            targets[i * LabelledImages.CLASSES + classes[i]] = (float) (1 - smoothing) + elsewhere;
        }
        return targets;
    }
}
