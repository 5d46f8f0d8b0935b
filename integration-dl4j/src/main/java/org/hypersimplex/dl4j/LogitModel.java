package org.hypersimplex.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * A network whose output is the logits: what its last layer computes before the activation function. It shares the
 * parameters of the network it was made from, and nothing else.
 */
interface LogitModel {
    /**
     * The logits of a minibatch, as at test time.
     *
     * @param batch features, and their mask if any; labels aren't looked at
     * @return the logits, detached from any workspace
     */
    INDArray logits(DataSet batch);

    static LogitModel of(MultiLayerNetwork network) {
        MultiLayerNetwork linear =
                new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
        linear.init(network.params(), false);
        setActivation(linear.getOutputLayer(), new ActivationIdentity());
        return batch -> linear.output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null);
    }

    static LogitModel of(ComputationGraph network) {
        ComputationGraph linear =
                new ComputationGraph(network.getConfiguration().clone());
        linear.init(network.params(), false);
        setActivation(onlyOutput(linear), new ActivationIdentity());
        return batch -> {
            INDArray mask = batch.getFeaturesMaskArray();
            INDArray[] masks = mask == null ? null : new INDArray[] {mask};
            return linear.output(false, new INDArray[] {batch.getFeatures()}, masks)[0];
        };
    }

    /**
     * The output layer of a graph.
     *
     * @param network the graph
     * @return its layer
     * @throws IllegalArgumentException if there are several outputs
     */
    static Layer onlyOutput(ComputationGraph network) {
        if (network.getNumOutputArrays() != 1) {
            throw new IllegalArgumentException("the graph must have one output, has " + network.getNumOutputArrays()
                    + ": " + network.getConfiguration().getNetworkOutputs());
        }
        return network.getOutputLayer(0);
    }

    /**
     * Changes the activation function of a network's last layer.
     *
     * @param output the layer
     * @param activation its new activation function
     * @throws IllegalArgumentException if the layer has none
     */
    static void setActivation(Layer output, IActivation activation) {
        if (!(output.conf().getLayer() instanceof BaseLayer settings)) {
            throw new IllegalArgumentException(
                    "the last layer must have weights and an activation function, was " + output.type());
        }
        settings.setActivationFn(activation);
    }
}
