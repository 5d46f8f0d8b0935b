package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class BaselineLossTest {
    private static final int ROWS = 17;
    private static final int CLASSES = 4;
    private static final IActivation IDENTITY = new ActivationIdentity();

    private final INDArray logits = Samples.normal(DataType.DOUBLE, 3, ROWS, CLASSES);
    private final INDArray labels = Samples.oneHot(DataType.DOUBLE, 4, ROWS, CLASSES);

    @Test
    void softmaxMseIsDl4jsMseOfASoftmaxLayer() {
        INDArray rows = Nd4j.ones(DataType.DOUBLE, ROWS, 1);
        rows.putScalar(3, 0, 0);
        INDArray outputs = Nd4j.ones(DataType.DOUBLE, ROWS, CLASSES);
        outputs.putScalar(5, 1, 0);
        for (@Nullable INDArray mask : Arrays.asList(null, rows, outputs)) {
            LossSoftmaxMse loss = new LossSoftmaxMse();
            LossMSE theirs = new LossMSE();
            IActivation softmax = new ActivationSoftmax();
            assertThat(loss.computeScore(labels, logits, IDENTITY, mask, true))
                    .isCloseTo(theirs.computeScore(labels, logits.dup(), softmax, mask, true), within(1e-14));
            assertThat(Samples.distance(
                            loss.computeGradient(labels, logits, IDENTITY, mask),
                            theirs.computeGradient(labels, logits.dup(), softmax, mask)))
                    .isLessThan(1e-14);
            assertThat(Samples.distance(
                            loss.computeScoreArray(labels, logits, IDENTITY, mask),
                            theirs.computeScoreArray(labels, logits.dup(), softmax, mask)))
                    .isLessThan(1e-14);
        }
    }

    @Test
    void softmaxMseOfLargeLogitsIsFinite() {
        INDArray large = Nd4j.createFromArray(new double[][] {{1e4, -1e4, 0, 0}});
        INDArray label = Nd4j.createFromArray(new double[][] {{0, 1, 0, 0}});
        assertThat(new LossSoftmaxMse().computeScore(label, large, IDENTITY, null, true))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void hingeSumsTheMarginsOfTheOtherClasses() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{2, 1.5, -1, 2.5}, {0, 3, 0, 1}});
        INDArray oneHot = Nd4j.createFromArray(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}});
        LossSummedHinge loss = new LossSummedHinge();
        // Row 0: 1 + 1.5 − 2 = 0.5 and 1 + 2.5 − 2 = 1.5; row 1: every margin is met.
        assertThat(loss.computeScoreArray(oneHot, scores, IDENTITY, null).toDoubleVector())
                .containsExactly(2, 0);
        assertThat(loss.computeScore(oneHot, scores, IDENTITY, null, true)).isEqualTo(1);
        assertThat(loss.computeGradient(oneHot, scores, IDENTITY, null).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{-2, 1, 0, 1}, {0, 0, 0, 0}});
    }

    @Test
    void hingeLeavesOutTheTermsOfMaskedOutputs() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{2, 1.5, -1, 2.5}, {0, 0, 0, 1}});
        INDArray oneHot = Nd4j.createFromArray(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 0}, {1, 0, 1, 1}});
        assertThat(new LossSummedHinge()
                        .computeGradient(oneHot, scores, IDENTITY, mask)
                        .toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{-1, 1, 0, 0}, {0, 0, 0, 0}});
    }

    @Test
    void hingeRefusesLabelsThatAreNotOneHot() {
        LossSummedHinge loss = new LossSummedHinge();
        labels.putRow(6, Nd4j.createFromArray(0, 0.5, 0.5, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(labels, logits, IDENTITY, null, true))
                .withMessage("labels of row 6 must be one-hot, but class 1 is 0.5");
        labels.putRow(6, Nd4j.createFromArray(1.0, 0, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(labels, logits, IDENTITY, null, true))
                .withMessage("labels of row 6 must be one-hot, but class 2 is 1.0 and class 0 is 1");
        labels.putRow(6, Nd4j.createFromArray(0.0, 0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(labels, logits, IDENTITY, null, true))
                .withMessage("labels of row 6 must be one-hot, but no class is 1");
    }

    @Test
    void infiniteLogitsAreNamed() {
        logits.putScalar(2, 3, Double.POSITIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LossSoftmaxMse().computeGradient(labels, logits, IDENTITY, null))
                .withMessage("entry 2 of problem 3: logit must be finite, was Infinity");
    }
}
