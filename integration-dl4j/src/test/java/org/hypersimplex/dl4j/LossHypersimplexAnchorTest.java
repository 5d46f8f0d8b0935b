package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** The loss with (α/C) Σ (ν/τ)² added, against its definition. */
class LossHypersimplexAnchorTest {
    private static final int ROWS = 30;
    private static final int CLASSES = 4;
    private static final double TAU = 1.5;
    private static final double ALPHA = 0.4;
    private static final IActivation LOGITS = new ActivationLogits();

    private final INDArray logits = Samples.normal(DataType.DOUBLE, 1, ROWS, CLASSES);
    private final INDArray labels = Samples.oneHot(DataType.DOUBLE, 2, ROWS, CLASSES);
    private final double[] k = Definition.positives(labels.toDoubleMatrix());

    private static LossHypersimplex loss(Reduction reduction) {
        return LossHypersimplex.of(reduction, KPolicy.positives(), TAU).anchored(ALPHA);
    }

    /** Σ (ν/τ)² over the classes. */
    private double anchor(double[][] y) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            double relative = Definition.threshold(Definition.column(y, c), k[c], TAU) / TAU;
            sum += relative * relative;
        }
        return sum;
    }

    /** What DL4J minimises, after it has divided by the number of rows. */
    private double minimised(Reduction reduction, double[][] y) {
        double squares = Definition.squares(y, labels.toDoubleMatrix(), k, TAU);
        double unanchored = reduction == Reduction.MEAN ? squares / (ROWS * CLASSES) : 0.5 * squares / ROWS;
        return unanchored + ALPHA / CLASSES * anchor(y);
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void scoreIsThatOfTheLossPlusTheMeanOfSquaredThresholds(Reduction reduction) {
        assertThat(loss(reduction).computeScore(labels, logits, LOGITS, null, true))
                .isCloseTo(minimised(reduction, logits.toDoubleMatrix()), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void gradientIsThatOfTheScoreByFiniteDifferences(Reduction reduction) {
        double[][] gradient = loss(reduction)
                .computeGradient(labels, logits, LOGITS, null)
                .div(ROWS)
                .toDoubleMatrix();
        double[][] y = logits.toDoubleMatrix();
        for (int i = 0; i < ROWS; i++) {
            for (int c = 0; c < CLASSES; c++) {
                double at = y[i][c];
                y[i][c] = at + 1e-6;
                double above = minimised(reduction, y);
                y[i][c] = at - 1e-6;
                double below = minimised(reduction, y);
                y[i][c] = at;
                assertThat(gradient[i][c]).isCloseTo((above - below) / 2e-6, within(1e-8));
            }
        }
    }

    @Test
    void gradientOfEachClassSumsToThatOfItsThreshold() {
        double[] sums = loss(Reduction.MEAN)
                .computeGradient(labels, logits, LOGITS, null)
                .sum(0)
                .toDoubleVector();
        for (int c = 0; c < CLASSES; c++) {
            double threshold = Definition.threshold(Definition.column(logits.toDoubleMatrix(), c), k[c], TAU);
            assertThat(sums[c] / ROWS).isCloseTo(2 * ALPHA * threshold / (CLASSES * TAU * TAU), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void withWeightZeroItIsThePapersLossToTheBit(Reduction reduction) {
        LossHypersimplex paper = LossHypersimplex.of(reduction, KPolicy.positives(), TAU);
        LossHypersimplex anchored = paper.anchored(0);
        assertThat(anchored.computeScore(labels, logits, LOGITS, null, false))
                .isEqualTo(paper.computeScore(labels, logits, LOGITS, null, false));
        assertThat(Samples.distance(
                        anchored.computeGradient(labels, logits, LOGITS, null),
                        paper.computeGradient(labels, logits, LOGITS, null)))
                .isZero();
    }

    @Test
    void theAnchorShrinksWithTheShareOfEntriesThatAMaskLeaves() {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, CLASSES);
        for (int i = 0; i < ROWS; i++) {
            mask.putScalar(i, 3, 0); // One class of four is left out, so its threshold is not taken part of.
        }
        LossHypersimplex paper = LossHypersimplex.mean(KPolicy.positives(), TAU);
        double anchor = paper.anchored(ALPHA).computeScore(labels, logits, LOGITS, mask, true)
                - paper.computeScore(labels, logits, LOGITS, mask, true);
        double others = 0;
        for (int c = 0; c < 3; c++) {
            double relative = Definition.threshold(Definition.column(logits.toDoubleMatrix(), c), k[c], TAU) / TAU;
            others += relative * relative;
        }
        assertThat(anchor).isCloseTo(0.75 * ALPHA / CLASSES * others, within(1e-12));
    }

    @Test
    void survivesJsonAndIsAbsentFromModelsThatWereSavedWithoutIt() {
        LossHypersimplex loss = loss(Reduction.HALF_SUM);
        String json = Networks.layersConfiguration(
                        DataType.FLOAT, new Sgd(0.1), Networks.output(loss, Activation.IDENTITY, true))
                .toJson();
        assertThat(read(json)).isEqualTo(loss).hasSameHashCodeAs(loss);
        assertThat(read(json).anchor()).isEqualTo(ALPHA);
        String older = json.replaceFirst(",\\s*\"anchor\"\\s*:\\s*0\\.4", "");
        assertThat(older).doesNotContain("anchor");
        assertThat(read(older)).isEqualTo(loss.anchored(0));
        assertThatThrownBy(() -> read(json.replace("\"anchor\" : 0.4", "\"anchor\" : -1")))
                .hasStackTraceContaining("anchor must be finite and at least 0, was -1.0");
    }

    private static LossHypersimplex read(String json) {
        return (LossHypersimplex)
                ((OutputLayer) MultiLayerConfiguration.fromJson(json).getConf(1).getLayer()).getLossFn();
    }

    @Test
    void weightsOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossHypersimplex.mean(KPolicy.half(), TAU).anchored(Double.NaN))
                .withMessage("anchor must be finite and at least 0, was NaN");
    }

    /** Biases far from where they should be stay there under the paper's loss. */
    @Test
    void trainingBringsThresholdsToZeroSoThatEvaluateReadsTheNetworkAsItIs() {
        LossHypersimplex paper = LossHypersimplex.mean(KPolicy.positives(), TAU);
        MultiLayerNetwork anchored = trainedFromWrongBiases(paper.anchored(0.05));
        MultiLayerNetwork unanchored = trainedFromWrongBiases(paper);
        assertThat(thresholds(anchored)).containsExactly(new double[CLASSES], within(0.3));
        DataSet test = Samples.clusters(DataType.FLOAT, 3, 400, Networks.FEATURES, Networks.CLASSES);
        double raw = anchored.evaluate(Samples.inBatches(test, 100)).accuracy();
        double folded = ThresholdFolding.folded(anchored, thresholds(anchored))
                .evaluate(Samples.inBatches(test, 100))
                .accuracy();
        assertThat(raw).isGreaterThan(folded - 0.03);
        assertThat(raw)
                .isGreaterThan(unanchored.evaluate(Samples.inBatches(test, 100)).accuracy() + 0.1);
    }

    private static double[] thresholds(MultiLayerNetwork network) {
        DataSet calibration = Samples.clusters(DataType.FLOAT, 2, 300, Networks.FEATURES, Networks.CLASSES);
        return CalibrationLogits.of(network, Samples.inBatches(calibration, 100))
                .thresholds(TAU);
    }

    private static MultiLayerNetwork trainedFromWrongBiases(LossHypersimplex loss) {
        OutputLayer output = Networks.output(loss, Activation.IDENTITY, true);
        output.setActivationFn(new ActivationLogits());
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output);
        network.getLayerWiseConfigurations().setValidateOutputLayerConfig(true);
        network.getParam("1_b").assign(Nd4j.createFromArray(-2f, 1, 0, 2));
        network.fit(
                Samples.inBatches(Samples.clusters(DataType.FLOAT, 1, 512, Networks.FEATURES, Networks.CLASSES), 128),
                30);
        return network;
    }
}
