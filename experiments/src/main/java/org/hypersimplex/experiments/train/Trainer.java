package org.hypersimplex.experiments.train;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.dl4j.ThresholdFolding;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.LabelledImages;
import org.nd4j.linalg.dataset.DataSet;

/** Trains the paper's network with one loss after another, each on the same minibatches from the same weights. */
final class Trainer {
    /** More images would hardly change the thresholds of ten classes. */
    static final int MAX_CALIBRATION_IMAGES = 10_000;

    private final TrainingSettings settings;
    private final LabelledImages train;
    private final Minibatches minibatches;
    private final Scores.Examiner examiner;

    Trainer(ImageDataset dataset, LabelledImages train, LabelledImages test, TrainingSettings settings) {
        Augmentation augmentation = new Augmentation(dataset);
        this.settings = settings;
        this.train = train;
        this.minibatches = new Minibatches(train, augmentation, settings.batch());
        this.examiner = new Scores.Examiner(new ImageReader(augmentation), calibration(train), test, settings.tau());
    }

    /** The training images that thresholds are taken from. */
    static LabelledImages calibration(LabelledImages train) {
        return train.first(Math.min(train.size(), MAX_CALIBRATION_IMAGES));
    }

    /**
     * The result of training with one loss.
     *
     * @param network the trained network, its thresholds folded into the last bias
     * @param epochs at least one
     * @param thresholds those that were folded
     * @param seconds time of training and evaluation together
     */
    @SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
    record Outcome(MultiLayerNetwork network, List<EpochRecord> epochs, double[] thresholds, double seconds) {
        EpochRecord last() {
            return epochs.get(epochs.size() - 1);
        }

        double trainingSeconds() {
            return epochs.stream().mapToDouble(EpochRecord::trainingSeconds).sum();
        }
    }

    Outcome train(Contender contender, Progress progress) {
        long start = System.nanoTime();
        MultiLayerNetwork network = PaperNetwork.create(train.shape(), contender.settings(settings), contender.loss());
        List<EpochRecord> epochs = new ArrayList<>();
        Scores scores = null;
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            long began = System.nanoTime();
            double meanLoss = pass(network, epoch, progress);
            double trainingSeconds = secondsSince(began);
            scores = examiner.examine(network);
            EpochRecord done = new EpochRecord(epoch, meanLoss, scores.raw(), scores.folded(), trainingSeconds);
            epochs.add(done);
            progress.epochEnded(done);
        }
        if (scores == null) {
            throw new IllegalStateException("no epochs");
        }
        MultiLayerNetwork folded = ThresholdFolding.folded(network, scores.thresholds());
        return new Outcome(folded, List.copyOf(epochs), scores.thresholds(), secondsSince(start));
    }

    /** Trains one epoch and returns the mean loss. */
    private double pass(MultiLayerNetwork network, int epoch, Progress progress) {
        double sum = 0;
        for (DataSet minibatch : minibatches.shuffled(settings.seed(), epoch)) {
            network.fit(minibatch);
            sum += network.score() * minibatch.numExamples();
            progress.trained(minibatch.numExamples());
        }
        return sum / train.size();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
