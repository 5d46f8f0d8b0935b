package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** The activation functions for logits and for probabilities, in networks built as DL4J's guide says. */
class OutputActivationTest {
    private static final double TAU = 0.8;
    private static final LossHypersimplex LOSS =
            LossHypersimplex.mean(KPolicy.positives(), TAU).anchored(0.1);

    private final DataSet data = Samples.clusters(DataType.DOUBLE, 5, 60, Networks.FEATURES, Networks.CLASSES);

    private static MultiLayerConfiguration configuration(IActivation activation, int outputs) {
        return Networks.builder(DataType.DOUBLE, new NoOp())
                .list()
                .layer(Networks.hidden())
                .layer(new OutputLayer.Builder(LOSS)
                        .nIn(8)
                        .nOut(outputs)
                        .activation(activation)
                        .build())
                .build();
    }

    private static MultiLayerNetwork network(IActivation activation, int outputs) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(activation, outputs));
        network.init();
        return network;
    }

    @Test
    void evaluateAcceptsLogitsWithoutFurtherSettingsAndTheIdentityOnlyWithThem() {
        MultiLayerNetwork network = network(new ActivationLogits(), Networks.CLASSES);
        Evaluation evaluation = network.evaluate(Samples.inBatches(data, 20));
        int[] actual = Samples.classes(data.getLabels());
        int[] predicted = Samples.classes(network.output(data.getFeatures()));
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            right += predicted[i] == actual[i] ? 1 : 0;
        }
        assertThat(evaluation.accuracy()).isEqualTo(right / 60.0);
        MultiLayerNetwork identity = network(new ActivationIdentity(), Networks.CLASSES);
        assertThatThrownBy(() -> identity.evaluate(Samples.inBatches(data, 20)))
                .hasMessageContaining("setValidateOutputLayerConfig(false)");
    }

    @Test
    void logitsAreTheIdentitysOutputsButNotItsEqual() {
        MultiLayerNetwork logits = network(new ActivationLogits(), Networks.CLASSES);
        MultiLayerNetwork identity = network(new ActivationIdentity(), Networks.CLASSES);
        assertThat(Samples.distance(logits.output(data.getFeatures()), identity.output(data.getFeatures())))
                .isZero();
        assertThat(new ActivationLogits())
                .isEqualTo(new ActivationLogits())
                .hasSameHashCodeAs(new ActivationLogits())
                .isNotEqualTo(new ActivationIdentity());
        assertThat(new ActivationIdentity()).isNotEqualTo(new ActivationLogits());
    }

    @Test
    void surviveJson() {
        for (IActivation activation : List.of(new ActivationLogits(), new ActivationProbabilities(TAU))) {
            MultiLayerConfiguration configuration = configuration(activation, Networks.CLASSES);
            MultiLayerConfiguration copy = MultiLayerConfiguration.fromJson(configuration.toJson());
            assertThat(copy).isEqualTo(configuration);
            assertThat(((OutputLayer) copy.getConf(1).getLayer()).getActivationFn())
                    .isEqualTo(activation)
                    .hasSameHashCodeAs(activation)
                    .hasToString(activation.toString());
        }
    }

    @Test
    void oneOutputCanBeEvaluatedAtZero() {
        MultiLayerNetwork network = network(new ActivationLogits(), 1);
        INDArray outputs = network.output(data.getFeatures());
        INDArray labels = outputs.gt(0).castTo(DataType.DOUBLE);
        assertThat(labels.meanNumber().doubleValue()).isBetween(0.05, 0.95);
        DataSet binary = new DataSet(data.getFeatures(), labels);
        Evaluation evaluation = network.doEvaluation(Samples.inBatches(binary, 20), new Evaluation(0.0))[0];
        assertThat(evaluation.accuracy()).isEqualTo(1);
    }

    @Test
    void probabilitiesAreLogitsAboveTheirThresholdsClippedToTheUnitInterval() {
        MultiLayerNetwork network = network(new ActivationLogits(), Networks.CLASSES);
        double[] thresholds = {-0.3, 0, 0.2, 0.4};
        double[][] logits = network.output(data.getFeatures()).toDoubleMatrix();
        MultiLayerNetwork copy = ThresholdFolding.probabilities(network, TAU, thresholds);
        double[][] probabilities = copy.output(data.getFeatures()).toDoubleMatrix();
        for (int i = 0; i < logits.length; i++) {
            for (int c = 0; c < thresholds.length; c++) {
                double expected = (logits[i][c] - thresholds[c]) / TAU;
                expected = expected < 0 ? 0 : expected > 1 ? 1 : expected;
                assertThat(probabilities[i][c]).isCloseTo(expected, within(1e-12));
            }
        }
        ComputationGraph graph =
                Networks.graph(DataType.DOUBLE, new NoOp(), Networks.output(LOSS, Activation.IDENTITY, true));
        graph.setParams(network.params());
        assertThat(Samples.distance(
                        ThresholdFolding.probabilities(graph, TAU, thresholds).outputSingle(data.getFeatures()),
                        Nd4j.createFromArray(probabilities)))
                .isLessThan(1e-12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copy.fit(data))
                .withMessageEndingWith("was probabilities(tau 0.8)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdFolding.probabilities(network, 0, thresholds))
                .withMessage("tau must be positive and finite, was 0.0");
    }

    @Test
    void probabilitiesPassGradientsOnWhereTheyAreNotClipped() {
        INDArray logits = Nd4j.createFromArray(new double[][] {{-0.1, 0.1, 0.7, 0.9}});
        INDArray upstream = Nd4j.createFromArray(new double[][] {{2.0, 2, 4, 4}});
        INDArray gradient =
                new ActivationProbabilities(TAU).backprop(logits, upstream).getFirst();
        assertThat(gradient.toDoubleVector()).containsExactly(new double[] {0, 2.5, 5, 0}, within(1e-12));
    }
}
