package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/**
 * Memory segments, on and off the heap, aligned or not, give the bits that arrays give, but for row-major matrices, whose
 * columns are solved together in arrays only.
 */
class SegmentTest {
    private static final Batch[] BATCHES = {
        Batch.one(1),
        Batch.one(100),
        Batch.one(20_000),
        Batch.rows(7, 33),
        Batch.columns(129, 10),
        Batch.columns(20, 4).withLengths(20, 1, 7, 16),
        Batch.strided(3, 17, 2, 50).at(3),
        Batch.ragged(4, 70, 1)
    };

    private static Values view(EngineCase engine, MemorySegment segment, double[] numbers) {
        Values values = engine.precision() == Precision.FLOAT ? Values.ofFloats(segment) : Values.ofDoubles(segment);
        for (int i = 0; i < numbers.length; i++) {
            values.set(i, numbers[i]);
        }
        return values;
    }

    private static void check(EngineCase engine, String kind, LongFunction<MemorySegment> memory) {
        for (Batch batch : BATCHES) {
            int size = (int) batch.extent();
            Random random = new Random(size);
            double[] y = random.doubles(size, -2, 2).toArray();
            double[] upstream = random.doubles(size).toArray();
            double[] blank = new double[size];
            Arrays.fill(blank, 9);
            long bytes = (long) size * engine.precision().bytes();
            SoftBinaryArgmax top = engine.top(0.7, 0.9);

            Values x = engine.values(blank);
            double[] thresholds = new double[batch.count()];
            top.project(batch, engine.values(y), x, thresholds);
            Values product = engine.values(blank);
            top.vjp(batch, engine.values(y), thresholds, engine.values(upstream), product);
            Values gradient = engine.values(blank);
            HypersimplexLoss loss =
                    HypersimplexLoss.mean(KPolicy.positives(), 0.9).on(engine.backend());
            double value =
                    loss.valueAndGradient(batch, engine.values(y), Targets.matrix(engine.values(upstream)), gradient);

            Values scores = view(engine, memory.apply(bytes), y);
            Values direction = view(engine, memory.apply(bytes), upstream);
            Values out = view(engine, memory.apply(bytes), blank);
            double rounding = BatchLayoutTest.rounding(engine, batch);
            double[] segmentThresholds = new double[batch.count()];
            top.project(batch, scores, out, segmentThresholds);
            Close.check(kind + " x " + batch, EngineCase.read(out), EngineCase.read(x), rounding);
            Close.check(kind + " thresholds " + batch, segmentThresholds, thresholds, rounding);
            out = view(engine, memory.apply(bytes), blank);
            top.vjp(batch, scores, thresholds, direction, out);
            Close.check(kind + " product " + batch, EngineCase.read(out), EngineCase.read(product), rounding);
            out = view(engine, memory.apply(bytes), blank);
            assertThat(loss.valueAndGradient(batch, scores, Targets.matrix(direction), out))
                    .isCloseTo(value, within(rounding));
            Close.check(kind + " gradient " + batch, EngineCase.read(out), EngineCase.read(gradient), rounding);

            Values mixed = engine.values(blank);
            top.project(batch, scores, mixed);
            Close.check(kind + " into an array " + batch, EngineCase.read(mixed), EngineCase.read(x), rounding);
            top.project(batch, scores, scores);
            Values same = engine.values(y);
            top.project(batch, same, same);
            Close.check(kind + " in place " + batch, EngineCase.read(scores), EngineCase.read(same), rounding);
        }
    }

    @EveryEngine
    void nativeSegmentsEqualArrays(EngineCase engine) {
        try (Arena arena = Arena.ofShared()) {
            check(engine, "native", bytes -> arena.allocate(bytes, 64));
        }
    }

    @EveryEngine
    void unalignedNativeSegmentsEqualArrays(EngineCase engine) {
        try (Arena arena = Arena.ofShared()) {
            check(engine, "unaligned", bytes -> arena.allocate(bytes + 8, 64).asSlice(1, bytes));
        }
    }

