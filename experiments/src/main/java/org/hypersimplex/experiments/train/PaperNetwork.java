package org.hypersimplex.experiments.train;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.hypersimplex.dl4j.ActivationLogits;
import org.hypersimplex.dl4j.LossHypersimplex;
import org.hypersimplex.dl4j.LossSoftmaxMse;
import org.hypersimplex.dl4j.LossSummedHinge;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The network of the paper's code: four 3 x 3 convolutions, each with batch normalisation and ReLU, the second and the
 * fourth with 2 x 2 max pooling between the two; then a linear layer of 512, ReLU and a linear layer of ten. Weights
 * are initialised uniformly in ±1/√(fan in), biases with 0; the optimiser is Adam with its usual constants.
 */
public final class PaperNetwork {
    private static final int HIDDEN_UNITS = 512;
    /** In place of 0, which ND4J takes for the time of day. */
    private static final long SEED_FOR_ZERO = 1L << 32;

    private PaperNetwork() {}

    /**
     * A network with fresh weights, the same ones for every loss.
     *
     * @param input shape of the images
     * @param settings of the run
     * @param loss what is to be minimised
     * @return the network
     */
    public static MultiLayerNetwork create(ImageShape input, TrainingSettings settings, TrainingLoss loss) {
        ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(settings.seed() == 0 ? SEED_FOR_ZERO : settings.seed())
                .updater(new Adam(settings.learningRate()))
                .weightInit(WeightInit.UNIFORM)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY)
                .list();
        for (int block = 0; block < 4; block++) {
            convolution(layers, settings.channels(), block % 2 == 1);
        }
        MultiLayerConfiguration configuration = layers.layer(new DenseLayer.Builder()
                        .nOut(HIDDEN_UNITS)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(function(loss, settings))
                        .nOut(LabelledImages.CLASSES)
                        .activation(activation(loss))
                        .build())
                .setInputType(InputType.convolutional(input.height(), input.width(), input.channels()))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static ILossFunction function(TrainingLoss loss, TrainingSettings settings) {
        return switch (loss) {
            case HYPERSIMPLEX ->
                LossHypersimplex.mean(settings.k().policy(), settings.tau()).anchored(settings.anchor());
            case CROSS_ENTROPY -> new LossMCXENT();
            case MSE -> new LossSoftmaxMse();
            case HINGE -> new LossSummedHinge();
        };
    }

    /** The output layer's activation, which for all but cross-entropy is a part of the loss. */
    private static IActivation activation(TrainingLoss loss) {
        return loss == TrainingLoss.CROSS_ENTROPY ? new ActivationSoftmax() : new ActivationLogits();
    }

    private static void convolution(ListBuilder layers, int channels, boolean halved) {
        layers.layer(new ConvolutionLayer.Builder(3, 3).nOut(channels).build());
        layers.layer(new BatchNormalization.Builder().build());
        if (halved) {
            layers.layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build());
        }
        layers.layer(new ActivationLayer.Builder().activation(Activation.RELU).build());
    }
}
