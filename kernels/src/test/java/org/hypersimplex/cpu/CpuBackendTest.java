package org.hypersimplex.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.Backends;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Test;

/** Which of its kernels a backend gives a call to. */
class CpuBackendTest {
    @Test
    void floatScoresAtATemperatureBeyondTheRangeOfFloatAreComputedInDouble() {
        float[] x = SoftBinaryArgmax.of(1, 1e-35)
                .on(Backends.named("scalar", Parallelism.serial()))
                .project(new float[] {0, 7e-36f});
        assertThat(x).containsExactly(new float[] {0.15f, 0.85f}, within(1e-6f));
    }
}
