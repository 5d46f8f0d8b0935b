package org.hypersimplex.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel is compiled for the device and runs there: if TornadoVM ran it in Java, the device's clock would stay at
 * 0.
 */
class DeviceKernelsTest {
    private static final Batch STAGED = Batch.columns(60, 3);
    private static final Batch WIDE = Batch.columns(50, FloatRowKernels.TILE + 1);
    private static final Batch LARGE = Batch.columns(50, FloatTransposed.LARGE_MATRIX / 50 + 1);
    private static final Batch STREAMED = Batch.one(FloatColumnKernels.MAX_STAGED_LENGTH + 1);
    private static final Batch LONG = Batch.one(FloatOperations.MIN_GRID_LENGTH);

    private static Values numbers(Batch batch, Precision precision) {
        double[] uniform = new Random(9).doubles(batch.extent()).toArray();
        if (precision == Precision.DOUBLE) {
            return Values.of(uniform);
        }
        float[] rounded = new float[uniform.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) uniform[i];
        }
        return Values.of(rounded);
    }

    /**
     * An operation of the backend, and the kernels that it runs, named without the precision that their names begin
     * with.
     */
    private record Operation(String name, Precision precision, Consumer<Backend> run, List<String> kernels) {
        List<String> methods() {
            String prefix = precision == Precision.FLOAT ? "Float" : "Double";
            return kernels.stream().map(kernel -> prefix + kernel).toList();
        }

        @Override
        public String toString() {
            return name + ", " + precision;
        }
    }

    private static Operation projection(Batch batch, Precision precision, String... kernels) {
        return new Operation(
                "projection of " + batch,
                precision,
                gpu -> SoftBinaryArgmax.of(2.5, 0.1)
                        .on(gpu)
                        .project(batch, numbers(batch, precision), numbers(batch, precision)),
                List.of(kernels));
    }

    private static Operation product(Batch batch, Precision precision, String... kernels) {
        return new Operation(
                "product of " + batch,
                precision,
                gpu -> SoftBinaryArgmax.of(2.5, 0.1)
                        .on(gpu)
                        .vjp(
                                batch,
                                numbers(batch, precision),
                                new double[batch.count()],
                                numbers(batch, precision),
                                numbers(batch, precision)),
                List.of(kernels));
    }

    private static Operation loss(String what, Targets targets, Batch batch, Precision precision, String... kernels) {
        return new Operation(
                "loss of " + what,
                precision,
                gpu -> HypersimplexLoss.mean(KPolicy.positives(), 0.1)
                        .on(gpu)
                        .valueAndGradient(batch, numbers(batch, precision), targets, numbers(batch, precision)),
                List.of(kernels));
    }

    static Stream<Operation> operations() {
        int[] ids = new Random(3).ints(STAGED.longest(), 0, STAGED.count()).toArray();
        String transpose = "RowKernels.transpose";
        String solve = "ColumnKernels.solve";
        String write = "RowKernels.write";
        String multiply = "GradientKernels.multiply";
        String loss = "GradientKernels.loss";
        return Arrays.stream(Precision.values())
                .flatMap(precision -> Stream.of(
                        projection(STAGED, precision, solve),
                        projection(STREAMED, precision, solve),
                        projection(WIDE, precision, solve, write),
                        projection(LARGE, precision, transpose, solve, write),
                        projection(LONG, precision, solve, "VectorKernels.pass"),
                        product(STAGED, precision, multiply),
                        product(LARGE, precision, transpose, multiply),
                        loss("class ids", Targets.classIds(ids), STAGED, precision, solve, loss),
                        loss("a matrix", Targets.matrix(numbers(STAGED, precision)), STAGED, precision, solve, loss),
                        loss(
                                "a large matrix",
                                Targets.matrix(numbers(LARGE, precision)),
                                LARGE,
                                precision,
                                transpose,
                                solve,
                                loss)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theDevicesClockSeesEveryKernel(Operation operation) {
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            gpu.start();
            operation.run().accept(gpu);
            assertThat(gpu.kernels().keySet()).containsExactlyInAnyOrderElementsOf(operation.methods());
            assertThat(gpu.kernels().values()).allMatch(nanos -> nanos > 0);
            assertThat(gpu.kernelNanos()).isPositive();
        }
    }
}
