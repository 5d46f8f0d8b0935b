package org.hypersimplex;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What an anchor adds to a loss, written out from its definition over exact projections.
 *
 * @param value (α/C) Σ (ν/τ)²
 * @param gradient 2αν/(Cτ²) · dν/dy of each problem's entries
 * @param sums what each problem's gradient adds up to: 2αν/(Cτ²), or 0 if it takes no part
 */
@SuppressWarnings("ArrayRecordComponent")
record AnchorOracle(double value, double[][] gradient, double[] sums) {
    /** The anchor of problems y with weights w, all [problem][entry]. */
    static AnchorOracle of(double[][] y, double[][] w, double[] k, double tau, double alpha) {
        double[][] gradient = new double[y.length][];
        double[] sums = new double[y.length];
        double value = 0;
        for (int p = 0; p < y.length; p++) {
            double[] scores = y[p].clone();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = w[p][i] == 0 ? Double.NEGATIVE_INFINITY : scores[i];
            }
            ExactProjection exact = ExactProjection.of(scores, k[p], tau);
            double[] slope = exact.isVertex() ? atVertex(scores, exact) : share(scores.length, exact::isActive, 1);
            if (Arrays.stream(slope).anyMatch(s -> s != 0)) {
                double nu = exact.threshold();
                value += alpha / y.length * (nu / tau) * (nu / tau);
                sums[p] = 2 * alpha * nu / (y.length * tau * tau);
            }
            double sum = sums[p];
            gradient[p] = Arrays.stream(slope).map(s -> s * sum).toArray();
        }
        return new AnchorOracle(value, gradient, sums);
    }

    private static double[] atVertex(double[] scores, ExactProjection exact) {
        double upper = IntStream.range(0, scores.length)
                .filter(i -> exact.x(i) > 0.5)
                .mapToDouble(i -> scores[i])
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double lower = IntStream.range(0, scores.length)
                .filter(i -> exact.x(i) < 0.5)
                .mapToDouble(i -> scores[i])
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
        if (Double.isInfinite(upper) || Double.isInfinite(lower)) {
            return new double[scores.length];
        }
        double[] above = share(scores.length, i -> scores[i] == upper, 0.5);
        double[] below = share(scores.length, i -> scores[i] == lower, 0.5);
        return IntStream.range(0, scores.length)
                .mapToDouble(i -> above[i] + below[i])
                .toArray();
    }

    private static double[] share(int length, IntPredicate among, double amount) {
        long count = IntStream.range(0, length).filter(among).count();
        return IntStream.range(0, length)
                .mapToDouble(i -> among.test(i) ? amount / count : 0)
                .toArray();
    }
}
