package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** What DL4J expects of a loss, for every loss of the package. */
class LossContractTest {
    private static final int ROWS = 23;
    private static final int CLASSES = 5;
    private static final IActivation IDENTITY = new ActivationIdentity();

    private final INDArray logits = Samples.normal(DataType.DOUBLE, 1, ROWS, CLASSES);
    private final INDArray labels = Samples.oneHot(DataType.DOUBLE, 2, ROWS, CLASSES);

    static List<ILossFunction> losses() {
        return Samples.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void rowScoresSumToTheScoreAndAverageToItsAverage(ILossFunction loss) {
        INDArray scores = loss.computeScoreArray(labels, logits, IDENTITY, null);
        double sum = loss.computeScore(labels, logits, IDENTITY, null, false);
        assertThat(scores.shape()).containsExactly(ROWS, 1);
        assertThat(sum).isPositive();
        assertThat(scores.sumNumber().doubleValue()).isCloseTo(sum, within(1e-12 * sum));
        assertThat(loss.computeScore(labels, logits, IDENTITY, null, true)).isEqualTo(sum / ROWS);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theJointCallGivesWhatTheSingleCallsGive(ILossFunction loss) {
        Pair<Double, INDArray> both = loss.computeGradientAndScore(labels, logits, IDENTITY, null, true);
        assertThat(both.getFirst()).isEqualTo(loss.computeScore(labels, logits, IDENTITY, null, true));
        assertThat(Samples.distance(both.getSecond(), loss.computeGradient(labels, logits, IDENTITY, null)))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void argumentsStayAsTheyWere(ILossFunction loss) {
        INDArray logitsBefore = logits.dup();
        INDArray labelsBefore = labels.dup();
        loss.computeGradientAndScore(labels, logits, IDENTITY, null, true);
        assertThat(Samples.distance(logits, logitsBefore)).isZero();
        assertThat(Samples.distance(labels, labelsBefore)).isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void viewsOfAnyLayoutGiveWhatDenseArraysGive(ILossFunction loss) {
        double score = loss.computeScore(labels, logits, IDENTITY, null, false);
        INDArray gradient = loss.computeGradient(labels, logits, IDENTITY, null);
        INDArray scores = loss.computeScoreArray(labels, logits, IDENTITY, null);
        INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, 1);
        for (INDArray y : layouts(logits)) {
            for (INDArray t : layouts(labels)) {
                assertThat(loss.computeScore(t, y, IDENTITY, null, false)).isEqualTo(score);
                assertThat(Samples.distance(loss.computeGradient(t, y, IDENTITY, null), gradient))
                        .isZero();
                assertThat(Samples.distance(loss.computeScoreArray(t, y, IDENTITY, null), scores))
                        .isZero();
            }
            for (INDArray m : layouts(mask)) {
                assertThat(Samples.distance(loss.computeGradient(labels, y, IDENTITY, m), gradient))
                        .isZero();
            }
        }
    }

    /** The same numbers in C order, in Fortran order, and as a view with an offset and gaps. */
    private static List<INDArray> layouts(INDArray matrix) {
        long rows = matrix.size(0);
        long columns = matrix.size(1);
        INDArray larger = Nd4j.valueArrayOf(new long[] {2 * rows + 3, 3 * columns + 2}, Double.NaN, DataType.DOUBLE);
        INDArray view =
                larger.get(NDArrayIndex.interval(3, 2, 2 * rows + 3), NDArrayIndex.interval(2, 3, 3 * columns + 2));
        view.assign(matrix);
        return List.of(matrix, matrix.dup('f'), view);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void labelsMayBeOfAnyType(ILossFunction loss) {
        INDArray gradient = loss.computeGradient(labels, logits, IDENTITY, null);
        for (DataType type : List.of(DataType.FLOAT, DataType.FLOAT16, DataType.INT32, DataType.UINT8, DataType.BOOL)) {
            assertThat(Samples.distance(loss.computeGradient(labels.castTo(type), logits, IDENTITY, null), gradient))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void resultsHaveTheLogitsTypeAndNearlyTheirValues(ILossFunction loss) {
        for (DataType type : List.of(DataType.FLOAT, DataType.FLOAT16)) {
            double accuracy = type == DataType.FLOAT ? 1e-6 : 2e-2;
            INDArray gradient = loss.computeGradient(labels, logits.castTo(type), IDENTITY, null);
            INDArray scores = loss.computeScoreArray(labels, logits.castTo(type), IDENTITY, null);
            assertThat(gradient.dataType()).isEqualTo(type);
            assertThat(scores.dataType()).isEqualTo(type);
            INDArray expected = loss.computeGradient(labels, logits, IDENTITY, null);
            assertThat(Samples.distance(gradient, expected)).isLessThan(accuracy);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aMaskedRowIsAsGoodAsAbsentWhateverStandsInIt(ILossFunction loss) {
        INDArray mask = Nd4j.ones(DataType.FLOAT, ROWS, 1);
        int[] masked = {0, 7, 22};
        int[] kept = IntStream.range(0, ROWS)
                .filter(i -> i != 0 && i != 7 && i != 22)
                .toArray();
        for (int row : masked) {
            mask.putScalar(row, 0, 0);
            logits.putRow(row, Nd4j.valueArrayOf(new long[] {CLASSES}, Double.NaN, DataType.DOUBLE));
        }
        INDArray fewerLabels = labels.getRows(kept);
        INDArray fewerLogits = logits.getRows(kept);
        for (INDArray m : List.of(
                mask, mask.castTo(DataType.BOOL), mask.broadcast(ROWS, CLASSES).dup())) {
            assertThat(loss.computeScore(labels, logits, IDENTITY, m, false))
                    .isCloseTo(loss.computeScore(fewerLabels, fewerLogits, IDENTITY, null, false), within(1e-12));
            INDArray gradient = loss.computeGradient(labels, logits, IDENTITY, m);
            INDArray fewerGradient = loss.computeGradient(fewerLabels, fewerLogits, IDENTITY, null);
            assertThat(Samples.distance(gradient.getRows(kept), fewerGradient)).isLessThan(1e-12);
            assertThat(gradient.getRows(masked).amaxNumber().doubleValue()).isZero();
            INDArray scores = loss.computeScoreArray(labels, logits, IDENTITY, m);
            assertThat(scores.getRows(masked).amaxNumber().doubleValue()).isZero();
            assertThat(scores.sumNumber().doubleValue())
                    .isCloseTo(loss.computeScore(labels, logits, IDENTITY, m, false), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void withEverythingMaskedScoreAndGradientAreZero(ILossFunction loss) {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, ROWS, 1);
        assertThat(loss.computeScore(labels, logits, IDENTITY, mask, true)).isZero();
        assertThat(loss.computeGradient(labels, logits, IDENTITY, mask)
                        .amaxNumber()
                        .doubleValue())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLogitThatIsNaNIsNamed(ILossFunction loss) {
        logits.putScalar(4, 2, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeGradient(labels, logits, IDENTITY, null))
                .withMessageContaining("NaN")
                .withMessageContaining("4")
                .withMessageContaining("2");
        assertThatIllegalArgumentException().isThrownBy(() -> loss.computeScore(labels, logits, IDENTITY, null, false));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void shapesThatDoNotFitAndLabelsOutOfRangeAreNamed(ILossFunction loss) {
        INDArray wrong = Samples.oneHot(DataType.DOUBLE, 2, ROWS, CLASSES + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(wrong, logits, IDENTITY, null, false))
                .withMessage("labels must have the logits' shape [23, 5], was [23, 6]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        loss.computeScore(labels, logits, IDENTITY, Nd4j.ones(DataType.DOUBLE, 1, CLASSES), false))
                .withMessage("mask must have shape [23, 1] or [23, 5], was [1, 5]");
        labels.putScalar(3, 1, -1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(labels, logits, IDENTITY, null, false))
                .withMessage("entry 3 of problem 1: target must be in [0, 1], was -1.0");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void activationsThatChangeLogitsAreRefusedAtTheFirstUse(ILossFunction loss) {
        String name = loss.getClass().getSimpleName();
        for (Activation activation : List.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.TANH)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loss.computeGradient(labels, logits, activation.getActivationFunction(), null))
                    .withMessage(name + " is a loss of the logits themselves: give the output layer the activation"
                            + " new ActivationLogits() or IDENTITY, was " + activation.getActivationFunction());
        }
        MultiLayerNetwork network =
                Networks.layers(DataType.FLOAT, new Sgd(0.1), Networks.output(loss, Activation.SOFTMAX, true));
        DataSet data = Samples.clusters(DataType.FLOAT, 1, 8, Networks.FEATURES, Networks.CLASSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.fit(data))
                .withMessageEndingWith(
                        "give the output layer the activation new ActivationLogits() or IDENTITY, was softmax");
        assertThatIllegalArgumentException().isThrownBy(() -> new MicroBatchTrainer(network, 4).fit(data));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theActivationForLogitsIsTheIdentity(ILossFunction loss) {
        assertThat(Samples.distance(
                        loss.computeGradient(labels, logits, new ActivationLogits(), null),
                        loss.computeGradient(labels, logits, IDENTITY, null)))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void survivesJsonAsPartOfAConfiguration(ILossFunction loss) {
        OutputLayer output = Networks.output(loss, Activation.IDENTITY, true);
        MultiLayerConfiguration configuration = Networks.layersConfiguration(DataType.FLOAT, new Sgd(0.1), output);
        for (MultiLayerConfiguration copy : List.of(
                MultiLayerConfiguration.fromJson(configuration.toJson()),
                MultiLayerConfiguration.fromYaml(configuration.toYaml()))) {
            assertThat(copy).isEqualTo(configuration);
            assertThat(((OutputLayer) copy.getConf(1).getLayer()).getLossFn()).isEqualTo(loss);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void survivesJavaSerialization(ILossFunction loss) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(loss);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ILossFunction copy = (ILossFunction) in.readObject();
            assertThat(copy).isEqualTo(loss).hasSameHashCodeAs(loss).hasToString(loss.toString());
            assertThat(Samples.distance(
                            copy.computeGradient(labels, logits, IDENTITY, null),
                            loss.computeGradient(labels, logits, IDENTITY, null)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void equalsOnlyItsLike(ILossFunction loss) {
        assertThat(Samples.losses().stream().filter(loss::equals)).hasSize(1);
        assertThat(Samples.losses()).contains(loss);
    }
}
