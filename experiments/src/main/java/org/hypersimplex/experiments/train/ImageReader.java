package org.hypersimplex.experiments.train;

import java.util.Arrays;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;

/**
 * Has networks read images, as they are and without augmentation.
 *
 * @param augmentation that turns images into input
 */
public record ImageReader(Augmentation augmentation) {
    /** Affects only the memory that reading takes, never the result. */
    private static final int IMAGES_AT_A_TIME = 500;

    /**
     * What a network answers to images.
     *
     * @param network to be asked
     * @param images at least one
     * @return a row of ten logits for each image, row-major
     */
    public float[] logits(TrainableNetwork network, LabelledImages images) {
        float[] logits = new float[images.size() * LabelledImages.CLASSES];
        int at = 0;
        for (Minibatch minibatch : new Minibatches(images, augmentation, IMAGES_AT_A_TIME).plain()) {
            float[] part = network.logits(minibatch);
            System.arraycopy(part, 0, logits, at, part.length);
            at += part.length;
        }
        return logits;
    }

    /**
     * The thresholds at which the projection of each class sums to its number of images.
     *
     * @param network to be asked
     * @param images to calibrate on, at least one
     * @param tau temperature, positive
     * @return ν of each class
     */
    public double[] thresholds(TrainableNetwork network, LabelledImages images, double tau) {
        return ClassThresholds.ofPositives(
                Batch.columns(images.size(), LabelledImages.CLASSES),
                Values.of(logits(network, images)),
                Arrays.stream(images.classCounts()).asDoubleStream().toArray(),
                tau);
    }
}
