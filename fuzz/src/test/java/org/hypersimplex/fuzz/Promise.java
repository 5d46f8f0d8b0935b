package org.hypersimplex.fuzz;

import org.hypersimplex.problem.Precision;

/**
 * What {@link org.hypersimplex.SoftBinaryArgmax} promises. Calls beyond it are tried, too, but only must not crash or
 * hang.
 */
final class Promise {
    private Promise() {}

    /** Whether the temperature is one that counts as it is, also for floats; the scores may be any. */
    static boolean covers(double tau) {
        return Precision.DOUBLE.usableTemperature(tau) == tau;
    }

    /** How far an entry may be from the exact projection. */
    static double ofAnEntry(Precision precision) {
        return precision == Precision.FLOAT ? 5e-7 : 1e-13;
    }

    /** How far the sum may be from k. */
    static double ofTheSum(double k, Precision precision) {
        return (precision == Precision.FLOAT ? 1e-6 : 1e-12) * Math.max(1, k);
    }
}
