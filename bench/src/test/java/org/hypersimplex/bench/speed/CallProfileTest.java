package org.hypersimplex.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallProfileTest {
    @Test
    void samplesAreThoseOfTheKernelsMethods() throws IOException {
        CallProfile profile = CallProfile.of(Call.LONG, Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(profile.call()).isEqualTo("n = 2^20");
        assertThat(profile.us()).isPositive();
        assertThat(profile.methods()).isNotEmpty().allSatisfy((method, samples) -> assertThat(method)
                .matches("org\\.hypersimplex\\.cpu\\..+::\\w+"));
        assertThat(profile.methods().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(profile.samples());
    }
}
