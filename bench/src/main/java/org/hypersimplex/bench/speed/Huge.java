package org.hypersimplex.bench.speed;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One problem of 2^30 scores off the heap, projected in place. */
@State(Scope.Benchmark)
public class Huge {
    private static final double RELATIVE_SUM_ERROR = 1e-6;

    /** Entries of the problem. */
    @Param("1073741824")
    public long n;

    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;

    /** Fills the memory with pseudo-random scores. */
    @Setup(Level.Iteration)
    public void fill() {
        arena = Arena.ofShared();
        memory = arena.allocate(n * Float.BYTES, Float.BYTES);
        CheapRandom random = new CheapRandom();
        for (long i = 0; i < n; i++) {
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, 2 * random.next());
        }
    }

    /** Checks the sum of the projection and frees the memory. */
    @TearDown(Level.Iteration)
    public void free() {
        double mass = 0;
        for (long i = 0; i < n; i++) {
            mass += memory.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        }
        arena.close();
        if (Math.abs(mass - n / 2.0) > RELATIVE_SUM_ERROR * (n / 2.0)) {
            throw new IllegalStateException("the projection adds up to " + mass + ", not to " + n / 2.0);
        }
    }

    /** The projection in place; its sum is checked when the memory is freed. */
    @Benchmark
    public void projectInPlace() {
        Values values = Values.ofFloats(memory);
        SoftBinaryArgmax.of(n / 2.0, 1.5).project(Batch.one(n), values, values, new double[1]);
    }
}
