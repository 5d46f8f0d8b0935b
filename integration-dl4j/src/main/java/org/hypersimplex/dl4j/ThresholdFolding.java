package org.hypersimplex.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.hypersimplex.ClassThresholds;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves each class's threshold into the bias of the last layer, b_c ← b_c − ν_c, so that the largest output is the
 * class whose logit stands highest above its threshold. The result is an ordinary network: argmax, {@code predict},
 * {@code evaluate} and a saved model need to know nothing of thresholds. The thresholds come from
 * {@link CalibrationLogits}.
 *
 * <p>A new network is returned, the one given stays as it is. Fold once, and into the network that the thresholds were
 * taken from; on the same data, the thresholds of the folded network are 0 up to rounding. The method is ours, not the
 * paper's. Stateless; thread-safe for networks that no other thread changes meanwhile.
 */
public final class ThresholdFolding {
    private ThresholdFolding() {}

    /**
     * A copy of a network with the thresholds in its last bias. {@code evaluate} accepts it even if its outputs are no
     * probabilities.
     *
     * @param network the network; its last layer has a bias
     * @param thresholds ν of each class, finite
     * @return the copy
     * @throws IllegalArgumentException if the last layer has no bias, or not one for each threshold, or a threshold is
     *     not finite
     */
    public static MultiLayerNetwork folded(MultiLayerNetwork network, double... thresholds) {
        requireFoldable(network.getOutputLayer(), thresholds);
        MultiLayerNetwork copy = network.clone();
        copy.getLayerWiseConfigurations().setValidateOutputLayerConfig(false);
        subtract(copy.getOutputLayer(), thresholds);
        return copy;
    }

    /**
     * A copy of a graph with the thresholds in its last bias. {@code evaluate} accepts it even if its outputs are no
     * probabilities.
     *
     * @param network the graph, of one output; its last layer has a bias
     * @param thresholds ν of each class, finite
     * @return the copy
     * @throws IllegalArgumentException if the graph has several outputs, the last layer has no bias, or not one for
     *     each threshold, or a threshold is not finite
     */
    public static ComputationGraph folded(ComputationGraph network, double... thresholds) {
        requireFoldable(LogitModel.onlyOutput(network), thresholds);
        ComputationGraph copy = network.clone();
        copy.getConfiguration().setValidateOutputLayerConfig(false);
        subtract(LogitModel.onlyOutput(copy), thresholds);
        return copy;
    }

    /**
     * A copy of a network whose outputs are clip((y − ν)/τ, 0, 1), the projection of its logits y with the thresholds
     * given: numbers in [0, 1] for {@code EvaluationBinary}, {@code ROC} and decisions at ½. To find the most likely
     * class take {@link #folded}: several classes may be at 1 here, or all at 0.
     *
     * @param network the network; its last layer has a bias
     * @param tau the temperature trained with, positive and finite
     * @param thresholds ν of each class, finite
     * @return the copy, for inference only
     * @throws IllegalArgumentException if the last layer has no bias, or not one for each threshold, or a threshold is
     *     not finite, or the temperature is out of range
     */
    public static MultiLayerNetwork probabilities(MultiLayerNetwork network, double tau, double... thresholds) {
        MultiLayerNetwork copy = folded(network, thresholds);
        LogitModel.setActivation(copy.getOutputLayer(), new ActivationProbabilities(tau));
        return copy;
    }

    /**
     * A copy of a graph whose outputs are clip((y − ν)/τ, 0, 1), as {@link #probabilities(MultiLayerNetwork, double,
     * double...)} makes of layers.
     *
     * @param network the graph, of one output; its last layer has a bias
     * @param tau the temperature trained with, positive and finite
     * @param thresholds ν of each class, finite
     * @return the copy, for inference only
     * @throws IllegalArgumentException if the graph has several outputs, the last layer has no bias, or not one for
     *     each threshold, or a threshold is not finite, or the temperature is out of range
     */
    public static ComputationGraph probabilities(ComputationGraph network, double tau, double... thresholds) {
        ComputationGraph copy = folded(network, thresholds);
        LogitModel.setActivation(LogitModel.onlyOutput(copy), new ActivationProbabilities(tau));
        return copy;
    }

    private static void requireFoldable(Layer output, double[] thresholds) {
        INDArray bias = output.getParam(DefaultParamInitializer.BIAS_KEY);
        if (bias == null) {
            throw new IllegalArgumentException("thresholds can't be folded: the last layer ("
                    + output.getClass().getSimpleName() + ") has no bias");
        }
        ClassThresholds.requireFoldable(thresholds, bias.length());
    }

    private static void subtract(Layer output, double[] thresholds) {
        INDArray bias = output.getParam(DefaultParamInitializer.BIAS_KEY);
        INDArray shift = Nd4j.createFromArray(thresholds).reshape(bias.shape());
        bias.assign(bias.castTo(DataType.DOUBLE).sub(shift));
    }
}
