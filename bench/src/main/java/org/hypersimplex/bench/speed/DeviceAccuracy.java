package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.Backend;
import org.hypersimplex.Batch;
import org.hypersimplex.PavProjection;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.Values;

/**
 * How far a device's projections in float are from the exact ones, at worst over masses and temperatures.
 *
 * @param scores the distribution of the scores
 * @param n entries of each problem
 * @param columns problems in one launch, as columns of a row-major matrix
 * @param problems how many were projected in all
 * @param largest the largest error of any entry of x
 * @param sum the largest error of Σx, in parts of k or, for k below 1, as it is
 */
public record DeviceAccuracy(ScoreKind scores, int n, int columns, int problems, double largest, double sum) {
    private static final double[] TAUS = {1.5, 0.1, 0.001};
    private static final int BATCH = 10;

    /** Measures all distributions at lengths about those where the kernels change. */
    static List<DeviceAccuracy> measure(Backend backend, boolean quick) {
        int[] lengths =
                quick ? new int[] {1, 31, 8192} : new int[] {1, 2, 31, 1000, 8192, 8193, 65536, 100_003, 1 << 20};
        List<DeviceAccuracy> all = new ArrayList<>();
        for (ScoreKind scores : ScoreKind.values()) {
            for (int n : lengths) {
                all.add(worst(backend, scores, n, 1));
                if (n <= 1 << 14) {
                    all.add(worst(backend, scores, n, BATCH));
                }
            }
        }
        return all;
    }

    private static DeviceAccuracy worst(Backend backend, ScoreKind scores, int n, int columns) {
        float[] y = scores.floats(n * columns);
        Batch batch = Batch.columns(n, columns);
        float[] x = new float[y.length];
        double largest = 0;
        double sum = 0;
        int problems = 0;
        for (double k : new double[] {n / 2.0, n / 10.0, Math.min(n, 1), Math.floorDiv(n, 3) + 0.25}) {
            for (double tau : TAUS) {
                SoftBinaryArgmax.of(k, tau).on(backend).project(batch, Values.of(y), Values.of(x), null);
                for (int column = 0; column < columns; column++) {
                    problems++;
                    double off = -k;
                    double[] exact =
                            PavProjection.of(column(y, column, columns), k, tau).x();
                    for (int i = 0; i < n; i++) {
                        float entry = x[i * columns + column];
                        largest = Math.max(largest, Math.abs(entry - exact[i]));
                        off += entry;
                    }
                    sum = Math.max(sum, Math.abs(off) / Math.max(1, k));
                }
            }
        }
        return new DeviceAccuracy(scores, n, columns, problems, largest, sum);
    }

    private static double[] column(float[] matrix, int column, int columns) {
        double[] entries = new double[matrix.length / columns];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = matrix[i * columns + column];
        }
        return entries;
    }
}
