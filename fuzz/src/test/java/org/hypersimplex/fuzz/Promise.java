package org.hypersimplex.fuzz;

import java.util.Arrays;
import org.hypersimplex.problem.Precision;

/**
 * What the operator promises today. Problems beyond it are tried, too, but only must not crash or hang. To be widened
 * together with the promise in {@link org.hypersimplex.SoftBinaryArgmax}.
 */
final class Promise {
    /** (max y − min y)/τ at most. */
    private static final double RANGE = 1e8;

    private Promise() {}

    static boolean covers(double[] scores, double tau, Precision precision) {
        return precision.usableTemperature(tau) == tau && range(scores) / tau <= RANGE;
    }

    private static double range(double[] scores) {
        double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
        return finite.length == 0
                ? 0
                : Arrays.stream(finite).max().orElseThrow()
                        - Arrays.stream(finite).min().orElseThrow();
    }

    /** How far an entry may be from the exact projection. */
    static double ofAnEntry(double[] scores, double tau, Precision precision) {
        return precision == Precision.FLOAT ? 5e-7 : 1e-14 * Math.max(1, range(scores) / tau);
    }

    /** How far the sum may be from k. */
    static double ofTheSum(double[] scores, double k, double tau, Precision precision) {
        return precision == Precision.FLOAT
                ? 1e-6 * Math.max(1, k)
                : ofAnEntry(scores, tau, precision) * Math.max(1, Math.max(k, scores.length));
    }
}
