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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hypersimplex.cli.failure.JsonFailure;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.store.StrictJson;
import org.hypersimplex.experiments.train.Framework;

/**
 * A plan of training runs: blocks, which are carried out one after another. Blocks of one name are parts of one.
 *
 * @param description what it is for
 * @param blocks grids of runs
 */
public record Plan(String description, List<Block> blocks) {
    /** Plans that come with this program. */
    public static final List<String> NAMED = List.of("smoke", "desk", "study", "paper");

    /** More than anybody has time for. */
    private static final int MOST_RUNS = 10_000_000;

    private static final ObjectMapper JSON = StrictJson.mapper()
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

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
            Plan plan = StrictJson.read(JSON, StrictJson.text(text(nameOrFile)), Plan.class);
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
     * The same plan with all its runs in one framework.
     *
     * @param framework that trains
     * @return the plan
     */
    public Plan in(Framework framework) {
        return new Plan(
                description, blocks.stream().map(block -> block.in(framework)).toList());
    }

    /**
     * The frameworks that are needed.
     *
     * @return each once
     */
    public Set<Framework> frameworks() {
        return blocks.stream().map(Block::framework).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How a block's networks are read to choose learning rates.
     *
     * @param tuning the block's name
     * @return the way that the blocks which it tunes ask for
     */
    public Way tunedOn(String tuning) {
        return blocks.stream()
                .filter(block -> tuning.equals(block.tunedBy()))
                .map(Block::tunedOn)
                .findFirst()
                .orElse(Way.FOLDED);
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

    /**
     * How reports order runs: small minibatches before large ones, then blocks, losses and settings in the plan's order.
     *
     * @return an order of configurations; those of no block come first
     */
    public Comparator<RunConfig> order() {
        return Comparator.comparingInt(RunConfig::batch)
                .thenComparingInt(config -> names().indexOf(config.block()))
                .thenComparingInt(config -> losses(config.block()).indexOf(config.choice()))
                .thenComparingDouble(RunConfig::tau)
                .thenComparingDouble(RunConfig::noise);
    }

    private List<String> names() {
        return blocks.stream().map(Block::name).toList();
    }

    private List<LossChoice> losses(String block) {
        return blocks.stream()
                .filter(part -> part.name().equals(block))
                .flatMap(part -> part.losses().stream())
                .map(LossChoice::parse)
                .toList();
    }

    private static void check(String file, Block block, List<Block> before) {
        try {
            block.check(before);
        } catch (IllegalArgumentException e) {
            throw UserException.in(file, "block " + Quote.shown(String.valueOf(block.name())) + ": " + e.getMessage());
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
