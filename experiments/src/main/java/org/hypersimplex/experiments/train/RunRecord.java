package org.hypersimplex.experiments.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.store.JsonLines;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run: a line of {@code runs.jsonl}. Accuracies are shares of the test images.
 *
 * @param started UTC, ISO 8601
 * @param command as typed
 * @param framework that trained; absent from records of when there was none but dl4j
 * @param dataset its name
 * @param data where the images came from
 * @param trainImages number of images trained on
 * @param calibrationImages number of training images that the thresholds were taken from
 * @param testImages number of images that accuracies were measured on
 * @param augmentation what was done to training images
 * @param loss its name
 * @param k policy of the HyperSimplex loss; null for other losses
 * @param tau temperature of thresholds, and of the HyperSimplex loss
 * @param anchor weight of the HyperSimplex loss's anchor, 0 for none; null in records from before there were any
 * @param batch images in a minibatch, at most
 * @param epochs passes over the training images
 * @param channels of each convolution
 * @param parameters of the network
 * @param optimizer its name
 * @param learningRate its step
 * @param seed of weights, minibatches and augmentation
 * @param rawAccuracy after the last epoch
 * @param foldedAccuracy after the last epoch, with thresholds folded
 * @param trainingSeconds without evaluation
 * @param seconds with evaluation
 * @param thresholds that were folded into the model's last bias, one per class
 * @param perEpoch the course of the run
 * @param model file name of the model, beside this record
 * @param surroundings machine and software
 */
public record RunRecord(
        String started,
        String command,
        @JsonInclude(JsonInclude.Include.NON_NULL) String framework,
        String dataset,
        String data,
        int trainImages,
        int calibrationImages,
        int testImages,
        String augmentation,
        String loss,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String k,
        double tau,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double anchor,
        int batch,
        int epochs,
        int channels,
        long parameters,
        String optimizer,
        double learningRate,
        long seed,
        double rawAccuracy,
        double foldedAccuracy,
        double trainingSeconds,
        double seconds,
        List<Double> thresholds,
        List<EpochRecord> perEpoch,
        String model,
        Surroundings surroundings) {
    /** Completes records of when there was one framework. */
    public RunRecord {
        framework = Objects.requireNonNullElse(framework, Framework.DL4J.toString());
    }

    /**
     * Whether this is the record of a run that gives the same results, up to times, as one that is about to be made.
     *
     * @param source where its images come from
     * @param trainOn how many of them are trained on
     * @param minimised the loss
     * @param settings of the run
     */
    boolean repeats(String source, int trainOn, Contender minimised, TrainingSettings settings) {
        return framework.equals(settings.framework().toString())
                && data.equals(source)
                && trainImages == trainOn
                && loss.equals(minimised.toString())
                && (k == null || k.equals(settings.k().toString()))
                && tau == settings.tau()
                && (anchor == null ? 0 : anchor)
                        == minimised.objective(settings).anchor()
                && batch == settings.batch()
                && epochs == settings.epochs()
                && channels == settings.channels()
                && learningRate == settings.learningRate()
                && seed == settings.seed();
    }

    /**
     * What was trained with, of the names that {@code train} has now: a HyperSimplex loss without an anchor was once
     * called hypersimplex.
     *
     * @return the name
     */
    public String contender() {
        boolean unanchored = anchor == null && loss.equals(Contender.HYPERSIMPLEX.toString());
        return unanchored ? Contender.HYPERSIMPLEX_PAPER.toString() : loss;
    }

    /**
     * A file of such lines.
     *
     * @param file may be missing
     * @return the records in it
     */
    public static JsonLines<RunRecord> in(Path file) {
        return new JsonLines<>(file, RunRecord.class, "a run");
    }
}
