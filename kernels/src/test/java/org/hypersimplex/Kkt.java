package org.hypersimplex;

import java.util.function.LongToDoubleFunction;

/**
 * The conditions that make x the projection, for problems too large for {@link ExactProjection}. They are checked in
 * one reading, with sums in two doubles.
 */
final class Kkt {
    private Kkt() {}

    /**
     * Checks that Σ x = k and that one threshold fits every x: y − τx ≤ ν wherever x &lt; 1, and y − τx ≥ ν wherever x
     * &gt; 0. Scores of −∞ must have x = 0 and those of +∞ x = 1.
     *
     * @param tolerance by how much entries may be off
     * @param sumTolerance by how much their sum may be off
     */
    static void check(
            String what,
            long n,
            LongToDoubleFunction scores,
            LongToDoubleFunction x,
            double k,
            double tau,
            double tolerance,
            double sumTolerance) {
        double sum = 0;
        double lost = 0;
        double atLeast = Double.NEGATIVE_INFINITY;
        double atMost = Double.POSITIVE_INFINITY;
        for (long i = 0; i < n; i++) {
            double y = scores.applyAsDouble(i);
            double v = x.applyAsDouble(i);
            if (!(v >= 0 && v <= 1) || (Double.isInfinite(y) && v != (y > 0 ? 1 : 0))) {
                throw new AssertionError(what + ": x[" + i + "] = " + v + " for " + y);
            }
            double next = sum + v;
            lost += Math.abs(sum) >= v ? (sum - next) + v : (v - next) + sum;
            sum = next;
            if (Double.isFinite(y)) {
                double candidate = y - tau * v;
                atLeast = v < 1 - tolerance ? Math.max(atLeast, candidate) : atLeast;
                atMost = v > tolerance ? Math.min(atMost, candidate) : atMost;
            }
        }
        double off = sum + lost - k;
        if (!(Math.abs(off) <= sumTolerance)) {
            throw new AssertionError(what + ": the sum is off by " + off);
        }
        // The candidates themselves are rounded.
        double rounding = 2 * Math.max(Math.ulp(atLeast), Math.ulp(atMost));
        boolean bounded = Double.isFinite(atLeast) && Double.isFinite(atMost);
        if (bounded && !(atLeast - atMost <= 4 * tolerance * tau + rounding)) {
            throw new AssertionError(what + ": no threshold fits, " + atLeast + " to " + atMost);
        }
    }
}
