package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hypersimplex.Backends;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossHypersimplexTest {
    private static final int ROWS = 37;
    private static final int CLASSES = Samples.CLASSES;
    private static final double TAU = 1.5;
    private static final HypersimplexLoss KERNEL =
            HypersimplexLoss.mean(KPolicy.positives(), TAU).anchored(0.3);
    private static final Batch COLUMNS = Batch.columns(ROWS, CLASSES);

    private final NDManager manager = Samples.manager();
    private final int[] ids = Samples.classIds(2, ROWS, CLASSES);
    private final double[] numbers = Samples.normal(1, ROWS * CLASSES);

    @AfterEach
    void freeMemory() {
        manager.close();
    }

    private NDArray logits(DataType type) {
        return manager.create(numbers, new Shape(ROWS, CLASSES)).toType(type, false);
    }

    /** The loss, and the gradient that the engine finds for the logits. */
    @SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
    private record Found(double value, double[] gradient) {}

    private static Found backward(
            HypersimplexLoss kernel, NDArray logits, NDArray labels, UnaryOperator<NDArray> after) {
        return backward(kernel, logits, labels, UnaryOperator.identity(), after);
    }

    private static Found backward(
            HypersimplexLoss kernel,
            NDArray leaf,
            NDArray labels,
            UnaryOperator<NDArray> before,
            UnaryOperator<NDArray> after) {
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray value = new LossHypersimplex(kernel).evaluate(new NDList(labels), new NDList(before.apply(leaf)));
            collector.backward(after.apply(value));
            return new Found(doubles(value)[0], doubles(leaf.getGradient()));
        }
    }

    private static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, true).toDoubleArray();
    }

    /** What the paper's algorithm gives for the numbers as that type holds them. */
    private Found expected(HypersimplexLoss kernel, NDArray logits, Targets targets) {
        double[] gradient = new double[ROWS * CLASSES];
        try (Backend reference = Backends.named("reference", Parallelism.serial())) {
            double value = kernel.on(reference)
                    .valueAndGradient(COLUMNS, Values.of(doubles(logits)), targets, Values.of(gradient));
            return new Found(value, gradient);
        }
    }

    static Stream<HypersimplexLoss> losses() {
        return Stream.of(
                HypersimplexLoss.mean(KPolicy.positives(), TAU),
                KERNEL,
                HypersimplexLoss.halfSum(KPolicy.half(), 0.7),
                HypersimplexLoss.halfSum(KPolicy.prior(0.2), 0.7).anchored(0.02),
                HypersimplexLoss.mean(KPolicy.fixed(1, 2, 3, 20), 0.7));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valueAndGradientAreThoseOfThePapersAlgorithm(HypersimplexLoss kernel) {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            double accuracy = type == DataType.FLOAT32 ? 2e-6 : 1e-12;
            Found expected = expected(kernel, logits(type), Targets.classIds(ids));
            Found found = backward(kernel, logits(type), manager.create(ids), UnaryOperator.identity());
            assertThat(found.value).isCloseTo(expected.value, within(accuracy * Math.max(1, expected.value)));
            assertThat(found.gradient).containsExactly(expected.gradient, within(accuracy));
        }
    }

    @Test
    void theGradientIsTheKernelsButForTheirRoundingOfArrays() {
        float[] gradient = new float[ROWS * CLASSES];
        KERNEL.valueAndGradient(COLUMNS, logits(DataType.FLOAT32).toFloatArray(), ids, gradient);
        NDArray leaf = logits(DataType.FLOAT32);
        backward(KERNEL, leaf, manager.create(ids), UnaryOperator.identity());
        // Columns that lie in an array are solved together, those of a tensor one by one.
        assertThat(leaf.getGradient().toFloatArray()).containsExactly(gradient, offset(1e-8f));
    }

    @Test
    void aMultipleOfTheLossHasThatMultipleOfTheGradient() {
        Found once = backward(KERNEL, logits(DataType.FLOAT64), manager.create(ids), UnaryOperator.identity());
        Found twice = backward(KERNEL, logits(DataType.FLOAT64), manager.create(ids), value -> value.mul(2));
        for (int i = 0; i < once.gradient.length; i++) {
            assertThat(twice.gradient[i]).isEqualTo(2 * once.gradient[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void withoutAGraphItIsTheValueAlone(DataType type) {
        NDArray value =
                new LossHypersimplex(KERNEL).evaluate(new NDList(manager.create(ids)), new NDList(logits(type)));
        assertThat(value.getShape().dimension()).isZero();
        assertThat(value.getDataType()).isEqualTo(type);
        assertThat(value.hasGradient()).isFalse();
        assertThat(doubles(value)[0])
                .isCloseTo(expected(KERNEL, logits(type), Targets.classIds(ids)).value, within(1e-6));
    }

    @Test
    void logitsOfAnyLayoutAreRead() {
        Found expected = backward(KERNEL, logits(DataType.FLOAT64), manager.create(ids), UnaryOperator.identity());
        NDArray transposed = logits(DataType.FLOAT64).transpose().duplicate();
        Found ofTransposed =
                backward(KERNEL, transposed, manager.create(ids), NDArray::transpose, UnaryOperator.identity());
        assertThat(ofTransposed.value).isEqualTo(expected.value);
        assertThat(doubles(transposed.getGradient().transpose())).isEqualTo(expected.gradient);
        NDArray wider = logits(DataType.FLOAT64).repeat(1, 2);
        Found ofSlice =
                backward(KERNEL, wider, manager.create(ids), all -> all.get(":, ::2"), UnaryOperator.identity());
        assertThat(ofSlice.value).isEqualTo(expected.value);
        assertThat(doubles(wider.getGradient().get(":, ::2"))).isEqualTo(expected.gradient);
    }

    @Test
    void halfPrecisionIsComputedInFloats() {
        NDArray leaf = logits(DataType.FLOAT16);
        Found expected = expected(KERNEL, leaf, Targets.classIds(ids));
        Found found = backward(KERNEL, leaf, manager.create(ids), UnaryOperator.identity());
        assertThat(found.value).isCloseTo(expected.value, within(1e-6));
        assertThat(found.gradient).containsExactly(expected.gradient, within(1e-4));
    }

    @Test
    void infiniteLogitsAreLeftOutAndForcedIn() {
        numbers[0] = Double.NEGATIVE_INFINITY;
        numbers[CLASSES + 1] = Double.POSITIVE_INFINITY;
        Found expected = expected(KERNEL, logits(DataType.FLOAT64), Targets.classIds(ids));
        Found found = backward(KERNEL, logits(DataType.FLOAT64), manager.create(ids), UnaryOperator.identity());
        assertThat(found.value).isCloseTo(expected.value, within(1e-12));
        assertThat(found.gradient).containsExactly(expected.gradient, within(1e-12));
    }

    @Test
    void labelsOfAllFormsMeanTheSame() {
        NDArray labels = manager.create(ids);
        NDArray oneHot = labels.oneHot(CLASSES);
        Found expected = backward(KERNEL, logits(DataType.FLOAT64), labels, UnaryOperator.identity());
        for (NDArray form : List.of(
                labels.toType(DataType.INT64, true),
                labels.toType(DataType.UINT8, true),
                labels.toType(DataType.FLOAT32, true),
                labels.reshape(ROWS, 1),
                oneHot,
                oneHot.toType(DataType.FLOAT64, true),
                oneHot.toType(DataType.BOOLEAN, true),
                oneHot.transpose().duplicate().transpose())) {
            Found found = backward(KERNEL, logits(DataType.FLOAT64), form, UnaryOperator.identity());
            assertThat(found.value).isCloseTo(expected.value, within(1e-14));
            assertThat(found.gradient).containsExactly(expected.gradient, within(1e-14));
        }
    }

    @Test
    void softLabelsAreCompared() {
        NDArray soft = manager.create(ids)
                .oneHot(CLASSES)
                .toType(DataType.FLOAT64, false)
                .mul(0.9)
                .add(0.025);
        Found expected = expected(KERNEL, logits(DataType.FLOAT64), Targets.matrix(Values.of(doubles(soft))));
        Found found = backward(KERNEL, logits(DataType.FLOAT64), soft, UnaryOperator.identity());
        assertThat(found.value).isCloseTo(expected.value, within(1e-12));
        assertThat(found.gradient).containsExactly(expected.gradient, within(1e-12));
    }

    @Test
    void withOneClassLabelsAreTargets() {
        NDArray one = Samples.normal(manager, DataType.FLOAT64, 3, ROWS, 1);
        int[] yes = Samples.classIds(4, ROWS, 2);
        double[] targets = doubles(manager.create(yes));
        double expected = KERNEL.value(
                Batch.columns(ROWS, 1), Values.of(one.toDoubleArray()), Targets.matrix(Values.of(targets)));
        LossHypersimplex loss = new LossHypersimplex(KERNEL);
        for (NDArray labels : List.of(manager.create(yes), manager.create(yes).reshape(ROWS, 1))) {
            assertThat(loss.evaluate(new NDList(labels), new NDList(one)).toDoubleArray()[0])
                    .isCloseTo(expected, within(1e-14));
        }
    }

    private void assertRefused(NDArray labels, NDArray logits, String message) {
        LossHypersimplex loss = new LossHypersimplex(KERNEL);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> loss.evaluate(new NDList(labels), new NDList(logits)))
                .withMessage(message);
    }

    @Test
    void badInputIsNamed() {
        NDArray good = logits(DataType.FLOAT32);
        NDArray labels = manager.create(ids);
        numbers[5 * CLASSES + 2] = Double.NaN;
        assertRefused(labels, logits(DataType.FLOAT32), "entry 5 of problem 2: score is NaN");
        assertRefused(labels, good.reshape(ROWS, 2, 2), "logits must have the shape (n, C), was (37, 2, 2)");
        assertRefused(
                manager.create(new int[ROWS - 1]),
                good,
                "labels must be class ids of shape (37) or targets of the logits' shape (37, 4), the shape was (36)");
        ids[7] = 4;
        assertRefused(manager.create(ids), good, "entry 7: class id must be a whole number in [0, 3], was 4");
        assertRefused(labels.add(0.5f), good, "entry 0: class id must be a whole number in [0, 3], was 0.5");
        assertRefused(good, good.mul(0), "entry " + firstOutOfRange(good));
    }

    /** The message for the first logit that is no target, in the order in which the kernels look: class by class. */
    private static String firstOutOfRange(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        for (int c = 0; c < CLASSES; c++) {
            for (int i = 0; i < ROWS; i++) {
                float value = values[i * CLASSES + c];
                if (value < 0 || value > 1) {
                    return i + " of problem " + c + ": target must be in [0, 1], was " + (double) value;
                }
            }
        }
        throw new IllegalStateException("all are targets");
    }

    @Test
    void saysWhatItComputes() {
        assertThat(new LossHypersimplex(KERNEL))
                .hasToString("HypersimplexLoss: " + KERNEL)
                .extracting(LossHypersimplex::getName)
                .isEqualTo("HypersimplexLoss");
        assertThat(new LossHypersimplex("mine", KERNEL).getName()).isEqualTo("mine");
    }
}
