package org.hypersimplex.experiments.train;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.LabelledImages;

/** Trains the paper's network with one loss after another, each on the same minibatches from the same weights. */
final class Trainer {
    /** More images would hardly change the thresholds of ten classes. */
    static final int MAX_CALIBRATION_IMAGES = 10_000;

    private final NetworkFactory networks;
    private final TrainingSettings settings;
    private final LabelledImages train;
    private final Minibatches minibatches;
    private final Scores.Examiner examiner;

    Trainer(
            NetworkFactory networks,
            ImageDataset dataset,
            LabelledImages train,
            LabelledImages test,
            TrainingSettings settings) {
        Augmentation augmentation = new Augmentation(dataset);
        this.networks = networks;
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
     * @param epochs at least one
     * @param thresholds those that were folded
     * @param seconds time of training and evaluation together
     */
    @SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
    record Outcome(List<EpochRecord> epochs, double[] thresholds, double seconds) {
        EpochRecord last() {
            return epochs.get(epochs.size() - 1);
        }

        double trainingSeconds() {
            return epochs.stream().mapToDouble(EpochRecord::trainingSeconds).sum();
        }
    }

    /** A network before its first step, the caller's to close. */
    TrainableNetwork network(Contender contender) {
        PaperNetwork network = new PaperNetwork(train.shape(), settings.channels());
        return networks.create(network, network.initialWeights(settings.seed()), contender.objective(settings));
    }

    /** Trains a fresh network and folds its thresholds into its last bias. */
    Outcome train(TrainableNetwork network, Progress progress) {
        long start = System.nanoTime();
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
        network.fold(scores.thresholds());
        return new Outcome(List.copyOf(epochs), scores.thresholds(), secondsSince(start));
    }

    /** Trains one epoch and returns the mean loss. */
    private double pass(TrainableNetwork network, int epoch, Progress progress) {
        double sum = 0;
        for (Minibatch minibatch : minibatches.shuffled(settings.seed(), epoch)) {
            sum += network.step(minibatch, settings.learningRate()) * minibatch.size();
            progress.trained(minibatch.size());
        }
        return sum / train.size();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
