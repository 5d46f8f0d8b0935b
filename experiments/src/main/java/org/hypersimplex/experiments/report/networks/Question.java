package org.hypersimplex.experiments.report.networks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hypersimplex.experiments.plan.Plain;
import org.hypersimplex.experiments.plan.RunConfig;

/**
 * A question that a block of runs answers by comparing arms, such as losses, with a baseline arm, separately under each
 * condition, such as a batch size.
 *
 * @param block the part of the plan
 * @param title for people
 * @param remark what to know about it
 * @param condition of a run
 * @param arm of a run
 * @param baseline the arm that others are compared with
 * @param axis what is drawn along x, and how
 * @param line of a run in the charts
 */
record Question(
        String block,
        String title,
        String remark,
        Function<RunConfig, String> condition,
        Function<RunConfig, String> arm,
        String baseline,
        Axis axis,
        Function<RunConfig, String> line) {

    /** What charts show along x. */
    enum Axis {
        BATCH,
        TAU,
        NOISE;

        double of(RunConfig config) {
            return switch (this) {
                case BATCH -> config.batch();
                case TAU -> config.tau();
                case NOISE -> 100 * config.noise();
            };
        }
    }

    /** In the order of the report. */
    static final List<Question> ALL = List.of(
            new Question(
                    "main",
                    "Loss and batch size at equal epochs",
                    "Every loss sees every image equally often, so that large minibatches make few steps.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "cross-entropy",
                    Axis.BATCH,
                    Question::lossAndPolicy),
            new Question(
                    "steps",
                    "Loss and batch size at equal steps",
                    "Every run makes the same number of steps, so that large minibatches see more images.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "cross-entropy",
                    Axis.BATCH,
                    Question::lossAndPolicy),
            new Question(
                    "k",
                    "How k is chosen",
                    "The paper's text takes the class's positives in the minibatch, its runs half of the minibatch; "
                            + "the prior is a tenth of it.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "hypersimplex, k = positives",
                    Axis.BATCH,
                    Question::lossAndPolicy),
            new Question(
                    "tau",
                    "Temperature",
                    "The paper's runs used 1.5.",
                    Question::batchSize,
                    config -> String.format(Locale.ROOT, "τ = %s", Plain.text(config.tau())),
                    "τ = 1.5",
                    Axis.TAU,
                    Question::lossAndPolicy),
            new Question(
                    "noise",
                    "Wrong labels",
                    "A share of the training and validation labels is replaced by another class, "
                            + "those of the test images are not.",
                    config -> String.format(Locale.ROOT, "%.0f %% wrong labels", 100 * config.noise()),
                    Question::lossAndPolicy,
                    "cross-entropy",
                    Axis.NOISE,
                    Question::lossAndPolicy),
            new Question(
                    "paper-rate",
                    "The paper's constant learning rate",
                    "Adam at 10⁻⁴, tuned for none of the losses.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "cross-entropy",
                    Axis.BATCH,
                    Question::lossAndPolicy),
            new Question(
                    "cifar",
                    "CIFAR-10",
                    "Comparable with published accuracies only if the protocol names the full data set.",
                    Question::batchSize,
                    Question::lossAndPolicy,
                    "cross-entropy",
                    Axis.BATCH,
                    Question::lossAndPolicy));

    private static String batchSize(RunConfig config) {
        return String.format(Locale.ROOT, "batch %,d", config.batch());
    }

    private static String lossAndPolicy(RunConfig config) {
        return config.choice().toString();
    }
}
