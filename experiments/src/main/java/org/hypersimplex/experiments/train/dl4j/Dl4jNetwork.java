package org.hypersimplex.experiments.train.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.hypersimplex.dl4j.CalibrationLogits;
import org.hypersimplex.dl4j.ThresholdFolding;
import org.hypersimplex.dl4j.ThresholdTracking;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Minibatch;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.TrainableNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The paper's network in Deeplearning4j. Its memory is freed when it is no longer reachable. */
final class Dl4jNetwork implements TrainableNetwork {
    private final double smoothing;
    private final ThresholdTracking tracking;
    private MultiLayerNetwork network;
    private double learningRate = Double.NaN;

    Dl4jNetwork(
            MultiLayerNetwork network,
            List<PaperNetwork.Layer> layers,
            List<PaperNetwork.Weights> weights,
            Objective objective) {
        this.network = network;
        this.smoothing = objective.loss().smoothing();
        this.tracking = new ThresholdTracking(objective.tau(), Objective.TRACKING_MOMENTUM);
        network.setListeners(tracking);
        List<Layer> ours = weighted();
        for (int i = 0; i < ours.size(); i++) {
            set(ours.get(i), layers.get(i), weights.get(i));
        }
    }

    /** The layers that have weights, in the order of {@link PaperNetwork#layers}. */
    private List<Layer> weighted() {
        List<Layer> weighted = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            if (layer.paramTable().containsKey(DefaultParamInitializer.WEIGHT_KEY)) {
                weighted.add(layer);
            }
        }
        return weighted;
    }

    private static void set(Layer layer, PaperNetwork.Layer shape, PaperNetwork.Weights weights) {
        INDArray kernel = Nd4j.create(weights.kernel(), new long[] {shape.outputs(), shape.fanIn()}, 'c');
        INDArray target = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
        // Linear layers have inputs x outputs here.
        target.assign(target.rank() == 2 ? kernel.transpose() : kernel.reshape('c', target.shape()));
        INDArray bias = layer.getParam(DefaultParamInitializer.BIAS_KEY);
        bias.assign(Nd4j.createFromArray(weights.bias()).reshape(bias.shape()));
    }

    @Override
    public List<PaperNetwork.Weights> weights() {
        List<PaperNetwork.Weights> weights = new ArrayList<>();
        for (Layer layer : weighted()) {
            INDArray kernel = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
            weights.add(new PaperNetwork.Weights(
                    numbers(kernel.rank() == 2 ? kernel.transpose() : kernel),
                    numbers(layer.getParam(DefaultParamInitializer.BIAS_KEY))));
        }
        return weights;
    }

    /** A copy, row-major. */
    private static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    @Override
    public double step(Minibatch minibatch, double rate) {
        if (rate != learningRate) {
            network.setLearningRate(rate);
            learningRate = rate;
        }
        INDArray targets =
                Nd4j.create(minibatch.targets(smoothing), new long[] {minibatch.size(), LabelledImages.CLASSES}, 'c');
        network.fit(new DataSet(input(minibatch), targets));
        return network.score();
    }

    private static INDArray input(Minibatch minibatch) {
        ImageShape shape = minibatch.shape();
        long[] size = {minibatch.size(), shape.channels(), shape.height(), shape.width()};
        return Nd4j.create(minibatch.input(), size, 'c');
    }

    @Override
    public float[] logits(Minibatch minibatch) {
        return numbers(CalibrationLogits.of(network, input(minibatch)).logits());
    }

    @Override
    public double[] trackedThresholds() {
        return tracking.thresholds();
    }

    @Override
    public long parameters() {
        return network.numParams();
    }

    @Override
    public void fold(double... thresholds) {
        network = ThresholdFolding.folded(network, thresholds);
    }

    @Override
    public String fileEnding() {
        return ".zip";
    }

    /** With the state of its optimiser, so that training can go on. */
    @Override
    public void save(OutputStream out) throws IOException {
        ModelSerializer.writeModel(network, out, true);
    }

    @Override
    public void close() {
        // Its arrays are freed by the garbage collector.
    }
}
