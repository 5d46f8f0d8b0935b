package org.hypersimplex.bench.speed;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What memory allows: every projection reads as much and writes as much as a copy. */
@State(Scope.Benchmark)
public class Limits {
    /** Numbers of four bytes. */
    @Param("8192")
    public int n;

    float[] y = new float[0];
    float[] x = new float[0];
    private int[] bits = new int[0];

    /** Draws the numbers. */
    @Setup(Level.Trial)
    public void draw() {
        y = ScoreKind.NORMAL.floats(n);
        x = new float[n];
        bits = new int[n];
        for (int i = 0; i < n; i++) {
            bits[i] = Float.floatToIntBits(y[i]);
        }
    }

    /** A copy of the array. */
    @Benchmark
    public void copy() {
        System.arraycopy(y, 0, x, 0, n);
    }

    /** Reading as many bytes: a sum of integers, which the JIT makes vectors of. */
    @Benchmark
    public int sum() {
        int sum = 0;
        for (int number : bits) {
            sum += number;
        }
        return sum;
    }
}
