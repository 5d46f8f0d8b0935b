package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** DL4J's own check: the gradient by each parameter of a network against finite differences of the score. */
class GradientCheckTest {
    private static final int ROWS = 12;

    private final INDArray features = Samples.normal(DataType.DOUBLE, 11, ROWS, Networks.FEATURES);
    private final INDArray labels = Samples.oneHot(DataType.DOUBLE, 12, ROWS, Networks.CLASSES);

    private static DataType before = DataType.FLOAT;

    @BeforeAll
    static void computeInDoubles() {
        before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void computeAsBefore() {
        Nd4j.setDefaultDataTypes(before, before);
    }

    static List<ILossFunction> losses() {
        return Samples.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfTheScore(ILossFunction loss) {
        check(loss, null);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfTheScoreWithMaskedRows(ILossFunction loss) {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, 1);
        List.of(2, 3, 11).forEach(row -> mask.putScalar(row, 0, 0));
        check(loss, mask);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfTheScoreWithMaskedOutputs(ILossFunction loss) {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, Networks.CLASSES);
        mask.putScalar(1, 0, 0).putScalar(4, 2, 0).putScalar(4, 3, 0).putScalar(7, 1, 0);
        check(loss, mask);
    }

    private void check(ILossFunction loss, @Nullable INDArray mask) {
        MultiLayerNetwork network =
                Networks.layers(DataType.DOUBLE, new NoOp(), Networks.output(loss, Activation.IDENTITY, true));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(features)
                        .labels(labels)
                        .labelMask(mask)
                        .epsilon(1e-6)
                        .maxRelError(1e-5)
                        .minAbsoluteError(1e-9)
                        .subset(true)
                        .maxPerParam(10)
                        .exitOnFirstError(true)))
                .isTrue();
        network.setInput(features);
        network.setLabels(labels);
        network.computeGradientAndScore();
        assertThat(network.gradient().gradient().norm2Number().doubleValue()).isGreaterThan(1e-3);
    }
}
