package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/**
 * The projection of problems onto the box alone, clip(y/τ, 0, 1), which needs no threshold. Numbers are copied to
 * doubles chunk by chunk, so that the loops are the same for all kinds of memory. Not thread-safe.
 */
final class BoxClip {
    private static final int CHUNK = 1024;

    private final Batch batch;
    private final double[] y = new double[CHUNK];
    private final double[] v = new double[CHUNK];

    BoxClip(Batch batch) {
        this.batch = batch;
    }

    /** Σ clip(y/τ, 0, 1), with the sums of chunks added up in two doubles; NaN if a score is. */
    double sum(int problem, Values scores, double tau) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        double sum = 0;
        double lost = 0;
        long length = batch.length(problem);
        for (long from = 0; from < length; from += CHUNK) {
            int count = (int) Math.min(CHUNK, length - from);
            read(scores, batch.address(problem, from), count, y);
            double mass = clippedSum(count, usable);
            double next = sum + mass;
            lost += sum >= mass ? (sum - next) + mass : (mass - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** Σ clip(y/τ, 0, 1) of a chunk, in four sums, so that none waits for the others. Entries that are 1 add exactly that. */
    private double clippedSum(int count, double tau) {
        for (int i = 0; i < count; i++) {
            y[i] = Math.min(1, Math.max(0, y[i] / tau));
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            a += y[i];
            b += y[i + 1];
            c += y[i + 2];
            d += y[i + 3];
        }
        for (; i < count; i++) {
            a += y[i];
        }
        return (a + b) + (c + d);
    }

    /** Writes clip(y/τ, 0, 1), and 0 for padding. */
    void project(int problem, Values scores, double tau, Values x) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        long length = batch.length(problem);
        for (long from = 0; from < length; from += CHUNK) {
            int count = (int) Math.min(CHUNK, length - from);
            long at = batch.address(problem, from);
            read(scores, at, count, y);
            for (int i = 0; i < count; i++) {
                y[i] = Math.min(1, Math.max(0, y[i] / usable));
            }
            write(y, count, x, at);
        }
        clearPadding(problem, x);
    }

    /** Writes diag(1_A)/τ times a direction, where A are the scores between 0 and the width, and 0 for padding. */
    void multiply(int problem, Values scores, double width, Values direction, double tau, Values product) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        long length = batch.length(problem);
        for (long from = 0; from < length; from += CHUNK) {
            int count = (int) Math.min(CHUNK, length - from);
            long at = batch.address(problem, from);
            read(scores, at, count, y);
            read(direction, at, count, v);
            for (int i = 0; i < count; i++) {
                v[i] = y[i] > 0 && y[i] < width ? v[i] / usable : 0;
            }
            write(v, count, product, at);
        }
        clearPadding(problem, product);
    }

    private void read(Values values, long at, int count, double[] to) {
        float[] floats = values.floats();
        if (floats != null && batch.entryStride() == 1) {
            int first = (int) at;
            for (int i = 0; i < count; i++) {
                to[i] = floats[first + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = values.get(at + i * batch.entryStride());
            }
        }
    }

    private void write(double[] from, int count, Values values, long at) {
        float[] floats = values.floats();
        if (floats != null && batch.entryStride() == 1) {
            int first = (int) at;
            for (int i = 0; i < count; i++) {
                floats[first + i] = (float) from[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                values.set(at + i * batch.entryStride(), from[i]);
            }
        }
    }

    private void clearPadding(int problem, Values values) {
        for (long i = batch.length(problem); i < batch.slot(problem); i++) {
            values.set(batch.address(problem, i), 0);
        }
    }
}
