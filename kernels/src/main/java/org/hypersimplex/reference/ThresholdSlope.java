package org.hypersimplex.reference;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of a projection's threshold with respect to its scores, dν/dy, by definition. Σ clip((y − ν)/τ, 0, 1) =
 * k gives one over the number of active entries, on these. If none is active, ν is halfway between the largest score
 * with x = 0 and the smallest with x = 1, less τ: half for each of the two, shared evenly where several are equal.
 */
final class ThresholdSlope {
    private ThresholdSlope() {}

    /**
     * The slope at scores whose projection is x.
     *
     * @return dν/dy, or null if x is 0 for all finite scores, or 1 for all: then ν is a convention
     */
    static double @Nullable [] of(double[] scores, double[] x) {
        double[] slope = new double[scores.length];
        if (share(1, slope, i -> x[i] > 0 && x[i] < 1)) {
            return slope;
        }
        double one = Double.POSITIVE_INFINITY;
        double zero = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            one = x[i] == 1 ? Math.min(one, scores[i]) : one;
            zero = x[i] == 0 ? Math.max(zero, scores[i]) : zero;
        }
        double upper = one;
        double lower = zero;
        if (Double.isInfinite(upper) || Double.isInfinite(lower)) {
            return null;
        }
        share(0.5, slope, i -> scores[i] == upper);
        share(0.5, slope, i -> scores[i] == lower);
        return slope;
    }

    /** Shares an amount evenly among some entries; returns whether there are any. */
    private static boolean share(double amount, double[] slope, IntPredicate among) {
        int count = 0;
        for (int i = 0; i < slope.length; i++) {
            count += among.test(i) ? 1 : 0;
        }
        for (int i = 0; i < slope.length; i++) {
            slope[i] = among.test(i) ? amount / count : slope[i];
        }
        return count > 0;
    }
}
