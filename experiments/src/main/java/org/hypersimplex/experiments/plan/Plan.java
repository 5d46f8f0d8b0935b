package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hypersimplex.cli.failure.JsonFailure;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.store.StrictJson;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;

/**
 * A plan of training runs: blocks, which are carried out one after another.
 *
 * @param description what it is for
 * @param blocks grids of runs
 */
public record Plan(String description, List<Block> blocks) {
    /** Plans that come with this program. */
    public static final List<String> NAMED = List.of("smoke", "desk", "paper");

    /** More than anybody has time for. */
    private static final int MOST_RUNS = 10_000_000;

    private static final ObjectMapper JSON = StrictJson.mapper()
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    /**
     * A grid of runs: one for every combination of the values in the lists.
     *
     * @param name of the block
     * @param dataset the images
     * @param losses a loss, or "hypersimplex/POLICY" with positives, half or prior
     * @param tau temperatures
     * @param batch sizes of minibatches
     * @param epochs passes over the training images, or 0
     * @param steps minibatches, or 0
     * @param channels of each convolution
     * @param trainImages images to train on, 0 for all
     * @param validationImages images held out
     * @param learningRate learning rates of Adam; empty if they are chosen by another block
     * @param tunedBy the block whose validation accuracies choose the learning rate of each loss and batch, or null
     * @param noise shares of wrong labels
     * @param seeds of the runs
     */
    public record Block(
            String name,
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
            @Nullable String tunedBy,
            List<Double> noise,
            List<Long> seeds) {

        /**
         * The runs, all of one seed before the next.
         *
         * @param results of earlier blocks
         */
        Set<RunConfig> runs(List<RunResult> results) {
            Set<RunConfig> runs = new LinkedHashSet<>();
            for (long seed : seeds) {
                for (int size : batch) {
                    for (String choice : losses) {
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

        private RunConfig run(String choice, double temperature, int size, double rate, double share, long seed) {
            TrainingLoss loss = loss(choice);
            return new RunConfig(
                    name,
                    dataset,
                    loss,
                    loss == TrainingLoss.HYPERSIMPLEX ? policy(choice) : null,
                    temperature,
                    size,
                    epochs,
                    steps,
                    channels,
                    trainImages,
                    validationImages,
                    rate,
                    share,
                    seed);
        }

        private List<Double> rates(String choice, int size, List<RunResult> results) {
            return tunedBy == null
                    ? learningRate
                    : List.of(Tuning.of(tunedBy, results).rate(loss(choice), size));
        }

        private static TrainingLoss loss(String choice) {
            String word = choice.replaceFirst("/.*", "");
            for (TrainingLoss loss : TrainingLoss.values()) {
                if (loss.toString().equals(word)) {
                    return loss;
                }
            }
            throw new IllegalArgumentException("no loss is named " + Quote.shown(word));
        }

        private static KChoice policy(String choice) {
            for (KChoice policy : KChoice.values()) {
                if (choice.endsWith("/" + policy)) {
                    return policy;
                }
            }
            throw new IllegalArgumentException(
                    Quote.shown(choice) + " must say how k is chosen: hypersimplex/positives, /half or /prior");
        }

        private void check(List<Block> before) {
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
            losses.forEach(choice -> run(choice, 1, 1, 1, 0, 0));
            require(batch.stream().allMatch(size -> size > 0), "batch sizes must be positive");
            require(tau.stream().allMatch(t -> t > 0 && Double.isFinite(t)), "tau must be positive and finite");
            require(noise.stream().allMatch(share -> share >= 0 && share < 1), "noise must be in [0, 1)");
            require(
                    learningRate.stream().allMatch(r -> r > 0 && Double.isFinite(r)),
                    "learning rates must be positive");
            require(
                    (epochs > 0) != (steps > 0) && epochs >= 0 && steps >= 0,
                    "either epochs or steps must be positive");
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

    /**
     * Reads a plan.
     *
     * @param nameOrFile one of {@link #NAMED}, or a file
     * @return the plan, checked
     * @throws UserException if it is none; the message says why
     * @throws IOException if it can't be read
     */
    public static Plan read(String nameOrFile) throws IOException {
        try {
            Plan plan = JSON.readValue(StrictJson.text(text(nameOrFile)), Plan.class);
            if (plan.description == null) {
                throw UserException.in(nameOrFile, "description must not be null");
            }
            if (plan.blocks == null || plan.blocks.isEmpty()) {
                throw UserException.in(nameOrFile, "has no blocks");
            }
            for (int i = 0; i < plan.blocks.size(); i++) {
                check(nameOrFile, plan.blocks.get(i), new ArrayList<>(plan.blocks.subList(0, i)));
            }
            double runs = plan.blocks.stream().mapToDouble(Block::size).sum();
            if (runs > MOST_RUNS) {
                throw UserException.in(nameOrFile, "has more than " + MOST_RUNS + " runs");
            }
            return plan;
        } catch (CharacterCodingException e) {
            throw UserException.in(nameOrFile, "is no text in UTF-8");
        } catch (JsonProcessingException e) {
            throw UserException.at(nameOrFile, JsonFailure.line(e), JsonFailure.reason(e));
        }
    }

    /**
     * The images that are needed.
     *
     * @return every data set once
     */
    public Set<ImageDataset> datasets() {
        return blocks.stream().map(Block::dataset).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How many runs there are.
     *
     * @return the sum over the blocks
     */
    public int size() {
        return (int) blocks.stream().mapToDouble(Block::size).sum();
    }

    private static void check(String file, Block block, List<Block> before) {
        try {
            block.check(before);
        } catch (IllegalArgumentException e) {
            throw UserException.in(file, "block " + Quote.shown(String.valueOf(block.name)) + ": " + e.getMessage());
        }
    }

    private static byte[] text(String nameOrFile) throws IOException {
        if (NAMED.contains(nameOrFile)) {
            try (InputStream in = Plan.class.getResourceAsStream("/plans/" + nameOrFile + ".json")) {
                if (in == null) {
                    throw new IllegalStateException("no plan " + nameOrFile + " among the resources");
                }
                return in.readAllBytes();
            }
        }
        try {
            return Files.readAllBytes(Path.of(nameOrFile));
        } catch (NoSuchFileException e) {
            throw UserException.in(nameOrFile, "no such plan or file; the plans are " + String.join(", ", NAMED));
        }
    }
}
