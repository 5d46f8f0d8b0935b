package org.hypersimplex.experiments.train.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
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
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.dl4j.ActivationLogits;
import org.hypersimplex.dl4j.LossHypersimplex;
import org.hypersimplex.dl4j.LossSoftmaxMse;
import org.hypersimplex.dl4j.LossSummedHinge;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.NativeFolder;
import org.hypersimplex.experiments.train.NetworkFactory;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.TrainableNetwork;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Builds the paper's network in Deeplearning4j. */
public final class Dl4jNetworks implements NetworkFactory {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    @Override
    public Framework framework() {
        return Framework.DL4J;
    }

    @Override
    public void start(int channels) {
        NativeFolder.choose(
                CACHE,
                System.getProperty(CACHE, System.getProperty("org.bytedeco.javacpp.cacheDir")),
                ".javacpp/cache");
        Nd4j.getExecutioner();
    }

    @Override
    public TrainableNetwork create(PaperNetwork network, List<PaperNetwork.Weights> weights, Objective objective) {
        MultiLayerNetwork layers = new MultiLayerNetwork(configuration(network, objective));
        layers.init();
        return new Dl4jNetwork(layers, network.layers(), weights, objective);
    }

    private static MultiLayerConfiguration configuration(PaperNetwork network, Objective objective) {
        ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .weightInit(WeightInit.ZERO) // They are set afterwards.
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY)
                .list();
        for (int i = 0; i < PaperNetwork.CONVOLUTIONS; i++) {
            convolution(layers, network.channels(), PaperNetwork.isPooled(i));
        }
        return layers.layer(new DenseLayer.Builder()
                        .nOut(PaperNetwork.HIDDEN_UNITS)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(function(objective))
                        .nOut(LabelledImages.CLASSES)
                        .activation(activation(objective.loss()))
                        .build())
                .setInputType(InputType.convolutional(
                        network.input().height(),
                        network.input().width(),
                        network.input().channels()))
                .build();
    }

    private static ILossFunction function(Objective objective) {
        return switch (objective.loss()) {
            case HYPERSIMPLEX ->
                LossHypersimplex.mean(objective.k().policy(), objective.tau()).anchored(objective.anchor());
            case CROSS_ENTROPY, LABEL_SMOOTHING -> new LossMCXENT();
            case MSE -> new LossSoftmaxMse();
            case HINGE -> new LossSummedHinge();
        };
    }

    /** The output layer's activation, which for all but cross-entropy is a part of the loss. */
    private static IActivation activation(TrainingLoss loss) {
        return switch (loss) {
            case CROSS_ENTROPY, LABEL_SMOOTHING -> new ActivationSoftmax();
            case HYPERSIMPLEX, MSE, HINGE -> new ActivationLogits();
        };
    }

    private static void convolution(ListBuilder layers, int channels, boolean halved) {
        layers.layer(new ConvolutionLayer.Builder(PaperNetwork.KERNEL, PaperNetwork.KERNEL)
                .nOut(channels)
                .build());
        layers.layer(new BatchNormalization.Builder().build());
        if (halved) {
            layers.layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build());
        }
        layers.layer(new ActivationLayer.Builder().activation(Activation.RELU).build());
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.here().withDeeplearning4j(threads(), version());
    }

    private static int threads() {
        Object threads = Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.OMP_THREADS_KEY);
        return threads instanceof Number number ? number.intValue() : 0;
    }

    private static String version() {
        String place = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(place)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
