package org.hypersimplex.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vector engine while the JVM compiles it. */
class WarmingTest {
    private static final int N = 5000;
    private static final int CALLS = 200;

    private static Values values(float[] numbers, boolean isDouble) {
        if (!isDouble) {
            return Values.of(numbers);
        }
        double[] wide = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            wide[i] = numbers[i];
        }
        return Values.of(wide);
    }

    private static Object array(Values values) {
        float[] floats = values.floats();
        return Objects.requireNonNull(floats == null ? values.doubles() : floats);
    }

    /** Everything that calls give, on a backend that is as warm as it is. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Answers(Values x, Values product, Values gradient, double[] threshold, double loss) {
        static Answers of(Backend backend, int columns, float[] y, boolean isDouble) {
            int rows = N / columns;
            Batch batch = Batch.columns(rows, columns);
            Values scores = values(y, isDouble);
            SoftBinaryArgmax top = SoftBinaryArgmax.of(rows / 3.0, 0.7).on(backend);
            Answers answers = new Answers(
                    values(new float[N], isDouble),
                    values(new float[N], isDouble),
                    values(new float[N], isDouble),
                    new double[columns],
                    0);
            top.project(batch, scores, answers.x, answers.threshold);
            top.vjp(batch, scores, answers.threshold, scores, answers.product);
            double loss = HypersimplexLoss.mean(KPolicy.fixed(rows / 2.0), 0.4)
                    .on(backend)
                    .valueAndGradient(
                            batch, scores, Targets.classIds(new int[rows]), answers.gradient, new double[columns]);
            return new Answers(answers.x, answers.product, answers.gradient, answers.threshold, loss);
        }

        void assertBits(Answers other) {
            assertThat(array(x)).isEqualTo(array(other.x));
            assertThat(array(product)).isEqualTo(array(other.product));
            assertThat(array(gradient)).isEqualTo(array(other.gradient));
            assertThat(threshold).isEqualTo(other.threshold);
            assertThat(loss).isEqualTo(other.loss);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "10, false", "10, true"})
    void everyCallHasTheBitsOfWarmVectors(int columns, boolean isDouble) {
        Assumptions.assumeTrue(VectorSupport.missing().isEmpty(), "no vector engine here");
        SplittableRandom random = new SplittableRandom(9);
        try (Backend warming = new CpuBackend(VectorEngine.gradual("for a test"), Parallelism.serial());
                Backend vectors = new CpuBackend(VectorEngine.engine("for a test"), Parallelism.serial())) {
            for (int call = 0; call < CALLS; call++) {
                float[] y = new float[N];
                for (int i = 0; i < N; i++) {
                    y[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
                }
                Answers.of(warming, columns, y, isDouble).assertBits(Answers.of(vectors, columns, y, isDouble));
            }
        }
    }
}
