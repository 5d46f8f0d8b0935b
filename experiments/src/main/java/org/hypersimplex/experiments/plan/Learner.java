package org.hypersimplex.experiments.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hypersimplex.experiments.data.ImageSplits;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Augmentation;
import org.hypersimplex.experiments.train.ImageReader;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Minibatch;
import org.hypersimplex.experiments.train.Minibatches;
import org.hypersimplex.experiments.train.NetworkFactory;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.Scores;
import org.hypersimplex.experiments.train.TrainableNetwork;

/** Carries out one run: trains a network and evaluates it on the way. */
public final class Learner {
    private static final int CALIBRATION_IMAGES = 2000;
    /** How often a run is evaluated whose length is given in steps. */
    private static final int EVALUATIONS_BY_STEPS = 5;

    private final RunConfig config;
    private final NetworkFactory networks;
    private final LabelledImages train;
    private final LabelledImages validation;
    private final ImageSplits splits;
    private final ImageReader reader;
    private final Minibatches minibatches;
    private final List<Evaluation> evaluations = new ArrayList<>();

    /**
     * Prepares a run.
     *
     * @param config what to do
     * @param splits the images
     * @throws IllegalArgumentException if there are too few images
     * @throws org.hypersimplex.cli.failure.UserException if the framework isn't there
     */
    public Learner(RunConfig config, ImageSplits splits) {
        this.config = config;
        this.splits = splits;
        int available = splits.train().size();
        int held = config.validationImages();
        int trained = config.trainImages() == 0 ? available - held : config.trainImages();
        if (trained < 1 || trained + held > available) {
            throw new IllegalArgumentException(config.dataset() + " has " + available + " training images, " + trained
                    + " to train on and " + held + " to hold out were asked for");
        }
        LabelledImages noisy = splits.train().withWrongLabels(config.noise(), config.seed());
        train = unbalanced(noisy.first(trained));
        validation = noisy.range(available - held, available);
        networks = NetworkFactory.of(config.framework(), config.channels());
        Augmentation augmentation = new Augmentation(config.dataset());
        reader = new ImageReader(augmentation);
        minibatches = new Minibatches(train, augmentation, config.batch());
    }

    private LabelledImages unbalanced(LabelledImages images) {
        int rare = Math.floorMod(config.seed(), LabelledImages.CLASSES);
        return config.minority() == null ? images : images.withFewOf(rare, config.minority());
    }

    /**
     * Trains, with evaluations on validation and test images now and then.
     *
     * @return the evaluations, and what the run was made with
     */
    public RunResult run() {
        long start = System.nanoTime();
        try (TrainableNetwork network = network()) {
            train(network);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new RunResult(config, splits.source(), train.size(), evaluations, seconds, networks.surroundings());
    }

    private TrainableNetwork network() {
        PaperNetwork network = new PaperNetwork(train.shape(), config.channels());
        Objective objective = new Objective(
                config.loss(),
                config.k() == null ? KChoice.POSITIVES : config.k(),
                config.tau(),
                config.anchor() == null ? 0 : config.anchor());
        return networks.create(network, network.initialWeights(config.seed()), objective);
    }

    private void train(TrainableNetwork network) {
        int steps = config.steps() > 0 ? config.steps() : config.epochs() * minibatches.count();
        double loss = 0;
        int images = 0;
        int step = 0;
        for (int epoch = 1; step < steps; epoch++) {
            Iterator<Minibatch> passing =
                    minibatches.shuffled(config.seed(), epoch).iterator();
            while (passing.hasNext() && step < steps) {
                Minibatch minibatch = passing.next();
                double rate = config.learningRate() * config.schedule().factor(step, steps);
                loss += network.step(minibatch, rate) * minibatch.size();
                images += minibatch.size();
                step++;
                if (isEvaluated(step, !passing.hasNext())) {
                    evaluations.add(evaluate(network, epoch, step, loss / images));
                    loss = 0;
                    images = 0;
                }
            }
        }
    }

    private boolean isEvaluated(int step, boolean isEndOfEpoch) {
        if (config.steps() == 0) {
            return isEndOfEpoch;
        }
        return step == config.steps() || step % Math.ceilDiv(config.steps(), EVALUATIONS_BY_STEPS) == 0;
    }

    private Evaluation evaluate(TrainableNetwork network, int epoch, int step, double loss) {
        LabelledImages calibration = train.first(Math.min(train.size(), CALIBRATION_IMAGES));
        double[] folded = reader.thresholds(network, calibration, config.tau());
        double[] tracked = network.trackedThresholds();
        return new Evaluation(
                epoch,
                step,
                loss,
                read(network, validation, folded, tracked),
                read(network, splits.test(), folded, tracked));
    }

    private Reading read(TrainableNetwork network, LabelledImages images, double[] folded, double[] tracked) {
        float[] logits = reader.logits(network, images);
        return new Reading(
                Scores.accuracy(images, logits, new double[LabelledImages.CLASSES]),
                Scores.accuracy(images, logits, folded),
                Scores.accuracy(images, logits, tracked));
    }
}
