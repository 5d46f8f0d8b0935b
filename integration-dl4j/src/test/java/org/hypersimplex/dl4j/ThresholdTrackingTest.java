package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

class ThresholdTrackingTest {
    private static final double TAU = 1.5;
    private static final double MOMENTUM = 0.75;

    private final DataSet data = Samples.clusters(DataType.DOUBLE, 1, 256, Networks.FEATURES, Networks.CLASSES);

    private static MultiLayerNetwork network(IUpdater updater, double anchor) {
        LossHypersimplex loss = LossHypersimplex.mean(KPolicy.positives(), TAU).anchored(anchor);
        return Networks.layers(DataType.DOUBLE, updater, Networks.output(loss, Activation.IDENTITY, true));
    }

    private double[] thresholdsOf(MultiLayerNetwork network, DataSet batch) {
        double[][] logits = network.output(batch.getFeatures()).toDoubleMatrix();
        double[] positives = Definition.positives(batch.getLabels().toDoubleMatrix());
        double[] thresholds = new double[Networks.CLASSES];
        for (int c = 0; c < thresholds.length; c++) {
            thresholds[c] = Definition.threshold(Definition.column(logits, c), positives[c], TAU);
        }
        return thresholds;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void theThresholdsAreTheRunningAverageOfThoseOfTheMinibatches(double anchor) {
        MultiLayerNetwork network = network(new Sgd(0.1), anchor);
        ThresholdTracking tracking = new ThresholdTracking(TAU, MOMENTUM);
        network.setListeners(tracking);
        List<DataSet> batches = data.batchBy(64);
        double[] average = thresholdsOf(network, batches.get(0));
        for (DataSet batch : batches) {
            // Before the step, whose forward pass is what the average is of.
            double[] thresholds = thresholdsOf(network, batch);
            network.fit(batch);
            for (int c = 0; c < average.length; c++) {
                average[c] = MOMENTUM * average[c] + (1 - MOMENTUM) * thresholds[c];
            }
            assertThat(tracking.thresholds()).containsExactly(average, within(1e-9));
        }
    }

    @Test
    void trainingWithAnAnchorKeepsThemNearZeroAndNearThoseOfCalibration() {
        MultiLayerNetwork network = network(new Adam(0.02), 0.05);
        ThresholdTracking tracking = new ThresholdTracking(TAU, MOMENTUM);
        network.setListeners(tracking);
        network.fit(Samples.inBatches(data, 64), 40);
        assertThat(tracking.thresholds()).containsExactly(new double[Networks.CLASSES], within(0.4));
        assertThat(tracking.thresholds())
                .containsExactly(
                        CalibrationLogits.of(network, Samples.inBatches(data, 64))
                                .thresholds(TAU),
                        within(0.3));
    }

    @Test
    void beforeTheFirstMinibatchThereAreNone() {
        assertThatIllegalStateException().isThrownBy(new ThresholdTracking(TAU, MOMENTUM)::thresholds);
    }

    @Test
    void graphsAreRefused() {
        LossHypersimplex loss = LossHypersimplex.mean(KPolicy.positives(), TAU);
        ComputationGraph graph =
                Networks.graph(DataType.DOUBLE, new NoOp(), Networks.output(loss, Activation.IDENTITY, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThresholdTracking(TAU, MOMENTUM).onForwardPass(graph, List.of()))
                .withMessage("thresholds are tracked of a MultiLayerNetwork, not of a ComputationGraph");
    }
}
