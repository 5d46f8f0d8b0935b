package org.hypersimplex.experiments.train.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.ThresholdAverage;
import org.hypersimplex.djl.ThresholdFolding;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Minibatch;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.TrainableNetwork;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;

/** The paper's network in Deep Java Library. */
final class DjlNetwork implements TrainableNetwork {
    private static final String NAME = "network";
    /** What DJL adds to a model's name for its file. */
    private static final String FILE_ENDING = "-0000.params";

    private final double smoothing;
    private final ThresholdAverage tracking;
    private final Model model;
    private final Loss loss;
    private final Trainer trainer;
    /** The rate of the step under way, which the optimiser asks for. */
    private float learningRate;

    DjlNetwork(SequentialBlock block, PaperNetwork network, List<PaperNetwork.Weights> weights, Objective objective) {
        smoothing = objective.loss().smoothing();
        tracking = new ThresholdAverage(objective.tau(), Objective.TRACKING_MOMENTUM);
        loss = Losses.of(objective);
        Device device = DjlNetworks.device();
        model = Model.newInstance(NAME, device, DjlNetworks.ENGINE);
        model.setBlock(block);
        Tracker rate = update -> learningRate;
        trainer = model.newTrainer(new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {device})
                .optOptimizer(Optimizer.adam().optLearningRateTracker(rate).build()));
        ImageShape input = network.input();
        trainer.initialize(new Shape(1, input.channels(), input.height(), input.width()));
        List<Block> ours = weighted();
        for (int i = 0; i < ours.size(); i++) {
            set(parameter(ours.get(i), Parameter.Type.WEIGHT), weights.get(i).kernel());
            set(parameter(ours.get(i), Parameter.Type.BIAS), weights.get(i).bias());
        }
    }

    /** The layers that have weights, in the order of {@link PaperNetwork#layers}. */
    private List<Block> weighted() {
        return model.getBlock().getChildren().values().stream()
                .filter(child -> child instanceof Conv2d || child instanceof Linear)
                .toList();
    }

    private static NDArray parameter(Block layer, Parameter.Type type) {
        return layer.getDirectParameters().values().stream()
                .filter(parameter -> parameter.getType() == type)
                .findFirst()
                .orElseThrow()
                .getArray();
    }

    private static void set(NDArray parameter, float[] numbers) {
        try (NDArray given = parameter.getManager().create(numbers, parameter.getShape())) {
            given.copyTo(parameter);
        }
    }

    @Override
    public List<PaperNetwork.Weights> weights() {
        List<PaperNetwork.Weights> weights = new ArrayList<>();
        for (Block layer : weighted()) {
            weights.add(new PaperNetwork.Weights(
                    parameter(layer, Parameter.Type.WEIGHT).toFloatArray(),
                    parameter(layer, Parameter.Type.BIAS).toFloatArray()));
        }
        return weights;
    }

    @Override
    public double step(Minibatch minibatch, double rate) {
        learningRate = (float) rate;
        float[] targets = minibatch.targets(smoothing);
        double value;
        float[] logits;
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDList labels = new NDList(manager.create(targets, new Shape(minibatch.size(), LabelledImages.CLASSES)));
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList output = trainer.forward(input(manager, minibatch));
                NDArray mean = loss.evaluate(labels, output);
                collector.backward(mean);
                value = mean.getFloat();
                logits = output.singletonOrThrow().toFloatArray();
            }
        }
        trainer.step();
        tracking.update(
                Batch.columns(minibatch.size(), LabelledImages.CLASSES), Values.of(logits), columnSums(targets));
        return value;
    }

    private static double[] columnSums(float[] targets) {
        double[] sums = new double[LabelledImages.CLASSES];
        for (int i = 0; i < targets.length; i++) {
            sums[i % sums.length] += targets[i];
        }
        return sums;
    }

    /**
     * Images of shape (n, channels, height, width) whose channels lie side by side in memory. All layers keep the memory's
     * order, and this one is what PyTorch's convolutions and pooling are fastest in.
     */
    private static NDList input(NDManager manager, Minibatch minibatch) {
        ImageShape shape = minibatch.shape();
        Shape planes = new Shape(minibatch.size(), shape.channels(), shape.height(), shape.width());
        Shape channelsLast = new Shape(minibatch.size(), shape.height(), shape.width(), shape.channels());
        NDArray images = manager.create(FloatBuffer.wrap(minibatch.input()), planes);
        // Transposing alone leaves the memory as it is; flattening puts it in order, by a copy where one is needed.
        NDArray ordered = images.transpose(0, 2, 3, 1).flatten().reshape(channelsLast);
        return new NDList(ordered.transpose(0, 3, 1, 2));
    }

    @Override
    public float[] logits(Minibatch minibatch) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            return trainer.evaluate(input(manager, minibatch))
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    @Override
    public double[] trackedThresholds() {
        return tracking.thresholds();
    }

    @Override
    public long parameters() {
        return model.getBlock().getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    @Override
    public void fold(double... thresholds) {
        ThresholdFolding.fold(model.getBlock(), thresholds);
    }

    @Override
    public String fileEnding() {
        return FILE_ENDING;
    }

    /** DJL writes models to folders only, so by way of one that is removed again. */
    @Override
    public void save(OutputStream out) throws IOException {
        Path folder = Files.createTempDirectory("hypersimplex");
        Path file = folder.resolve(NAME + FILE_ENDING);
        try {
            model.save(folder, NAME);
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
