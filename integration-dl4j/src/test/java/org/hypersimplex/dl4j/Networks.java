package org.hypersimplex.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Small classifiers to train. */
final class Networks {
    static final int FEATURES = 5;
    static final int CLASSES = 4;

    private Networks() {}

    static NeuralNetConfiguration.Builder builder(DataType type, IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(updater)
                .weightInit(WeightInit.XAVIER);
    }

    static DenseLayer hidden() {
        return new DenseLayer.Builder()
                .nIn(FEATURES)
                .nOut(8)
                .activation(Activation.TANH)
                .build();
    }

    static OutputLayer output(ILossFunction loss, Activation activation, boolean bias) {
        return new OutputLayer.Builder(loss)
                .nOut(CLASSES)
                .activation(activation)
                .hasBias(bias)
                .build();
    }

    static MultiLayerConfiguration layersConfiguration(DataType type, IUpdater updater, OutputLayer output) {
        output.setNIn(8);
        return builder(type, updater)
                .list()
                .layer(hidden())
                .layer(output)
                .validateOutputLayerConfig(false)
                .build();
    }

    /** A hidden layer and an output layer. */
    static MultiLayerNetwork layers(DataType type, IUpdater updater, OutputLayer output) {
        MultiLayerNetwork network = new MultiLayerNetwork(layersConfiguration(type, updater, output));
        network.init();
        return network;
    }

    /** A hidden layer and an output layer as a graph. */
    static ComputationGraph graph(DataType type, IUpdater updater, OutputLayer output) {
        output.setNIn(8);
        ComputationGraphConfiguration configuration = builder(type, updater)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", hidden(), "in")
                .addLayer("out", output, "hidden")
                .setOutputs("out")
                .validateOutputLayerConfig(false)
                .build();
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return network;
    }
}
