package org.hypersimplex.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.Options;

/** What JMH is asked to run. */
class SuiteTest {
    private static List<String> engines(int millis) {
        return Suite.GPU.options(new Suite.Effort(true, millis)).stream()
                .flatMap(part -> values(part).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Collection<String> values(Options part) {
        return part.getParameter("engine").get();
    }

    @Test
    void theVectorEngineIsNotTimedBesideAGpuBeforeItCouldWarmUp() {
        assertThat(engines(SpeedRun.MILLIS)).containsExactly("gpu", "vector");
        assertThat(engines(SpeedRun.MILLIS / 10)).containsExactly("gpu");
    }
}
