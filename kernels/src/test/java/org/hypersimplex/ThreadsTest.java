package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/**
 * Results have the same bits for any number of threads, in the caller's or our own pool, and for callers who share a
 * backend.
 */
class ThreadsTest {
    private static final List<Batch> BATCHES = List.of(
            Batch.one(37),
            Batch.one(8192),
            Batch.one(20_000),
            Batch.one(300_007),
            Batch.one(1_500_000),
            Batch.rows(1000, 5),
            Batch.rows(13, 1023),
            Batch.columns(4096, 10),
            Batch.columns(100, 257),
            Batch.columns(70_001, 3),
            Batch.columns(30, 1100),
            Batch.rows(6, 900).withLengths(1, 900, 17, 400, 899, 2),
            Batch.ragged(1, 5000, 3, 10_000, 77, 200_000));

    /** Everything that the three operations write. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Results(double[] x, double[] thresholds, double[] product, double[] gradient, double loss) {
        static Results of(EngineCase engine, Backend backend, Batch batch) {
            int size = (int) batch.extent();
            Random random = new Random(batch.count());
            double[] y = random.doubles(size, -2, 2).toArray();
            double[] k = IntStream.range(0, batch.count())
                    .mapToDouble(p -> batch.length(p) * (p % 3 + 1) / 4.0)
                    .toArray();
            SoftBinaryArgmax top = SoftBinaryArgmax.of(batch.count() == 1 ? new double[] {k[0]} : k, 0.9)
                    .on(backend);
            Values scores = engine.values(y);
            Values upstream = engine.values(random.doubles(size).toArray());
            Values x = engine.values(new double[size]);
            Values product = engine.values(new double[size]);
            Values gradient = engine.values(new double[size]);
            double[] thresholds = new double[batch.count()];
            top.project(batch, scores, x, thresholds);
            top.vjp(batch, scores, thresholds, upstream, product);
            double loss = HypersimplexLoss.mean(KPolicy.positives(), 0.9)
                    .on(backend)
                    .valueAndGradient(batch, scores, Targets.matrix(upstream), gradient);
            return new Results(
                    EngineCase.read(x), thresholds, EngineCase.read(product), EngineCase.read(gradient), loss);
        }

        void checkSame(String what, Results other) {
            Close.checkSame("x, " + what, x, other.x);
            Close.checkSame("thresholds, " + what, thresholds, other.thresholds);
            Close.checkSame("product, " + what, product, other.product);
            Close.checkSame("gradient, " + what, gradient, other.gradient);
            assertThat(loss).as("loss, %s", what).isEqualTo(other.loss);
        }
    }

    @EveryEngine
    void anyNumberOfThreadsGivesTheSameBits(EngineCase engine) {
        try (ForkJoinPool pool = new ForkJoinPool(4);
                Backend two = engine.backend(Parallelism.threads(2));
                Backend three = engine.backend(Parallelism.threads(3));
                Backend pooled = engine.backend(Parallelism.on(pool))) {
            Backend[] others = engine.isDevice() ? new Backend[] {two} : new Backend[] {two, three, pooled};
            for (Batch batch : BATCHES) {
                if (batch.longest() <= engine.longest()) {
                    Results serial = Results.of(engine, engine.backend(), batch);
                    for (Backend backend : others) {
                        serial.checkSame(
                                backend.facts().description() + ", " + batch, Results.of(engine, backend, batch));
                    }
                }
            }
        }
    }

    @EveryEngine
    void manyExactTiesGiveTheSameBitsToo(EngineCase engine) {
        int n = Math.min(engine.longest(), 400_000);
        double[] y = IntStream.range(0, n).mapToDouble(i -> 0.1 * (i % 3)).toArray();
        EngineCase.Projected serial = engine.project(y, n / 7.0, 0.01);
        try (Backend three = engine.backend(Parallelism.threads(3))) {
            Values x = engine.values(new double[n]);
            double[] threshold = new double[1];
            SoftBinaryArgmax.of(n / 7.0, 0.01).on(three).project(Batch.one(n), engine.values(y), x, threshold);
            Close.checkSame("x", EngineCase.read(x), serial.x());
            assertThat(threshold[0]).isEqualTo(serial.threshold());
        }
    }

    @EveryEngine
    void callersMayShareABackend(EngineCase engine) throws Exception {
        List<Batch> batches =
                List.of(Batch.one(8192), Batch.columns(1000, 10), Batch.rows(300, 7), Batch.ragged(1, 3000, 50));
        List<Results> expected = new ArrayList<>();
        for (Batch batch : batches) {
            expected.add(Results.of(engine, engine.backend(), batch));
        }
        try (Backend threaded = engine.backend(Parallelism.threads(2));
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            for (Backend backend : new Backend[] {engine.backend(), threaded}) {
                List<Callable<Void>> calls = new ArrayList<>();
                for (int caller = 0; caller < 12; caller++) {
                    int which = caller % batches.size();
                    calls.add(() -> {
                        for (int round = 0; round < 3; round++) {
                            Results.of(engine, backend, batches.get(which))
                                    .checkSame("shared, " + batches.get(which), expected.get(which));
                        }
                        return null;
                    });
                }
                for (Future<Void> call : callers.invokeAll(calls)) {
                    call.get();
                }
            }
        }
    }

    @EveryEngine
    void callersMayRunInsideTheirOwnPool(EngineCase engine) {
        Batch batch = Batch.columns(4096, 10);
        Results expected = Results.of(engine, engine.backend(), batch);
        try (ForkJoinPool pool = new ForkJoinPool(2);
                Backend pooled = engine.backend(Parallelism.on(pool))) {
            List<Results> results = pool.submit(() -> IntStream.range(0, 4)
                            .parallel()
                            .mapToObj(i -> Results.of(engine, pooled, batch))
                            .toList())
                    .join();
            results.forEach(result -> result.checkSame("inside the pool", expected));
        }
    }

    @EveryEngine
    void theCallersPoolOutlivesTheBackend(EngineCase engine) {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            try (Backend pooled = engine.backend(Parallelism.on(pool))) {
                Results.of(engine, pooled, Batch.columns(4096, 10));
            }
            assertThat(pool.isShutdown()).isFalse();
            assertThat(pool.submit(() -> 42).join()).isEqualTo(42);
        }
    }

    @EveryEngine
    void errorsOnOtherThreadsReachTheCallerUnchanged(EngineCase engine) {
        double[] y = new double[5000];
        Arrays.fill(y, 0.5);
        y[4999] = Double.NaN;
        try (Backend two = engine.backend(Parallelism.threads(2))) {
            Values x = engine.values(new double[5000]);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> SoftBinaryArgmax.of(1, 1).on(two).project(Batch.rows(50, 100), engine.values(y), x))
                    .withMessageContaining("entry 99 of problem 49");
            Close.checkSame("untouched", EngineCase.read(x), new double[5000]);
        }
    }

    @EveryEngine
    void ofSeveralBadProblemsTheLowestIsReported(EngineCase engine) {
        int problems = 64;
        double[] y = new double[problems * 100];
        try (Backend four = engine.backend(Parallelism.threads(4))) {
            Random random = new Random(3);
            for (int round = 0; round < (engine.isDevice() ? 2 : 100); round++) {
                Arrays.fill(y, 0.5);
                int lowest = random.nextInt(problems - 8);
                for (int p = lowest; p < problems; p += 1 + random.nextInt(8)) {
                    // The lowest one is the slowest to be found bad.
                    y[100 * p + (p == lowest ? 99 : 0)] = Double.NaN;
                }
                Values x = engine.values(new double[y.length]);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> SoftBinaryArgmax.of(1, 1)
                                .on(four)
                                .project(Batch.rows(problems, 100), engine.values(y), x))
                        .withMessageContaining("entry 99 of problem " + lowest);
                Close.checkSame("untouched", EngineCase.read(x), new double[y.length]);
            }
        }
    }
}
