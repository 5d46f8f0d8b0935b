package org.hypersimplex.reference;

import java.util.Arrays;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;

/**
 * The paper's own algorithm (section 4.4, corollary 1), O(n log n): sort the scores, solve an isotonic regression by
 * pooling adjacent violators, and compute x from its solution. Kept as the readable reference that tests compare with,
 * and as a baseline of benchmarks. Immutable and thread-safe.
 *
 * <p>With z = y/τ sorted in decreasing order and w = (1, …, 1, 0, …, 0) with k ones, the projection of z onto the
 * hypersimplex (the permutahedron of w) is z − v, where v is the decreasing sequence with the least squared distance to
 * z − w (Blondel et al. 2020, proposition 3). If k is not a whole number, w has its fraction after the ones.
 *
 * <p>The score of rank ⌈k⌉ is subtracted first. Unless every x is 0 or 1, it is among the active ones, so that scores
 * more than τ above it have x = 1 and those more than τ below it x = 0, wherever they are: z is cut off at ±2, and
 * neither a large common offset nor far scores cost accuracy.
 */
public final class PavProjection {
    /** In units of the temperature, more than the distance to the score of rank ⌈k⌉ from which on x is 0 or 1. */
    private static final double FAR = 2;

    private final double[] x;
    private final double threshold;

    private PavProjection(double[] x, double threshold) {
        this.x = x;
        this.threshold = threshold;
    }

    /**
     * The projection.
     *
     * @return n numbers in [0, 1] in the order of the scores; the object's own array, not a copy
     */
    public double[] x() {
        return x;
    }

    /**
     * The threshold ν for which x = clip((y − ν)/τ, 0, 1).
     *
     * @return ν; where an interval of thresholds gives the same x, its middle, but the largest score for k = 0 and the
     *     smallest minus τ for k = n; 0 if no score is finite
     */
    public double threshold() {
        return threshold;
    }

    /**
     * Projects one vector of scores.
     *
     * @param scores n ≥ 1 scores; −∞ gives x = 0, +∞ gives x = 1
     * @param k the mass, in [0, n]
     * @param tau the temperature, positive and finite
     * @return the projection and its threshold
     * @throws InputException if an argument is out of range, a score is NaN, or infinite scores leave no solution
     */
    public static PavProjection of(double[] scores, double k, double tau) {
        InputException.requireTemperature(tau);
        Mass.of(k).requireFits(Batch.one(scores.length));
        return of(scores, k, tau, 0);
    }

    static PavProjection of(double[] scores, double k, double tau, int problem) {
        int ones = 0;
        int masked = 0;
        int[] order = new int[scores.length];
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw InputException.notANumber(problem, i);
            } else if (scores[i] == Double.POSITIVE_INFINITY) {
                ones++;
            } else if (scores[i] == Double.NEGATIVE_INFINITY) {
                masked++;
            } else {
                order[n++] = i;
            }
        }
        double mass = k - ones;
        if (mass < 0 || mass > n) {
            throw InputException.infeasible(problem, k, ones, scores.length - masked);
        }
        double[] x = new double[scores.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = scores[i] == Double.POSITIVE_INFINITY ? 1 : 0;
        }
        return new PavProjection(x, finite(scores, Arrays.copyOf(order, n), mass, tau, x));
    }

    /** Projects the finite scores, fills in their x and returns the threshold. */
    private static double finite(double[] scores, int[] order, double k, double tau, double[] x) {
        int n = order.length;
        if (n == 0) {
            return 0;
        }
        sortDecreasing(order, scores);
        double pivot = scores[order[Math.max(0, (int) Math.ceil(k) - 1)]];
        double[] z = new double[n];
        double[] residual = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = Math.min(FAR, Math.max(-FAR, (scores[order[i]] - pivot) / tau));
            residual[i] = z[i] - Math.min(1, Math.max(0, k - i));
        }
        double[] v = decreasingRegression(residual);
        for (int i = 0; i < n; i++) {
            x[order[i]] = saturate(z[i] - v[i], Math.max(Math.abs(z[i]), Math.abs(v[i])));
        }
        return threshold(scores, order, x, v, pivot, k, tau);
    }

    /**
     * Clips x = z − v to [0, 1], and sets it to 0 or 1 exactly if it is as near as the difference's rounding error.
     * {@code size} is the larger of |z| and |v|.
     */
    private static double saturate(double x, double size) {
        double rounding = 2 * Math.ulp(Math.max(1, size));
        return x <= rounding ? 0 : x >= 1 - rounding ? 1 : x;
    }

    /**
     * An active entry's v is (ν − pivot)/τ. If none is active, ν is halfway between the smallest score with x = 1, less
     * τ, and the largest with x = 0.
     */
    private static double threshold(
            double[] scores, int[] order, double[] x, double[] v, double pivot, double k, double tau) {
        int n = order.length;
        for (int i = 0; i < n; i++) {
            if (x[order[i]] > 0 && x[order[i]] < 1) {
                return pivot + tau * v[i];
            }
        }
        int ones = (int) Math.round(k);
        if (ones == 0) {
            return scores[order[0]];
        }
        double one = scores[order[ones - 1]];
        double zero = ones == n ? Double.NEGATIVE_INFINITY : scores[order[ones]];
        double width = (one - tau) - zero;
        // Halved first where the width of the interval is more than the largest number.
        double middle =
                ones == n ? one - tau : Double.isFinite(width) ? zero + 0.5 * width : 0.5 * zero + 0.5 * (one - tau);
        // If the interval is a single point, a threshold that is rounded up would give x < 1 for the smallest one.
        double threshold = Math.max(zero, middle);
        // Steps that double get there however small the first one is; the unit in the last place of 0 is the least
        // number.
        for (double step = Math.max(Math.ulp(threshold), Math.ulp(tau)); (one - threshold) / tau < 1; step *= 2) {
            threshold -= step;
        }
        return threshold;
    }

    /** Pools adjacent violators: the decreasing sequence with the least squared distance to the values. */
    private static double[] decreasingRegression(double[] values) {
        int n = values.length;
        double[] sum = new double[n];
        // The rounding error of each sum (Knuth's two-sum), so that the means of large blocks stay accurate.
        double[] lost = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (double value : values) {
            sum[blocks] = value;
            lost[blocks] = 0;
            size[blocks] = 1;
            blocks++;
            while (blocks > 1 && sum[blocks - 2] / size[blocks - 2] < sum[blocks - 1] / size[blocks - 1]) {
                blocks--;
                double a = sum[blocks - 1];
                double b = sum[blocks];
                double both = a + b;
                double part = both - a;
                lost[blocks - 1] += lost[blocks] + (a - (both - part)) + (b - part);
                sum[blocks - 1] = both;
                size[blocks - 1] += size[blocks];
            }
        }
        double[] fit = new double[n];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(fit, at, at + size[b], (sum[b] + lost[b]) / size[b]);
            at += size[b];
        }
        return fit;
    }

    private static void sortDecreasing(int[] order, double[] scores) {
        Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
        Arrays.sort(boxed, (a, b) -> Double.compare(scores[b], scores[a]));
        for (int i = 0; i < order.length; i++) {
            order[i] = boxed[i];
        }
    }
}
