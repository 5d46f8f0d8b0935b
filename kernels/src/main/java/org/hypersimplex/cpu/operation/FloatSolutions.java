package org.hypersimplex.cpu.operation;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.FloatClip;

/** The solution of each problem of a batch: what is needed to write its results. */
final class FloatSolutions {
    private float[] high = new float[0];
    private float[] low = new float[0];
    private double[] thresholds = new double[0];
    private double[] means = new double[0];
    private long[] counts = new long[0];
    private boolean[] known = new boolean[0];

    /** Makes room for so many problems, of which none is solved. */
    void reserve(int count) {
        if (high.length < count) {
            high = new float[count];
            low = new float[count];
            thresholds = new double[count];
            means = new double[count];
            counts = new long[count];
            known = new boolean[count];
        }
        Arrays.fill(known, 0, count, false);
    }

    /** Notes a problem's solution. */
    void put(int problem, FloatClip clip, long count) {
        high[problem] = clip.high;
        low[problem] = clip.low;
        thresholds[problem] = clip.threshold;
        means[problem] = clip.mean;
        counts[problem] = count;
        known[problem] = true;
    }

    /** Whether a problem's solution was noted. */
    boolean has(int problem) {
        return known[problem];
    }

    /** Whether those of the first problems were all noted. */
    boolean hasAll(int count) {
        for (int p = 0; p < count; p++) {
            if (!known[p]) {
                return false;
            }
        }
        return true;
    }

    /** Sets a clip to a problem's solution, but for the temperature. */
    void get(int problem, FloatClip clip) {
        clip.high = high[problem];
        clip.low = low[problem];
        clip.threshold = thresholds[problem];
        clip.mean = means[problem];
    }

    /** Copies the thresholds of the first problems out. */
    void copyThresholds(double[] to, int count) {
        System.arraycopy(thresholds, 0, to, 0, count);
    }

    /** How many thresholds were tried for the first problems together. */
    long counts(int count) {
        long sum = 0;
        for (int p = 0; p < count; p++) {
            sum += counts[p];
        }
        return sum;
    }
}
