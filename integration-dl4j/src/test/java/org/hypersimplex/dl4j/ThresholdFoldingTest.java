package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.ops.transforms.Transforms;

class ThresholdFoldingTest {
    private static final double TAU = 1.5;
    private static final ILossFunction LOSS = LossHypersimplex.mean(KPolicy.half(), TAU);

    private static DataSet data(DataType type, long seed, int rows) {
        return Samples.clusters(type, seed, rows, Networks.FEATURES, Networks.CLASSES);
    }

    private static MultiLayerNetwork trained(DataType type, OutputLayer output) {
        MultiLayerNetwork network = Networks.layers(type, new Adam(0.02), output);
        network.fit(Samples.inBatches(data(type, 1, 512), 128), 8);
        return network;
    }

    private static double accuracy(int[] predicted, int[] actual) {
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            right += predicted[i] == actual[i] ? 1 : 0;
        }
        return (double) right / actual.length;
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void argmaxAfterFoldingIsArgmaxOverThresholdsBefore(DataType type) {
        MultiLayerNetwork network = trained(type, Networks.output(LOSS, Activation.IDENTITY, true));
        // Biases don't change the loss, but they do change argmax.
        network.getParam("1_b").assign(Nd4j.createFromArray(-2.0, 1, 0, 2).castTo(type));
        double[] thresholds = CalibrationLogits.of(network, Samples.inBatches(data(type, 2, 300), 77))
                .thresholds(TAU);
        DataSet test = data(type, 3, 400);
        INDArray above = network.output(test.getFeatures())
                .subRowVector(Nd4j.createFromArray(thresholds).castTo(type));
        MultiLayerNetwork folded = ThresholdFolding.folded(network, thresholds);
        int[] actual = Samples.classes(test.getLabels());
        assertThat(folded.predict(test.getFeatures())).containsExactly(Samples.classes(above));
        double evaluated = folded.evaluate(Samples.inBatches(test, 100)).accuracy();
        assertThat(evaluated).isCloseTo(accuracy(Samples.classes(above), actual), within(1e-12));
        assertThat(evaluated).isGreaterThan(accuracy(network.predict(test.getFeatures()), actual) + 0.1);
    }

    @Test
    void theGivenNetworkStaysAsItIs() {
        MultiLayerNetwork network = trained(DataType.FLOAT, Networks.output(LOSS, Activation.IDENTITY, true));
        INDArray before = network.params().dup();
        double[] thresholds = CalibrationLogits.of(
                        network, data(DataType.FLOAT, 2, 300).getFeatures())
                .thresholds(TAU, 0.25);
        MultiLayerNetwork folded = ThresholdFolding.folded(network, thresholds);
        assertThat(Samples.distance(network.params(), before)).isZero();
        assertThat(Samples.distance(folded.params(), before)).isPositive();
        assertThat(((OutputLayer) network.getOutputLayer().conf().getLayer()).getActivationFn())
                .isEqualTo(Activation.IDENTITY.getActivationFunction());
    }

    @Test
    void aSoftmaxNetworkIsFoldedByItsLogits() {
        MultiLayerNetwork network =
                trained(DataType.DOUBLE, Networks.output(new LossMCXENT(), Activation.SOFTMAX, true));
        CalibrationLogits calibration =
                CalibrationLogits.of(network, Samples.inBatches(data(DataType.DOUBLE, 2, 300), 100));
        double[] thresholds = calibration.thresholds(TAU);
        DataSet test = data(DataType.DOUBLE, 3, 200);
        // log p and the logits differ by a constant in each row, which doesn't change argmax.
        INDArray above =
                Transforms.log(network.output(test.getFeatures())).subRowVector(Nd4j.createFromArray(thresholds));
        MultiLayerNetwork folded = ThresholdFolding.folded(network, thresholds);
        assertThat(folded.predict(test.getFeatures())).containsExactly(Samples.classes(above));
        assertThat(folded.output(test.getFeatures()).sum(1).sub(1).amaxNumber().doubleValue())
                .isLessThan(1e-12);
    }

