package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A grid of runs: one for every combination of the values in the lists.
 *
 * @param name of the block
 * @param framework that trains; DL4J if it is left out
 * @param dataset the images
 * @param losses the name of a loss; or "hypersimplex/POLICY" with positives, half or prior, which "/anchor=WEIGHT" may
 *     follow
 * @param tau temperatures
 * @param batch sizes of minibatches
 * @param epochs passes over the training images, or 0
 * @param steps minibatches, or 0
 * @param channels of each convolution
 * @param trainImages images to train on, 0 for all
 * @param validationImages images held out
 * @param learningRate learning rates of Adam; empty if they are chosen by another block
 * @param schedule of the learning rate; constant if it is left out
 * @param tunedBy the block whose validation accuracies choose the learning rate of each loss and batch, or null
 * @param tunedOn how networks are read for these accuracies; with thresholds folded if it is left out
 * @param noise shares of wrong labels
 * @param minority share of training images kept of one class, that of the seed modulo ten; all if it is left out
 * @param seeds of the runs
 */
public record Block(
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) Framework framework,
        ImageDataset dataset,
        List<String> losses,
        List<Double> tau,
        List<Integer> batch,
        int epochs,
        int steps,
        int channels,
        int trainImages,
        int validationImages,
        List<Double> learningRate,
        @JsonInclude(JsonInclude.Include.NON_NULL) Schedule schedule,
        @Nullable String tunedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) Way tunedOn,
        List<Double> noise,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double minority,
        List<Long> seeds) {

    /** Completes what plans may leave out. */
    public Block {
        framework = Objects.requireNonNullElse(framework, Framework.DL4J);
        schedule = Objects.requireNonNullElse(schedule, Schedule.CONSTANT);
        tunedOn = Objects.requireNonNullElse(tunedOn, Way.FOLDED);
    }

    /**
     * The runs, all of one seed before the next.
     *
     * @param results of earlier blocks
     */
    Set<RunConfig> runs(List<RunResult> results) {
        Set<RunConfig> runs = new LinkedHashSet<>();
        for (long seed : seeds) {
            for (int size : batch) {
                for (String loss : losses) {
                    LossChoice choice = LossChoice.parse(loss);
                    for (double share : noise) {
                        for (double temperature : tau) {
                            for (double rate : rates(choice, size, results)) {
                                runs.add(run(choice, temperature, size, rate, share, seed));
                            }
                        }
                    }
                }
            }
        }
        return runs;
    }

    /** How many runs there are; known even before another block has chosen their learning rates. */
    double size() {
        return (double) seeds.size()
                * batch.size()
                * losses.size()
                * noise.size()
                * tau.size()
                * Math.max(1, learningRate.size());
    }

    /** The same runs in one framework. */
    Block in(Framework other) {
        return with(other, learningRate, tunedBy);
    }

    /** The same runs at one learning rate, which no other block chooses. */
    Block at(double rate) {
        return with(framework, List.of(rate), null);
    }

    private Block with(Framework trainer, List<Double> rates, @Nullable String tuner) {
        return new Block(
                name,
                trainer,
                dataset,
                losses,
                tau,
                batch,
                epochs,
                steps,
                channels,
                trainImages,
                validationImages,
                rates,
                schedule,
                tuner,
                tunedOn,
                noise,
                minority,
                seeds);
    }

    private RunConfig run(LossChoice choice, double temperature, int size, double rate, double share, long seed) {
        return new RunConfig(
                name,
                framework,
                dataset,
                choice.loss(),
                choice.k(),
                choice.anchor(),
                temperature,
                size,
                epochs,
                steps,
                channels,
                trainImages,
                validationImages,
                rate,
                schedule,
                share,
                minority,
                seed);
    }

    private List<Double> rates(LossChoice choice, int size, List<RunResult> results) {
        return tunedBy == null
                ? learningRate
                : List.of(Tuning.of(tunedBy, tunedOn, results).rate(choice, size));
    }

    void check(List<Block> before) {
        requireGiven("name", name);
        requireGiven("dataset", dataset);
        requireGiven("losses", losses);
        requireGiven("tau", tau);
        requireGiven("batch", batch);
        requireGiven("learningRate", learningRate);
        requireGiven("noise", noise);
        requireGiven("seeds", seeds);
        if (losses.isEmpty() || tau.isEmpty() || batch.isEmpty() || noise.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("losses, tau, batch, noise and seeds need a value each");
        }
        losses.forEach(LossChoice::parse);
        require(batch.stream().allMatch(size -> size > 0), "batch sizes must be positive");
        require(tau.stream().allMatch(t -> t > 0 && Double.isFinite(t)), "tau must be positive and finite");
        require(noise.stream().allMatch(share -> share >= 0 && share < 1), "noise must be in [0, 1)");
        require(minority == null || (minority > 0 && minority <= 1), "minority must be in (0, 1]");
        require(learningRate.stream().allMatch(r -> r > 0 && Double.isFinite(r)), "learning rates must be positive");
        require((epochs > 0) != (steps > 0) && epochs >= 0 && steps >= 0, "either epochs or steps must be positive");
        require(channels > 0 && validationImages > 0 && trainImages >= 0, "channels and images must be positive");
        require(
                tunedBy == null ? !learningRate.isEmpty() : learningRate.isEmpty(),
                "learning rates are either given or taken from a block");
        require(
                tunedBy == null || before.stream().anyMatch(block -> block.name.equals(tunedBy)),
                "tunedBy must name a block further up, was " + Quote.shown(String.valueOf(tunedBy)));
    }

    private static void requireGiven(String field, @Nullable Object value) {
        require(value != null, field + " must not be null");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
