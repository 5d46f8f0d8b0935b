package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.PavProjection;
import org.hypersimplex.spi.Backend;

/**
 * How far a device's projections in float are from the exact ones: the worst case over several masses and temperatures.
 * Only problems with (max y − min y)/τ up to {@link #SPAN} are checked. Beyond that sort + PAV in double, which is taken
 * for exact, isn't exact enough.
 *
 * @param scores the distribution of the scores
 * @param n entries of each problem
 * @param columns problems in one launch, as columns of a row-major matrix
 * @param problems how many were projected in all
 * @param promised how many of them were checked
 * @param largest the largest error of any entry of x of those, at most {@link #X_ERROR} by the contract
 * @param sum the largest error of Σx of those, divided by max(1, k): at most {@link #SUM_ERROR} by the contract
 */
public record DeviceAccuracy(
        ScoreKind scores, int n, int columns, int problems, int promised, double largest, double sum) {
    /** The largest spread of scores, divided by the temperature, that is checked. */
    public static final double SPAN = 1e8;
    /** The contract's bound on the error of an entry of x. */
    public static final double X_ERROR = 5e-7;
    /** The contract's bound on the error of Σx. */
    public static final double SUM_ERROR = 1e-6;

    private static final double[] TAUS = {1.5, 0.1, 0.001};
    private static final int COLUMNS = 10;

    /** Measures all distributions, at lengths around those at which the kernels switch between methods. */
    static List<DeviceAccuracy> measure(Backend backend, boolean quick) {
        int[] lengths =
                quick ? new int[] {1, 31, 8192} : new int[] {1, 2, 31, 1000, 8192, 8193, 65536, 100_003, 1 << 20};
        List<DeviceAccuracy> all = new ArrayList<>();
        for (ScoreKind scores : ScoreKind.values()) {
            for (int n : lengths) {
                all.add(worst(backend, scores, n, 1));
                if (n <= 1 << 14) {
                    all.add(worst(backend, scores, n, COLUMNS));
                }
            }
        }
        return all;
    }

    private static DeviceAccuracy worst(Backend backend, ScoreKind scores, int n, int columns) {
        float[] y = scores.floats(n * columns);
        Batch batch = Batch.columns(n, columns);
        float[] x = new float[y.length];
        Worst worst = new Worst();
        for (double k : new double[] {n / 2.0, n / 10.0, Math.min(n, 1), Math.floorDiv(n, 3) + 0.25}) {
            for (double tau : TAUS) {
                SoftBinaryArgmax.of(k, tau).on(backend).project(batch, Values.of(y), Values.of(x));
                for (int column = 0; column < columns; column++) {
                    worst.see(column(y, column, columns), k, tau, column(x, column, columns));
                }
            }
        }
        return new DeviceAccuracy(scores, n, columns, worst.problems, worst.promised, worst.largest, worst.sum);
    }

    /** The worst of the problems seen. */
    private static final class Worst {
        private int problems;
        private int promised;
        private double largest;
        private double sum;

        void see(double[] y, double k, double tau, double[] x) {
            problems++;
            DoubleSummaryStatistics range = Arrays.stream(y).summaryStatistics();
            if ((range.getMax() - range.getMin()) / tau > SPAN) {
                return;
            }
            promised++;
            ProjectionError error =
                    ProjectionError.of(x, PavProjection.of(y, k, tau).x(), k);
            largest = Math.max(largest, error.largest());
            sum = Math.max(sum, error.sum() / Math.max(1, k));
        }
    }

    private static double[] column(float[] matrix, int column, int columns) {
        double[] entries = new double[matrix.length / columns];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = matrix[i * columns + column];
        }
        return entries;
    }
}
