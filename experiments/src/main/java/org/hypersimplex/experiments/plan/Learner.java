package org.hypersimplex.experiments.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.dl4j.CalibrationLogits;
import org.hypersimplex.dl4j.ThresholdTracking;
import org.hypersimplex.experiments.data.ImageSplits;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Augmentation;
import org.hypersimplex.experiments.train.ImageReader;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Minibatches;
import org.hypersimplex.experiments.train.NetworkSurroundings;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.Scores;
import org.hypersimplex.experiments.train.TrainingSettings;
import org.nd4j.linalg.dataset.DataSet;

/** Carries out one run: trains a network and evaluates it on the way. */
public final class Learner {
    private static final int CALIBRATION_IMAGES = 2000;
    private static final double TRACKING_MOMENTUM = 0.9;
    /** How often a run is evaluated whose length is given in steps. */
    private static final int EVALUATIONS_BY_STEPS = 5;

    private final RunConfig config;
    private final LabelledImages train;
    private final LabelledImages validation;
    private final ImageSplits splits;
    private final Augmentation augmentation;
    private final ThresholdTracking tracking;
    private final MultiLayerNetwork network;
    private final List<Evaluation> evaluations = new ArrayList<>();

    /**
     * Prepares a run.
     *
     * @param config what to do
     * @param splits the images
     * @throws IllegalArgumentException if there are too few images
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
        train = noisy.first(trained);
        validation = noisy.range(available - held, available);
        augmentation = new Augmentation(config.dataset());
        tracking = new ThresholdTracking(config.tau(), TRACKING_MOMENTUM);
        KChoice k = config.k() == null ? KChoice.POSITIVES : config.k();
        network = PaperNetwork.create(
                train.shape(),
                new TrainingSettings(
                        k,
                        config.tau(),
                        0,
                        config.batch(),
                        config.epochs(),
                        config.channels(),
                        config.learningRate(),
                        config.seed()),
                config.loss());
        network.setListeners(tracking);
    }

    /**
     * Trains, with evaluations on validation and test images now and then.
     *
     * @return the evaluations, and what the run was made with
     */
    public RunResult run() {
        long start = System.nanoTime();
        Minibatches minibatches = new Minibatches(train, augmentation, config.batch());
        double loss = 0;
        int images = 0;
        int step = 0;
        for (int epoch = 1; config.steps() > 0 ? step < config.steps() : epoch <= config.epochs(); epoch++) {
            Iterator<DataSet> passing =
                    minibatches.shuffled(config.seed(), epoch).iterator();
            while (passing.hasNext() && (config.steps() == 0 || step < config.steps())) {
                DataSet minibatch = passing.next();
                network.fit(minibatch);
                loss += network.score() * minibatch.numExamples();
                images += minibatch.numExamples();
                step++;
                if (isEvaluated(step, !passing.hasNext())) {
                    evaluations.add(evaluate(epoch, step, loss / images));
                    loss = 0;
                    images = 0;
                }
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new RunResult(config, splits.source(), train.size(), evaluations, seconds, NetworkSurroundings.here());
    }

    private boolean isEvaluated(int step, boolean isEndOfEpoch) {
        if (config.steps() == 0) {
            return isEndOfEpoch;
        }
        return step == config.steps() || step % Math.ceilDiv(config.steps(), EVALUATIONS_BY_STEPS) == 0;
    }

    private Evaluation evaluate(int epoch, int step, double loss) {
        double[] folded =
                logits(train.first(Math.min(train.size(), CALIBRATION_IMAGES))).thresholds(config.tau());
        double[] tracked = tracking.thresholds();
        return new Evaluation(
                epoch, step, loss, read(validation, folded, tracked), read(splits.test(), folded, tracked));
    }

    private Reading read(LabelledImages images, double[] folded, double[] tracked) {
        float[][] logits = logits(images).logits().toFloatMatrix();
        return new Reading(
                Scores.accuracy(images, logits, new double[LabelledImages.CLASSES]),
                Scores.accuracy(images, logits, folded),
                Scores.accuracy(images, logits, tracked));
    }

    private CalibrationLogits logits(LabelledImages images) {
        return new ImageReader(augmentation).logits(network, images);
    }
}
