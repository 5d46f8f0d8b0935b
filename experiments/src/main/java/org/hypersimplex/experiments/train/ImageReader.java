package org.hypersimplex.experiments.train;

import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.dl4j.CalibrationLogits;
import org.hypersimplex.experiments.data.LabelledImages;

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
     * @return the logits of each image
     */
    public CalibrationLogits logits(MultiLayerNetwork network, LabelledImages images) {
        return CalibrationLogits.of(
                network, new ExistingDataSetIterator(new Minibatches(images, augmentation, IMAGES_AT_A_TIME).plain()));
    }
}
