package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;

/**
 * Everything that determines a run of an experiment: equal configurations give equal runs, up to the order in which
 * threads add numbers.
 *
 * @param block the part of the plan that asks for it
 * @param dataset the images
 * @param loss what is minimised
 * @param k policy of the HyperSimplex loss; null for other losses
 * @param tau temperature of that loss, and of every loss's thresholds
 * @param batch images in a minibatch, at most
 * @param epochs passes over the training images; 0 if steps count
 * @param steps minibatches; 0 if epochs count
 * @param channels of each convolution
 * @param trainImages images to train on, 0 for all but the validation images
 * @param validationImages images held out of the training images, the last of them
 * @param learningRate of Adam
 * @param noise share of training and validation labels replaced by another class
 * @param seed of weights, minibatches, augmentation and noise
 */
public record RunConfig(
        String block,
        ImageDataset dataset,
        TrainingLoss loss,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KChoice k,
        double tau,
        int batch,
        int epochs,
        int steps,
        int channels,
        int trainImages,
        int validationImages,
        double learningRate,
        double noise,
        long seed) {

    /** About how many images are trained on: a measure of the run's cost. */
    double cost(int available) {
        double images = trainImages == 0 ? available - validationImages : trainImages;
        return steps > 0 ? (double) steps * batch : epochs * images;
    }

    /** The run for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %s%s, batch %d, lr %.0e%s, seed %d",
                block,
                dataset,
                loss,
                k == null ? "" : String.format(Locale.ROOT, " k = %s, tau %.1f", k, tau),
                batch,
                learningRate,
                noise > 0 ? String.format(Locale.ROOT, ", noise %.0f %%", 100 * noise) : "",
                seed);
    }
}
