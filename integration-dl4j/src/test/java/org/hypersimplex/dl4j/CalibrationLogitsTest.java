package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class CalibrationLogitsTest {
    private static final double TAU = 0.8;
    private static final int ROWS = 600;
    private static final ILossFunction LOSS = LossHypersimplex.mean(KPolicy.positives(), TAU);

    private final MultiLayerNetwork network =
            Networks.layers(DataType.DOUBLE, new NoOp(), Networks.output(LOSS, Activation.IDENTITY, true));
    private final DataSet data = Samples.clusters(DataType.DOUBLE, 5, ROWS, Networks.FEATURES, Networks.CLASSES);

    @Test
    void areTheOutputsBeforeTheActivationFunction() {
        MultiLayerNetwork softmax =
                Networks.layers(DataType.DOUBLE, new NoOp(), Networks.output(LOSS, Activation.SOFTMAX, true));
        softmax.setParams(network.params());
        INDArray expected = network.output(data.getFeatures());
        assertThat(Samples.distance(
                        CalibrationLogits.of(softmax, Samples.inBatches(data, 64))
                                .logits(),
                        expected))
                .isLessThan(1e-12);
        assertThat(Samples.distance(
                        CalibrationLogits.of(softmax, data.getFeatures()).logits(), expected))
                .isLessThan(1e-12);
    }

    @Test
    void thresholdsGiveEachClassItsShareOfTheSamples() {
        double[][] logits = network.output(data.getFeatures()).toDoubleMatrix();
        double[] positives = Definition.positives(data.getLabels().toDoubleMatrix());
        double[] thresholds =
                CalibrationLogits.of(network, Samples.inBatches(data, 64)).thresholds(TAU);
        double[] byPrior = CalibrationLogits.of(network, data.getFeatures()).thresholds(TAU, 0.1, 0.2, 0.3, 0.4);
        for (int c = 0; c < thresholds.length; c++) {
            double[] column = Definition.column(logits, c);
            assertThat(thresholds[c]).isCloseTo(Definition.threshold(column, positives[c], TAU), within(1e-10));
            assertThat(byPrior[c]).isCloseTo(Definition.threshold(column, 0.1 * (c + 1) * ROWS, TAU), within(1e-10));
        }
    }

    @Test
    void samplesThatTheLabelMaskLeavesOutAreLeftOut() {
        DataSet masked = data.copy();
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, 1);
        for (int row = 400; row < ROWS; row++) {
            mask.putScalar(row, 0, 0);
        }
        DataSet first = (DataSet) data.getRange(0, 400);
        double[] expected =
                CalibrationLogits.of(network, Samples.inBatches(first, 400)).thresholds(TAU);
        for (INDArray m : List.of(mask, mask.broadcast(ROWS, Networks.CLASSES).dup())) {
            masked.setLabelsMaskArray(m);
            assertThat(CalibrationLogits.of(network, new ExistingDataSetIterator(List.of(masked)))
                            .thresholds(TAU))
                    .containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void masksOfSingleOutputsAreRefused() {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, Networks.CLASSES);
        mask.putScalar(31, 2, 0);
        data.setLabelsMaskArray(mask);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationLogits.of(network, new ExistingDataSetIterator(List.of(data))))
                .withMessageEndingWith("leaves out only some of the outputs of row 31");
    }

    @Test
    void withoutLabelsPriorsAreNeeded() {
        CalibrationLogits calibration = CalibrationLogits.of(network, data.getFeatures());
        assertThatIllegalStateException()
                .isThrownBy(() -> calibration.thresholds(TAU))
                .withMessage("without labels the class priors must be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.thresholds(TAU, 0.5, 0.5))
                .withMessageContaining("2 numbers for 4 problems");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.thresholds(TAU, 0.5, 0.5, 1.5, 0))
                .withMessageContaining("number 2 must be in [0, 1.0], was 1.5");
    }

    @Test
    void dataThatDoNotFitAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationLogits.of(network, new ListDataSetIterator<>(List.of(), 1)))
                .withMessage("there are no calibration data");
        DataSet wrong = Samples.clusters(DataType.DOUBLE, 5, 6, Networks.FEATURES, Networks.CLASSES + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationLogits.of(network, Samples.inBatches(wrong, 6)))
                .withMessage("labels must have the logits' shape [6, 4], was [6, 5]");
        network.getParam("1_b").putScalar(2, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CalibrationLogits.of(network, data.getFeatures()).thresholds(TAU, 0.25))
                .withMessageContaining("problem 2: score is NaN");
    }

    @Test
    void timeSeriesAreRefused() {
        MultiLayerNetwork recurrent = new MultiLayerNetwork(Networks.builder(DataType.FLOAT, new NoOp())
                .list()
                .layer(new LSTM.Builder().nIn(2).nOut(3).build())
                .layer(new RnnOutputLayer.Builder(LOSS)
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .build())
                .validateOutputLayerConfig(false)
                .build());
        recurrent.init();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationLogits.of(recurrent, Nd4j.rand(DataType.FLOAT, 5, 2, 6)))
                .withMessage("calibration needs one row of logits per sample, the network gave shape [5, 4, 6]");
    }

    @Test
    void graphsOfSeveralOutputsAreRefused() {
        ComputationGraph graph = new ComputationGraph(Networks.builder(DataType.FLOAT, new NoOp())
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", withInputs(Networks.output(LOSS, Activation.IDENTITY, true)), "in")
                .addLayer("b", withInputs(Networks.output(LOSS, Activation.IDENTITY, true)), "in")
                .setOutputs("a", "b")
                .validateOutputLayerConfig(false)
                .build());
        graph.init();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationLogits.of(graph, data.getFeatures()))
                .withMessage("the graph must have one output, has 2: [a, b]");
    }

    private static OutputLayer withInputs(OutputLayer output) {
        output.setNIn(Networks.FEATURES);
        return output;
    }
}
