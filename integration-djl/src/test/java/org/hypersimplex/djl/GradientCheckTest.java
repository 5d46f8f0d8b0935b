package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import java.util.stream.Stream;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient by each parameter of a network against finite differences of the loss. */
class GradientCheckTest {
    private static final int ROWS = 12;
    private static final double STEP = 1e-6;

    static Stream<HypersimplexLoss> losses() {
        return Stream.of(
                HypersimplexLoss.mean(KPolicy.positives(), 1.5),
                HypersimplexLoss.mean(KPolicy.positives(), 1.5).anchored(0.3),
                HypersimplexLoss.halfSum(KPolicy.half(), 0.7).anchored(0.1));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsByAllParametersAreThoseOfTheLoss(HypersimplexLoss kernel) {
        LossHypersimplex loss = new LossHypersimplex(kernel);
        try (NDManager manager = Samples.manager()) {
            Block network = Samples.layers(true);
            network.setInitializer(new NormalInitializer(0.7f), parameter -> true);
            Engine.getEngine("PyTorch").setRandomSeed(5);
            network.initialize(manager, DataType.FLOAT64, new Shape(ROWS, Samples.FEATURES));
            NDList features = new NDList(Samples.normal(manager, DataType.FLOAT64, 11, ROWS, Samples.FEATURES));
            NDList labels = new NDList(manager.create(Samples.classIds(12, ROWS, Samples.CLASSES)));
            ParameterStore store = new ParameterStore(manager, false);
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(loss.evaluate(labels, network.forward(store, features, true)));
            }
            double largest = 0;
            for (Parameter parameter : network.getParameters().values()) {
                NDArray array = parameter.getArray();
                double[] gradient = array.getGradient().toDoubleArray();
                double[] numbers = array.toDoubleArray();
                for (int i = 0; i < numbers.length; i++) {
                    double above = changed(manager, array, numbers, i, STEP, loss, labels, network, store, features);
                    double below = changed(manager, array, numbers, i, -STEP, loss, labels, network, store, features);
                    assertThat(gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-7));
                    largest = Math.max(largest, Math.abs(gradient[i]));
                }
            }
            assertThat(largest).isGreaterThan(1e-3);
        }
    }

    /** The loss with one number of a parameter changed for the while. */
    private static double changed(
            NDManager manager,
            NDArray parameter,
            double[] numbers,
            int index,
            double change,
            LossHypersimplex loss,
            NDList labels,
            Block network,
            ParameterStore store,
            NDList features) {
        double before = numbers[index];
        numbers[index] += change;
        manager.create(numbers, parameter.getShape()).copyTo(parameter);
        double value =
                loss.evaluate(labels, network.forward(store, features, false)).toDoubleArray()[0];
        numbers[index] = before;
        manager.create(numbers, parameter.getShape()).copyTo(parameter);
        return value;
    }
}
