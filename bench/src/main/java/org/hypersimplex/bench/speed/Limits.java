package org.hypersimplex.bench.speed;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What memory allows: every projection reads as much and writes as much as a copy. */
@State(Scope.Benchmark)
public class Limits {
    /** Length in numbers of four bytes; a multiple of eight. */
    @Param("8192")
    public int n;

    float[] y = new float[0];
    float[] x = new float[0];
    private long[] pairs = new long[0];

    /** Draws the numbers. */
    @Setup(Level.Trial)
    public void draw() {
        y = ScoreKind.NORMAL.floats(n);
        x = new float[n];
        pairs = new SplittableRandom(1).longs(n / 2).toArray();
    }

    /** A copy of the array. */
    @Benchmark
    public void copy() {
        System.arraycopy(y, 0, x, 0, n);
    }

    /** Reading as many bytes: a sum of integers in four accumulators. */
    @Benchmark
    public long sum() {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i < pairs.length; i += 4) {
            a += pairs[i];
            b += pairs[i + 1];
            c += pairs[i + 2];
            d += pairs[i + 3];
        }
        return a + b + c + d;
    }
}
