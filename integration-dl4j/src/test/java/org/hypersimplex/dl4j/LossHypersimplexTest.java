package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class LossHypersimplexTest {
    private static final int ROWS = 30;
    private static final int CLASSES = 4;
    private static final double TAU = 1.5;
    private static final IActivation IDENTITY = new ActivationIdentity();

    private final INDArray logits = Samples.normal(DataType.DOUBLE, 1, ROWS, CLASSES);
    private final INDArray labels = Samples.oneHot(DataType.DOUBLE, 2, ROWS, CLASSES);

    static Stream<Arguments> policies() {
        double[] positives = Definition.positives(
                Samples.oneHot(DataType.DOUBLE, 2, ROWS, CLASSES).toDoubleMatrix());
        return Stream.of(
                Arguments.of(KPolicy.positives(), positives),
                Arguments.of(KPolicy.half(), new double[] {15, 15, 15, 15}),
                Arguments.of(KPolicy.fraction(0.25), new double[] {7, 7, 7, 7}),
                Arguments.of(KPolicy.fixed(3.5), new double[] {3.5, 3.5, 3.5, 3.5}),
                Arguments.of(KPolicy.fixed(1, 2, 3, 24), new double[] {1, 2, 3, 24}),
                Arguments.of(KPolicy.prior(0.15, 0.25, 0.1, 0.5), new double[] {4.5, 7.5, 3, 15}));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void scoreIsTheSumOfSquaresScaledForDivisionByRows(KPolicy policy, double[] k) {
        double squares = Definition.squares(logits.toDoubleMatrix(), labels.toDoubleMatrix(), k, TAU);
        LossHypersimplex mean = LossHypersimplex.mean(policy, TAU);
        LossHypersimplex halfSum = LossHypersimplex.halfSum(policy, TAU);
        assertThat(mean.computeScore(labels, logits, IDENTITY, null, true))
                .isCloseTo(squares / (ROWS * CLASSES), within(1e-12));
        assertThat(halfSum.computeScore(labels, logits, IDENTITY, null, false)).isCloseTo(0.5 * squares, within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicySurvivesJson(KPolicy policy, double[] k) {
        LossHypersimplex loss = LossHypersimplex.of(Reduction.HALF_SUM, policy, 0.1 + 0.2);
        MultiLayerConfiguration configuration = Networks.layersConfiguration(
                DataType.FLOAT, new Sgd(0.1), Networks.output(loss, Activation.IDENTITY, true));
        OutputLayer copy = (OutputLayer) MultiLayerConfiguration.fromJson(configuration.toJson())
                .getConf(1)
                .getLayer();
        LossHypersimplex read = (LossHypersimplex) copy.getLossFn();
        assertThat(read).isEqualTo(loss).hasSameHashCodeAs(loss);
        assertThat(read.policy()).isEqualTo(policy);
        assertThat(read.tau()).isEqualTo(0.1 + 0.2);
        assertThat(read.reduction()).isEqualTo(Reduction.HALF_SUM);
        for (int c = 0; c < k.length; c++) {
            assertThat(read.policy().k(c, ROWS, k[c])).isEqualTo(k[c]);
        }
    }

    @Test
    void softLabelsAreCompared() {
        INDArray soft = labels.mul(0.9).add(0.1 / CLASSES);
        double[] k = Definition.positives(soft.toDoubleMatrix());
        assertThat(LossHypersimplex.mean(KPolicy.positives(), TAU).computeScore(soft, logits, IDENTITY, null, true))
                .isCloseTo(
                        Definition.squares(logits.toDoubleMatrix(), soft.toDoubleMatrix(), k, TAU) / (ROWS * CLASSES),
                        within(1e-12));
    }

    @Test
    void gradientOfEachClassSumsToZero() {
        INDArray sums = LossHypersimplex.mean(KPolicy.half(), TAU)
                .computeGradient(labels, logits, IDENTITY, null)
                .sum(0);
        assertThat(sums.amaxNumber().doubleValue()).isLessThan(1e-14);
    }

    @Test
    void differentSettingsAreNotEqual() {
        LossHypersimplex loss = LossHypersimplex.mean(KPolicy.fixed(3), TAU);
        assertThat(loss).isEqualTo(LossHypersimplex.mean(KPolicy.fixed(3), TAU));
        assertThat(Stream.of(
                        LossHypersimplex.halfSum(KPolicy.fixed(3), TAU),
                        LossHypersimplex.mean(KPolicy.fixed(4), TAU),
                        LossHypersimplex.mean(KPolicy.prior(0.3), TAU),
                        LossHypersimplex.mean(KPolicy.positives(), TAU),
                        LossHypersimplex.mean(KPolicy.fixed(3), 1),
                        loss.anchored(0.5)))
                .doesNotContain(loss)
                .doesNotHaveDuplicates();
        assertThat(loss).hasToString("LossHypersimplex(MEAN, k fixed [3.0], tau 1.5)");
        assertThat(loss.anchored(0.5)).hasToString("LossHypersimplex(MEAN, k fixed [3.0], tau 1.5, anchor 0.5)");
        assertThat(loss.anchored(0.5).anchored(0)).isEqualTo(loss).hasSameHashCodeAs(loss);
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossHypersimplex.mean(KPolicy.half(), 0))
                .withMessageContaining("tau must be positive and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossHypersimplex.mean(KPolicy.fixed(1, 2), TAU)
                        .computeScore(labels, logits, IDENTITY, null, false))
                .withMessageContaining("2 numbers for 4 problems");
    }

    @Test
    void badJsonIsRefused() {
        LossHypersimplex loss = LossHypersimplex.mean(KPolicy.positives(), TAU);
        String json = Networks.layersConfiguration(
                        DataType.FLOAT, new Sgd(0.1), Networks.output(loss, Activation.IDENTITY, true))
                .toJson();
        assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json.replace("positives", "sometimes")))
                .hasStackTraceContaining("k policy must be positives, fraction, fixed or prior, was sometimes");
        assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json.replace("\"tau\"", "\"tao\"")))
                .hasStackTraceContaining("tau");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aStepOfPlainGradientDescentGoesDownTheMeanOverAllEntries(DataType type) {
        double rate = 0.75;
        MultiLayerNetwork network = linear(type, rate, LossHypersimplex.mean(KPolicy.positives(), TAU), true);
        assertStep(network, type, rate, 1.0 / (ROWS * CLASSES));
    }

    @Test
    void withoutDivisionByTheMinibatchTheHalfSumIsThePapersLoss() {
        double rate = 0.01;
        MultiLayerNetwork network =
                linear(DataType.DOUBLE, rate, LossHypersimplex.halfSum(KPolicy.positives(), TAU), false);
        assertStep(network, DataType.DOUBLE, rate, 0.5);
    }

    private static MultiLayerNetwork linear(DataType type, double rate, LossHypersimplex loss, boolean miniBatch) {
        OutputLayer output = Networks.output(loss, Activation.IDENTITY, true);
        output.setNIn(Networks.FEATURES);
        MultiLayerNetwork network = new MultiLayerNetwork(Networks.builder(type, new Sgd(rate))
                .miniBatch(miniBatch)
                .list()
                .layer(output)
                .validateOutputLayerConfig(false)
                .build());
        network.init();
        return network;
    }

    /** One step must move the weights by −rate times the finite differences of scale · Σ(x − t)², and the bias not at all. */
    private void assertStep(MultiLayerNetwork network, DataType type, double rate, double scale) {
        INDArray features = Samples.normal(type, 5, ROWS, Networks.FEATURES);
        double[][] x = features.toDoubleMatrix();
        double[][] before = network.getParam("0_W").toDoubleMatrix();
        double[][] expected = new double[before.length][];
        for (int i = 0; i < before.length; i++) {
            expected[i] = before[i].clone();
            for (int c = 0; c < CLASSES; c++) {
                double slope = (squares(x, before, i, c, 1e-6) - squares(x, before, i, c, -1e-6)) / 2e-6;
                expected[i][c] -= rate * scale * slope;
            }
        }
        assertThat(scale * squares(x, before, 0, 0, 0))
                .isCloseTo(score(network, features, type), within(type == DataType.FLOAT ? 1e-6 : 1e-12));
        network.fit(features, labels.castTo(type));
        double[][] after = network.getParam("0_W").toDoubleMatrix();
        double accuracy = type == DataType.FLOAT ? 1e-6 : 1e-8;
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).containsExactly(expected[i], within(accuracy));
        }
        assertThat(Arrays.deepEquals(before, after)).isFalse();
        assertThat(network.getParam("0_b").amaxNumber().doubleValue()).isLessThan(1e-7);
    }

    private double score(MultiLayerNetwork network, INDArray features, DataType type) {
        return network.score(new org.nd4j.linalg.dataset.DataSet(features, labels.castTo(type)));
    }

    /** Σ(x − t)² of a linear model with one weight changed. */
    private double squares(double[][] x, double[][] weights, int row, int column, double change) {
        double[][] y = new double[x.length][CLASSES];
        for (int n = 0; n < x.length; n++) {
            for (int i = 0; i < weights.length; i++) {
                for (int c = 0; c < CLASSES; c++) {
                    y[n][c] += x[n][i] * (weights[i][c] + (i == row && c == column ? change : 0));
                }
            }
        }
        double[][] t = labels.toDoubleMatrix();
        return Definition.squares(y, t, Definition.positives(t), TAU);
    }
}
