package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Objects;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Schedule;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;

/**
 * Everything that determines a run of an experiment: equal configurations give equal runs, up to the order in which
 * threads add numbers.
 *
 * @param block the part of the plan that asks for it
 * @param framework that trains; absent from records of when there was none but DL4J
 * @param dataset the images
 * @param loss what is minimised
 * @param k policy of the HyperSimplex loss; null for other losses
 * @param anchor weight of the HyperSimplex loss's anchor; null if there is none
 * @param tau temperature of that loss, and of every loss's thresholds
 * @param batch images in a minibatch, at most
 * @param epochs passes over the training images; 0 if steps count
 * @param steps minibatches; 0 if epochs count
 * @param channels of each convolution
 * @param trainImages images to train on, 0 for all but the validation images
 * @param validationImages images held out of the training images, the last of them
 * @param learningRate of Adam, the highest of the run
 * @param schedule of the learning rate; absent from records of when all were constant
 * @param noise share of training and validation labels replaced by another class
 * @param minority share of training images kept of one class, that of the seed modulo ten; null for all
 * @param seed of weights, minibatches, augmentation and noise
 */
public record RunConfig(
        String block,
        @JsonInclude(JsonInclude.Include.NON_NULL) Framework framework,
        ImageDataset dataset,
        TrainingLoss loss,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KChoice k,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double anchor,
        double tau,
        int batch,
        int epochs,
        int steps,
        int channels,
        int trainImages,
        int validationImages,
        double learningRate,
        @JsonInclude(JsonInclude.Include.NON_NULL) Schedule schedule,
        double noise,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double minority,
        long seed) {

    /** Completes the records of before there was a choice. */
    public RunConfig {
        framework = Objects.requireNonNullElse(framework, Framework.DL4J);
        schedule = Objects.requireNonNullElse(schedule, Schedule.CONSTANT);
    }

    /**
     * The loss with its settings.
     *
     * @return without the temperature
     */
    public LossChoice choice() {
        return new LossChoice(loss, k, anchor);
    }

    /** A measure of the run's cost: about how many planes of an image are trained on. */
    double cost(int available) {
        double images = trainImages == 0 ? available - validationImages : trainImages;
        return channels * (steps > 0 ? (double) steps * batch : epochs * images);
    }

    /** The run for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %s%s, batch %d, lr %.0e%s%s%s, seed %d",
                block,
                dataset,
                choice(),
                k == null ? "" : String.format(Locale.ROOT, ", tau %.1f", tau),
                batch,
                learningRate,
                noise > 0 ? String.format(Locale.ROOT, ", noise %.0f %%", 100 * noise) : "",
                minority == null ? "" : String.format(Locale.ROOT, ", %.0f %% of a class", 100 * minority),
                framework == Framework.DL4J ? "" : ", " + framework,
                seed);
    }
}