    @EveryEngine
    void segmentsOfTheirOwnTypesArraysEqualArrays(EngineCase engine) {
        check(
                engine,
                "heap",
                bytes -> engine.precision() == Precision.FLOAT
                        ? MemorySegment.ofArray(new float[(int) bytes / 4])
                        : MemorySegment.ofArray(new double[(int) bytes / 8]));
    }

    @EveryEngine
    void slicesOfArraysEqualArrays(EngineCase engine) {
        check(
                engine,
                "heap slice",
                bytes -> engine.precision() == Precision.FLOAT
                        ? MemorySegment.ofArray(new float[(int) bytes / 4 + 3]).asSlice(8, bytes)
                        : MemorySegment.ofArray(new double[(int) bytes / 8 + 3]).asSlice(8, bytes));
    }

    @EveryEngine
    void unalignedByteArraysEqualArrays(EngineCase engine) {
        check(engine, "bytes", bytes -> MemorySegment.ofArray(new byte[(int) bytes + 3])
                .asSlice(3, bytes));
    }

    @EveryEngine
    void aConfinedSegmentWorksOnItsOwnThread(EngineCase engine) {
        try (Arena arena = Arena.ofConfined()) {
            check(engine, "confined", arena::allocate);
        }
    }

    private static Values view(EngineCase engine, MemorySegment memory) {
        return engine.precision() == Precision.FLOAT ? Values.ofFloats(memory) : Values.ofDoubles(memory);
    }

    /** Refuses x in some memory, and nothing else that the call would have written changes. */
    private static void refused(EngineCase engine, Backend backend, MemorySegment x, String why) {
        int n = (int) (x.byteSize() / engine.precision().bytes()) / 4;
        double[] thresholds = {-7, -7, -7, -7};
        Values scores = engine.values(Scores.NORMAL.of(4 * n, 3));
        SoftBinaryArgmax top = SoftBinaryArgmax.of(2, 1).on(backend);
        assertThatThrownBy(() -> top.project(Batch.rows(4, n), scores, view(engine, x), thresholds))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("x", why);
        assertThat(thresholds).containsOnly(-7);
    }

    @EveryEngine
    void memoryConfinedToAnotherThreadIsRefusedBeforeAnythingIsWritten(EngineCase engine) throws Exception {
        try (ExecutorService owner = Executors.newSingleThreadExecutor()) {
            Arena arena = owner.submit(Arena::ofConfined).get();
            MemorySegment memory =
                    owner.submit(() -> arena.allocate(1 << 14, 8)).get();
            refused(engine, engine.backend(), memory, "confined to another thread");
            owner.submit(arena::close).get();
        }
    }

    @EveryEngine
    void memoryConfinedToTheCallerIsRefusedByABackendOfSeveralThreads(EngineCase engine) {
        if (engine.isDevice() || engine.isReference()) {
            return;
        }
        try (Arena arena = Arena.ofConfined();
                Backend several = engine.backend(Parallelism.threads(4))) {
            MemorySegment memory = arena.allocate(1 << 14, 8);
            for (int i = 0; i < 100; i++) {
                refused(engine, several, memory, "Arena.ofShared()");
            }
            for (byte b : memory.toArray(ValueLayout.JAVA_BYTE)) {
                assertThat(b).isZero();
            }
        }
    }

    @EveryEngine
    void readOnlyAndFreedMemoryIsRefusedBeforeAnythingIsWritten(EngineCase engine) {
        MemorySegment freed;
        try (Arena arena = Arena.ofConfined()) {
            refused(engine, engine.backend(), arena.allocate(1 << 12, 8).asReadOnly(), "read-only");
            freed = arena.allocate(1 << 12, 8);
        }
        refused(engine, engine.backend(), freed, "closed");
    }
}
