package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.LongToDoubleFunction;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/** Problems of more than 2²⁵ scores, for which less memory is set aside, in place: 128 MiB of floats. */
@Tag("long")
class VeryLongProblemTest {
    private static final int N = (1 << 25) + 3;

    /** Spread evenly over [−1, 1), in no order; the same every time it is asked. */
    private static float shuffled(long i) {
        return ((int) (((i + 1) * 0x9E3779B97F4A7C15L) >>> 40) - (1 << 23)) * 0x1p-23f;
    }

    /** In increasing order: what a bracket leaves open are neighbours, more of them than a chunk may keep. */
    private static float ascending(long i) {
        return (float) (2.0 * i / N - 1);
    }

    private static void check(SoftBinaryArgmax top, String what, LongToDoubleFunction scores, double k, double tau) {
        float[] numbers = new float[N];
        for (int i = 0; i < N; i++) {
            numbers[i] = (float) scores.applyAsDouble(i);
        }
        Values same = Values.of(numbers);
        numbers[N - 1] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top.project(Batch.one(N), same, same))
                .withMessageContaining("entry " + (N - 1));
        numbers[N - 1] = (float) scores.applyAsDouble(N - 1);
        top.project(Batch.one(N), same, same);
        Kkt.check(what, N, scores, i -> numbers[(int) i], k, tau, 5e-7, 1e-6 * k);
    }

    @EveryEngine
    void aProblemWithLittleRoomIsSolvedInPlace(EngineCase engine) {
        Assumptions.assumeTrue(
                engine.precision() == Precision.FLOAT && N <= engine.longest() && !engine.isDevice(),
                "not an engine of the CPU that is fast, with floats");
        check(engine.top(N / 10.0, 0.5), "shuffled", VeryLongProblemTest::shuffled, N / 10.0, 0.5);
        try (Backend three = engine.backend(Parallelism.threads(3))) {
            SoftBinaryArgmax top = SoftBinaryArgmax.of(N / 3.0, 1e-3).on(three);
            check(top, "ascending", VeryLongProblemTest::ascending, N / 3.0, 1e-3);
        }
    }
}
