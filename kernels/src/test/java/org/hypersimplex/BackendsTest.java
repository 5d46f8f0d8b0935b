package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Test;

class BackendsTest {
    private static final SoftBinaryArgmax TOP = SoftBinaryArgmax.of(1, 1);
    private static final double[] SCORES = {1, 0.5, -1};

    @EveryEngine
    void enginesAnswerToTheNameTheyWereAskedBy(EngineCase engine) {
        try (Backend backend = engine.backend(Parallelism.serial())) {
            assertThat(backend.facts().name()).isEqualTo(engine.engine());
            assertThat(backend.facts().description()).isNotBlank();
            assertThat(TOP.on(backend)).asString().contains(engine.engine());
        }
    }

    @Test
    void theCpuIsAlwaysThere() {
        for (Backend backend : new Backend[] {
            Backends.cpu(),
            Backends.best(),
            Backends.cpu(Parallelism.threads(2)),
            Backends.named("auto", Parallelism.serial())
        }) {
            try (backend) {
                assertThat(TOP.on(backend).project(SCORES)).containsExactly(0.75, 0.25, 0);
            }
        }
    }

    @Test
    void closingTheSharedCpuDoesNothing() {
        Backend shared = Backends.cpu();
        shared.close();
        shared.close();
        assertThat(TOP.on(shared).project(SCORES)).containsExactly(0.75, 0.25, 0);
        assertThat(TOP.project(SCORES)).containsExactly(0.75, 0.25, 0);
    }

    @Test
    void closingEndsTheBackendsThreads() throws InterruptedException {
        Set<Thread> before = workers();
        Set<Thread> started;
        try (Backend several = Backends.named("scalar", Parallelism.threads(3))) {
            float[] scores = new float[1 << 17];
            TOP.on(several).project(Batch.rows(64, scores.length / 64), scores, scores);
            started = workers();
            started.removeAll(before);
            assertThat(started).isNotEmpty();
        }
        for (Thread worker : started) {
            worker.join(10_000);
            assertThat(worker.isAlive()).isFalse();
        }
    }

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof ForkJoinWorkerThread)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @EveryEngine
    void closingTwiceIsNoError(EngineCase engine) {
        Backend backend = engine.backend(Parallelism.threads(2));
        assertThat(TOP.on(backend).project(SCORES)).containsExactly(0.75, 0.25, 0);
        backend.close();
        backend.close();
    }

    @Test
    void theCpuSaysOnHowManyThreadsItComputes() {
        for (int threads : new int[] {1, 2}) {
            try (Backend backend = Backends.named("scalar", Parallelism.threads(threads))) {
                assertThat(backend.facts().threads()).isEqualTo(threads);
                assertThat(backend.facts().description()).endsWith(threads == 1 ? ", 1 thread" : ", 2 threads");
            }
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backends.named("abacus", Parallelism.serial()))
                .withMessageContainingAll("abacus", "auto", "vector", "scalar", "reference");
    }

    @Test
    void aGpuThatIsNotThereIsAnErrorThatSaysWhy() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(Backends::gpu)
                .withMessageContainingAll("gpu", "hypersimplex-tornado");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Backends.named("gpu", Parallelism.serial()))
                .withMessageContaining("hypersimplex-tornado");
    }

    @Test
    void thereIsAtLeastOneThread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parallelism.threads(0))
                .withMessageContainingAll("threads", "0");
    }
}
