package org.hypersimplex.bench.speed;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A copy that several threads share: what memory gives to so many. Each thread has a part of the array of its own. */
@State(Scope.Thread)
public class SharedCopy {
    /** Numbers of all threads together. */
    @Param("16777216")
    public int n;

    /** How many threads share them; JMH has to be told to run as many. */
    @Param("1")
    public int threads;

    private float[] y = new float[0];
    private float[] x = new float[0];

    /** Draws this thread's part. */
    @Setup(Level.Trial)
    public void draw() {
        y = ScoreKind.NORMAL.floats(n / threads);
        x = new float[y.length];
    }

    /** A copy of this thread's part. */
    @Benchmark
    public void copy() {
        System.arraycopy(y, 0, x, 0, y.length);
    }
}
