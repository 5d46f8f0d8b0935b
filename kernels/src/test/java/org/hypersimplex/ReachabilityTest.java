package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.ProjectionCall;

/** Once a call has ended, well or badly, no array of the caller's is kept from being freed. */
class ReachabilityTest {
    private static final int N = 96;
    private static final int CLASSES = 3;
    private static final Batch BATCH = Batch.columns(N / CLASSES, CLASSES);

    /** Collections after which what is still reachable stays so. */
    private static final int MAX_COLLECTIONS = 50;

    /** The caller's arrays in a call. */
    private static final class Caller {
        final List<WeakReference<Object>> all = new ArrayList<>();
        private final EngineCase engine;
        private final boolean segments;

        Caller(EngineCase engine, boolean segments) {
            this.engine = engine;
            this.segments = segments;
        }

        <T> T watched(T array) {
            all.add(new WeakReference<>(array));
            return array;
        }

        Values values(double fill) {
            double[] numbers = new double[N];
            Arrays.setAll(numbers, i -> fill + (i % 7) / 8.0);
            if (engine.precision() == Precision.DOUBLE) {
                watched(numbers);
                return segments ? Values.ofDoubles(MemorySegment.ofArray(numbers)) : Values.of(numbers);
            }
            float[] floats = new float[N];
            for (int i = 0; i < N; i++) {
                floats[i] = (float) numbers[i];
            }
            watched(floats);
            return segments ? Values.ofFloats(MemorySegment.ofArray(floats)) : Values.of(floats);
        }
    }

    private static void checkFreed(String what, List<WeakReference<Object>> arrays) throws InterruptedException {
        for (int i = 0; i < MAX_COLLECTIONS && arrays.stream().anyMatch(array -> array.get() != null); i++) {
            System.gc();
            Thread.sleep(2);
        }
        assertThat(arrays.stream().filter(array -> array.get() != null).count())
                .as("arrays kept by " + what)
                .isZero();
    }

    @EveryEngine
    void arraysOfAProjectionAreFreed(EngineCase engine) throws InterruptedException {
        for (boolean segments : new boolean[] {false, true}) {
            Caller arrays = new Caller(engine, segments);
            project(engine, arrays);
            checkFreed("projection", arrays.all);
        }
    }

    private static void project(EngineCase engine, Caller arrays) {
        double[] thresholds = arrays.watched(new double[CLASSES]);
        double[] guesses = arrays.watched(new double[CLASSES]);
        engine.top(4.5, 0.7).projectFrom(guesses, BATCH, arrays.values(0), arrays.values(0), thresholds);
        engine.top(4.5, 0.7).thresholds(Batch.one(N), arrays.values(0), arrays.watched(new double[1]));
    }

    @EveryEngine
    void arraysOfAProductAreFreed(EngineCase engine) throws InterruptedException {
        for (boolean segments : new boolean[] {false, true}) {
            Caller arrays = new Caller(engine, segments);
            multiply(engine, arrays);
            checkFreed("product", arrays.all);
        }
    }

    private static void multiply(EngineCase engine, Caller arrays) {
        double[] thresholds = arrays.watched(new double[CLASSES]);
        engine.top(4.5, 0.7).vjp(BATCH, arrays.values(0), thresholds, arrays.values(1), arrays.values(0));
        engine.top(4.5, 0.7).vjpFromProjection(Batch.one(N), arrays.values(0), arrays.values(1), arrays.values(0));
    }

    @EveryEngine
    void arraysOfALossAreFreed(EngineCase engine) throws InterruptedException {
        for (boolean segments : new boolean[] {false, true}) {
            Caller arrays = new Caller(engine, segments);
            lose(engine, arrays);
            checkFreed("loss", arrays.all);
        }
    }

    private static void lose(EngineCase engine, Caller arrays) {
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 0.7).on(engine.backend());
        double[] thresholds = arrays.watched(new double[CLASSES]);
        int[] classIds = arrays.watched(new int[N / CLASSES]);
        loss.valueAndGradient(BATCH, arrays.values(0), Targets.classIds(classIds), arrays.values(0), thresholds);
        Targets matrix = Targets.matrix(arrays.values(0)).withWeights(arrays.values(1), BATCH);
        loss.valueAndGradient(BATCH, arrays.values(0), matrix, arrays.values(0), thresholds);
        // Here nothing has to be copied.
        Batch rows = Batch.rows(CLASSES, N / CLASSES);
        Targets contiguous = Targets.matrix(arrays.values(0)).withWeights(arrays.values(1), rows);
        loss.valueAndGradient(rows, arrays.values(0), contiguous, arrays.values(0), thresholds);
    }

    @EveryEngine
    void whatWorkersAddUpTheirNumbersWithIsFreed(EngineCase engine) throws InterruptedException {
        if (engine.isReference() || engine.isDevice()) {
            // Scores are all in one place for these.
            return;
        }
        Caller caller = new Caller(engine, false);
        projectAlone(engine, caller);
        checkFreed("projection over workers", caller.all);
    }

    private static void projectAlone(EngineCase engine, Caller caller) {
        double[] found = caller.watched(new double[] {Double.NaN, Double.NaN, Double.NaN});
        engine.backend()
                .project(new ProjectionCall(
                        BATCH, caller.values(0), Mass.of(4.5), 0.7, found, null, found, alone(caller)));
    }

    private static AllReduce alone(Caller caller) {
        return caller.watched(new AllReduce() {
            @Override
            public void sum(double[] numbers) {}

            @Override
            public void max(double[] numbers) {}
        });
    }

    @EveryEngine
    void arraysOfRefusedCallsAreFreed(EngineCase engine) throws InterruptedException {
        for (boolean segments : new boolean[] {false, true}) {
            Caller arrays = new Caller(engine, segments);
            refuse(engine, arrays);
            checkFreed("refused calls", arrays.all);
        }
    }

    private static void refuse(EngineCase engine, Caller arrays) {
        SoftBinaryArgmax top = engine.top(4.5, 0.7);
        double[] thresholds = arrays.watched(new double[CLASSES]);
        Values bad = arrays.values(0);
        bad.set(50, Double.NaN);
        Values room = arrays.values(0);
        assertThat(catchThrowable(() -> top.project(BATCH, bad, room, thresholds)))
                .isInstanceOf(IllegalArgumentException.class);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 0.7).on(engine.backend());
        int[] classIds = arrays.watched(new int[N / CLASSES]);
        classIds[5] = CLASSES;
        Values logits = arrays.values(0);
        assertThat(catchThrowable(() -> loss.valueAndGradient(BATCH, logits, Targets.classIds(classIds), room)))
                .isInstanceOf(IllegalArgumentException.class);
        Targets weighted = Targets.matrix(arrays.values(0)).withWeights(bad, BATCH);
        assertThat(catchThrowable(() -> loss.valueAndGradient(BATCH, logits, weighted, room)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
