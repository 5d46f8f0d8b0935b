package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;

/** The programs of docs/dl4j.md, which shows the regions of this file. */
class Dl4jGuideTest {
    private final DataSet large = Samples.clusters(DataType.FLOAT, 1, 512, 5, 4);
    private final DataSetIterator training = Samples.inBatches(large, 64);
    private final DataSetIterator calibration = Samples.inBatches(Samples.clusters(DataType.FLOAT, 2, 300, 5, 4), 100);
    private final DataSetIterator test = Samples.inBatches(Samples.clusters(DataType.FLOAT, 3, 400, 5, 4), 100);

    @Test
    void anAnchoredNetworkIsEvaluatedAsItIsAndRefinedByFolding() {
        // #region train
        var loss = LossHypersimplex.mean(KPolicy.positives(), 1.5).anchored(0.02);
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(5)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(loss)
                        .nIn(8)
                        .nOut(4)
                        .activation(new ActivationLogits())
                        .build())
                .build());
        network.init();
        network.fit(training, 20);
        double accuracy = network.evaluate(test).accuracy();
        // #endregion train
        assertThat(accuracy).isGreaterThan(0.7); // By chance .5, of the largest class.

        // #region fold
        double[] thresholds = CalibrationLogits.of(network, calibration).thresholds(1.5);
        MultiLayerNetwork deployed = ThresholdFolding.folded(network, thresholds);
        MultiLayerNetwork probabilities = ThresholdFolding.probabilities(network, 1.5, thresholds);
        // #endregion fold
        assertThat(deployed.evaluate(test).accuracy()).isGreaterThan(0.7);
        assertThat(CalibrationLogits.of(deployed, calibration).thresholds(1.5))
                .containsExactly(new double[4], within(1e-4));
        assertThat(probabilities.output(large.getFeatures()).maxNumber().doubleValue())
                .isEqualTo(1);

        double before = network.score(large);
        // #region micro
        new MicroBatchTrainer(network, 64).fit(large);
        // #endregion micro
        assertThat(network.score(large)).isNotEqualTo(before);
    }
}