    @Test
    void aGraphIsFoldedLikeItsLayers() {
        MultiLayerNetwork network = trained(DataType.DOUBLE, Networks.output(LOSS, Activation.IDENTITY, true));
        ComputationGraph graph =
                Networks.graph(DataType.DOUBLE, new Adam(0.02), Networks.output(LOSS, Activation.IDENTITY, true));
        graph.setParams(network.params());
        DataSet calibration = data(DataType.DOUBLE, 2, 300);
        double[] thresholds =
                CalibrationLogits.of(graph, Samples.inBatches(calibration, 77)).thresholds(TAU);
        assertThat(thresholds)
                .containsExactly(
                        CalibrationLogits.of(network, Samples.inBatches(calibration, 300))
                                .thresholds(TAU),
                        within(1e-12));
        DataSet test = data(DataType.DOUBLE, 3, 200);
        ComputationGraph folded = ThresholdFolding.folded(graph, thresholds);
        assertThat(Samples.distance(
                        folded.outputSingle(test.getFeatures()),
                        ThresholdFolding.folded(network, thresholds).output(test.getFeatures())))
                .isLessThan(1e-12);
        assertThat(folded.evaluate(Samples.inBatches(test, 50)).accuracy())
                .isEqualTo(ThresholdFolding.folded(network, thresholds)
                        .evaluate(Samples.inBatches(test, 50))
                        .accuracy());
        assertThat(Samples.distance(graph.params(), network.params())).isZero();
    }

    @Test
    void thresholdsOfAFoldedNetworkAreZero() {
        MultiLayerNetwork network = trained(DataType.DOUBLE, Networks.output(LOSS, Activation.IDENTITY, true));
        DataSet calibration = data(DataType.DOUBLE, 2, 300);
        double[] thresholds = CalibrationLogits.of(network, Samples.inBatches(calibration, 100))
                .thresholds(TAU);
        MultiLayerNetwork folded = ThresholdFolding.folded(network, thresholds);
        assertThat(CalibrationLogits.of(folded, Samples.inBatches(calibration, 100))
                        .thresholds(TAU))
                .containsExactly(new double[Networks.CLASSES], within(1e-12));
    }

    @Test
    void aSavedModelPredictsWhatTheFoldedOneDoes(@TempDir Path directory) throws IOException {
        MultiLayerNetwork network = trained(DataType.FLOAT, Networks.output(LOSS, Activation.IDENTITY, true));
        DataSet calibration = data(DataType.FLOAT, 2, 300);
        MultiLayerNetwork folded = ThresholdFolding.folded(
                network,
                CalibrationLogits.of(network, Samples.inBatches(calibration, 100))
                        .thresholds(TAU));
        File file = directory.resolve("folded.zip").toFile();
        ModelSerializer.writeModel(folded, file, true);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
        DataSet test = data(DataType.FLOAT, 3, 200);
        assertThat(Samples.distance(restored.output(test.getFeatures()), folded.output(test.getFeatures())))
                .isZero();
        assertThat(restored.evaluate(Samples.inBatches(test, 100)).accuracy())
                .isEqualTo(folded.evaluate(Samples.inBatches(test, 100)).accuracy());
        assertThat(((OutputLayer) restored.getOutputLayer().conf().getLayer()).getLossFn())
                .isEqualTo(LOSS);
    }

    @Test
    void withoutABiasThereIsNothingToFoldInto() {
        MultiLayerNetwork network =
                Networks.layers(DataType.FLOAT, new Adam(0.02), Networks.output(LOSS, Activation.IDENTITY, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdFolding.folded(network, 0, 0, 0, 0))
                .withMessage("thresholds can't be folded: the last layer (OutputLayer) has no bias");
        MultiLayerNetwork bare = new MultiLayerNetwork(Networks.builder(DataType.FLOAT, new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).build())
                .layer(new LossLayer.Builder(LOSS)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        bare.init();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdFolding.folded(bare, 0, 0, 0, 0))
                .withMessage("thresholds can't be folded: the last layer (LossLayer) has no bias");
    }

    @Test
    void thresholdsThatDoNotFitAreNamed() {
        MultiLayerNetwork network =
                Networks.layers(DataType.FLOAT, new Adam(0.02), Networks.output(LOSS, Activation.IDENTITY, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdFolding.folded(network, 0, 1))
                .withMessage("2 thresholds for 4 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdFolding.folded(network, 0, 1, Double.NaN, 2))
                .withMessageContaining("threshold of class 2 must be finite, was NaN");
    }
}
