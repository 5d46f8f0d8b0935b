package org.hypersimplex;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

/**
 * One engine at one precision, reached through the public API. Tests speak in doubles; the case rounds them to its
 * precision first, so that an oracle sees exactly the numbers that the engine sees.
 *
 * @param engine the backend's name
 * @param precision the type of the scores
 */
record EngineCase(String engine, Precision precision) {
    /** The names of the engines to test; another module sets this property to run the tests on its engine. */
    private static final String ENGINES =
            System.getProperty("hypersimplex.test.engines", "reference,scalar,vector,gradual");

    /** Whether the build gave this JVM what the vector engine needs, so that it is no reason to skip tests. */
    private static final boolean VECTORS =
            System.getProperty("hypersimplex.test.vector", "").equals("given");

    private static final Map<String, Backend> SERIAL = new ConcurrentHashMap<>();

    /** A projection and its threshold; never compared as a whole. */
    @SuppressWarnings("ArrayRecordComponent")
    record Projected(double[] x, double threshold) {}

    /** Whether an engine is among those to be tested. */
    static boolean isTested(String engine) {
        return Arrays.asList(ENGINES.split(",")).contains(engine);
    }

    static Stream<EngineCase> all() {
        return Stream.of(ENGINES.split(","))
                .flatMap(engine -> Arrays.stream(Precision.values()).map(type -> new EngineCase(engine, type)));
    }

    static Stream<Arguments> allWithScores() {
        return all().flatMap(engine -> Arrays.stream(Scores.values()).map(scores -> Arguments.of(engine, scores)));
    }

    /** The engine on the caller's thread; skips the test, with the reason, where it can't run. */
    Backend backend() {
        Backend known = SERIAL.get(engine);
        if (known == null) {
            known = backend(Parallelism.serial());
            SERIAL.put(engine, known);
        }
        return known;
    }

    /**
     * A new backend, the caller's to close; skips the test, with the reason, where the engine can't run. The vector
     * engine can where the build says so, and there the test fails without it.
     */
    Backend backend(Parallelism parallelism) {
        NarrowVectors.skipIfNotNarrowed();
        try {
            return Backends.named(engine, parallelism);
        } catch (UnsupportedOperationException | IllegalStateException whyNot) {
            if (VECTORS && isVectors()) {
                throw whyNot;
            }
            return Assumptions.abort("no " + engine + " engine here: " + whyNot.getMessage());
        }
    }

    /** Whether this is the paper's algorithm, sorting and PAV (isotonic regression). */
    boolean isReference() {
        return backend().facts().name().equals("reference");
    }

    /** Whether this engine is a device, which takes no threads and compiles kernels for every new backend. */
    boolean isDevice() {
        return backend().facts().name().equals("gpu");
    }

    /** Whether this is the vector engine, from the first call on or once it is compiled. */
    private boolean isVectors() {
        return engine.equals("vector") || engine.equals("gradual");
    }

    /**
     * By how much results may differ from those of the same problems in another layout. On the vector engine those whose
     * layout lets them be solved together are rounded otherwise; devices are free to do so, too.
     */
    double roundingOf(boolean together) {
        return together && (isVectors() || isDevice()) ? epsilon() : 0;
    }

    /** The longest problem that this engine solves in a reasonable time: the reference is slow. */
    int longest() {
        return isReference() ? 20_000 : Integer.MAX_VALUE;
    }

    SoftBinaryArgmax top(double k, double tau) {
        return SoftBinaryArgmax.of(k, tau).on(backend());
    }

    SoftBinaryArgmax top(double[] k, double tau) {
        return SoftBinaryArgmax.of(k, tau).on(backend());
    }

    Projected project(double[] scores, double k, double tau) {
        Values x = values(new double[scores.length]);
        double[] threshold = new double[1];
        top(k, tau).project(Batch.one(scores.length), values(scores), x, threshold);
        return new Projected(read(x), threshold[0]);
    }

    /** Projects, then multiplies the Jacobian with a direction, from scores and threshold. */
    double[] multiply(double[] scores, double k, double tau, double[] direction) {
        double[] threshold = {project(scores, k, tau).threshold()};
        Values product = values(new double[scores.length]);
        top(k, tau).vjp(Batch.one(scores.length), values(scores), threshold, values(direction), product);
        return read(product);
    }

    /** The numbers as this precision holds them. */
    double[] round(double... numbers) {
        return precision == Precision.DOUBLE
                ? numbers.clone()
                : Arrays.stream(numbers).map(v -> (float) v).toArray();
    }

    /** A new array of this precision. */
    Values values(double... numbers) {
        if (precision == Precision.DOUBLE) {
            return Values.of(numbers.clone());
        }
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return Values.of(floats);
    }

    /** The same off the heap. */
    Values values(Arena arena, double... numbers) {
        Values values = room(arena, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            values.set(i, numbers[i]);
        }
        return values;
    }

    /** Room for so many numbers off the heap. */
    Values room(Arena arena, long size) {
        return precision == Precision.FLOAT
                ? Values.ofFloats(arena.allocate(Float.BYTES * size, 64))
                : Values.ofDoubles(arena.allocate(Double.BYTES * size, 64));
    }

    static double[] read(Values values) {
        double[] copy = new double[Math.toIntExact(values.size())];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return copy;
    }

    /** How far an entry may be from the exact projection, for any scores; less where the scores lie close together. */
    double tolerance(double[] scores, double tau) {
        if (precision == Precision.DOUBLE) {
            return Math.min(1e-13, 1e-14 * Math.max(1, Scores.spread(scores) / tau));
        }
        return 5e-7;
    }

    /** The rounding error, in units of x, of differences between scores in double. */
    static double rounding(double[] scores, double tau) {
        return 1e-15 * Scores.spread(scores) / tau;
    }

    /** The relative rounding error of a handful of operations. */
    double epsilon() {
        return precision == Precision.DOUBLE ? 1e-14 : 2e-6;
    }

    @Override
    public String toString() {
        return engine + " " + precision;
    }
}
