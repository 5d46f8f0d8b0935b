package org.hypersimplex.experiments.report.networks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hypersimplex.experiments.plan.Plain;
import org.hypersimplex.experiments.plan.RunConfig;

/**
 * A question that a block of runs answers by comparing arms, such as losses, with a baseline arm, separately under each
 * condition, such as a batch size.
 *
 * @param block the part of the plan, without whose runs the question wasn't asked
 * @param borrowed runs of other blocks that help to answer it
 * @param title for people
 * @param remark what to know about it
 * @param condition of a run
 * @param arm of a run
 * @param baseline the arm that others are compared with
 * @param axis what is drawn along x, and how
 */
record Question(
        String block,
        Predicate<RunConfig> borrowed,
        String title,
        String remark,
        Function<RunConfig, String> condition,
        Function<RunConfig, String> arm,
        String baseline,
        Axis axis) {

    /** What charts show along x. */
    enum Axis {
        BATCH,
        TAU,
        NOISE,
        /** Nothing is drawn. */
        NONE;

        double of(RunConfig config) {
            return switch (this) {
                case BATCH -> config.batch();
                case TAU -> config.tau();
                case NOISE -> 100 * config.noise();
                case NONE -> throw new IllegalStateException("nothing is drawn");
            };
        }
    }

    private static final String CROSS_ENTROPY = "cross-entropy";

    /** The HyperSimplex loss that all others of its kind are compared with. */
    static final String ANCHORED = "hypersimplex, k = positives, α = 0.02";

    /** In the order of the report. */
    static final List<Question> ALL = List.of(
            new Question(
                    "main",
                    config -> config.block().equals("main-1024"),
                    "Loss and batch size at equal epochs",
                    "Every loss sees every image equally often, so that large minibatches make few steps.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    CROSS_ENTROPY,
                    Axis.BATCH),
            lossesByBatch(
                    "steps",
                    "Loss and batch size at equal steps",
                    "Every run makes the same number of steps, so that large minibatches see more images."),
            new Question(
                    "k",
                    config -> false,
                    "How k is chosen",
                    "The paper's text takes the class's positives in the minibatch, its runs half of the minibatch; "
                            + "the prior is a tenth of it.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "hypersimplex, k = positives",
                    Axis.BATCH),
            new Question(
                    "tau",
                    config -> false,
                    "Temperature",
                    "The paper's runs used 1.5.",
                    Question::batchSize,
                    config -> String.format(Locale.ROOT, "τ = %s", Plain.text(config.tau())),
                    "τ = 1.5",
                    Axis.TAU),
            new Question(
                    "noise",
                    config -> false,
                    "Wrong labels",
                    "A share of the training and validation labels is replaced by another class, "
                            + "those of the test images are not.",
                    config -> String.format(Locale.ROOT, "%.0f %% wrong labels", 100 * config.noise()),
                    Question::lossAndPolicy,
                    CROSS_ENTROPY,
                    Axis.NOISE),
            lossesByBatch(
                    "paper-rate", "The paper's constant learning rate", "Adam at 10⁻⁴, tuned for none of the losses."),
            lossesByBatch(
                    "cifar",
                    "CIFAR-10",
                    "Comparable with published accuracies only if the protocol names the full data set."),
            new Question(
                    "imbalance",
                    config -> false,
                    "Class imbalance",
                    "Of one class, another one for each seed, a tenth of the training images is left; the validation and "
                            + "test images are as they were.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    CROSS_ENTROPY,
                    Axis.NONE),
            new Question(
                    "wrong-labels",
                    config -> false,
                    "Wrong labels",
                    "A share of the training and validation labels is replaced by another class, those of the test images "
                            + "are not.",
                    config -> String.format(Locale.ROOT, "%.0f %% wrong labels", 100 * config.noise()),
                    Question::lossAndPolicy,
                    CROSS_ENTROPY,
                    Axis.NONE),
            new Question(
                    "alpha",
                    Question::isAnchoredMain,
                    "The weight of the anchor",
                    "At the learning rate of α = 0.02.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    ANCHORED,
                    Axis.NONE),
            new Question(
                    "temperature",
                    Question::isAnchoredMain,
                    "Temperature, with an anchor",
                    "At the learning rate of τ = 1.5.",
                    Question::batchSize,
                    config -> "τ = " + Plain.text(config.tau()),
                    "τ = 1.5",
                    Axis.TAU),
            new Question(
                    "mass",
                    Question::isAnchoredMain,
                    "How k is chosen, with an anchor",
                    "At the learning rate of k = positives.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    ANCHORED,
                    Axis.NONE),
            new Question(
                    "dl4j",
                    Question::isMainInBothFrameworks,
                    "The other framework",
                    "The same runs in Deeplearning4j: the same first weights and minibatches, and the learning rates that "
                            + "were chosen with Deep Java Library.",
                    config -> config.framework().toString(),
                    Question::lossAndPolicy,
                    CROSS_ENTROPY,
                    Axis.NONE),
            lossesByBatch(
                    "wide", "The paper's 64 channels", "Few epochs, at the learning rates of the narrow network."),
            lossesByBatch(
                    "lossy-cifar",
                    "CIFAR-10, lossy",
                    "Unless the protocol names the full data set, these are few images, re-encoded from JPEG: not comparable "
                            + "with published accuracies."));

    private static final int ABLATION_BATCH = 1024;

    /** Which loss is better at which batch size. */
    private static Question lossesByBatch(String block, String title, String remark) {
        return new Question(
                block,
                config -> false,
                title,
                remark,
                Question::batchSize,
                Question::lossAndPolicy,
                CROSS_ENTROPY,
                Axis.BATCH);
    }

    boolean concerns(RunConfig config) {
        return config.block().equals(block) || borrowed.test(config);
    }

    /** The runs that the ablations vary. */
    private static boolean isAnchoredMain(RunConfig config) {
        return config.block().equals("main")
                && config.batch() == ABLATION_BATCH
                && lossAndPolicy(config).equals(ANCHORED);
    }

    private static boolean isMainInBothFrameworks(RunConfig config) {
        return isAnchoredMain(config)
                || (config.block().equals("main")
                        && config.batch() == ABLATION_BATCH
                        && lossAndPolicy(config).equals(CROSS_ENTROPY));
    }

    private static String batchSize(RunConfig config) {
        return String.format(Locale.ROOT, "batch %,d", config.batch());
    }

    /** Also the line of a run in the charts. */
    static String lossAndPolicy(RunConfig config) {
        return config.choice().toString();
    }
}
