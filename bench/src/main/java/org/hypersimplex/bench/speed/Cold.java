package org.hypersimplex.bench.speed;

import java.util.Objects;
import org.hypersimplex.Backends;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The first projections of a JVM, with the loading of all classes: what a service's first requests wait for. */
@State(Scope.Benchmark)
public class Cold {
    /** Entries of the problem. */
    @Param("1048576")
    public int n;

    /** How many projections, one after the other. */
    @Param("1")
    public int calls;

    /** "vector", "gradual" or "scalar". */
    @Param("vector")
    public String engine = "";

    private float[] y = new float[0];
    private float[] x = new float[0];
    private @Nullable Backend backend;

    /** Draws the scores, and doesn't touch the kernels. */
    @Setup(Level.Trial)
    public void draw() {
        y = ScoreKind.NORMAL.floats(n);
        x = new float[n];
    }

    /** Ends the backend. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(backend).close();
    }

    /** The projections. */
    @Benchmark
    public float[] project() {
        Backend on = Backends.named(engine, Parallelism.serial());
        backend = on;
        SoftBinaryArgmax top = SoftBinaryArgmax.of(Math.floorDiv(n, 2), 1.5).on(on);
        for (int i = 0; i < calls; i++) {
            top.project(y, x);
        }
        return x;
    }
}
