package org.hypersimplex.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTest {
    @Test
    void hugePagesAreAskedForBesideWhatGlibcWasToldBefore() {
        Map<String, String> environment = new HashMap<>(Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=1"));
        Worker.prepare(environment);
        assertThat(environment)
                .containsEntry("GLIBC_TUNABLES", "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1")
                .containsEntry("OMP_NUM_THREADS", "1");
    }

    @Test
    void hugePagesAreAskedForWhereGlibcWasToldNothing() {
        Map<String, String> environment = new HashMap<>();
        Worker.prepare(environment);
        assertThat(environment).containsEntry("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    }
}
