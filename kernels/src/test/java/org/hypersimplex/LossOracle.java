package org.hypersimplex;

import java.util.Arrays;

/**
 * The HyperSimplex loss written out from its definition, over exact projections.
 *
 * @param value the loss
 * @param gradient the gradient of each problem's entries
 * @param thresholds the threshold of each problem
 * @param margin how far the nearest entry is from a kink, where x becomes 0 or 1, in units of x
 */
@SuppressWarnings("ArrayRecordComponent")
record LossOracle(double value, double[][] gradient, double[] thresholds, double margin) {
    /**
     * The loss of problems y with targets t and weights w, all [problem][entry].
     *
     * @param scale what turns the sum of w (x − t)² into the loss
     */
    static LossOracle of(double[][] y, double[][] t, double[][] w, double[] k, double tau, double scale) {
        double[][] gradient = new double[y.length][];
        double[] thresholds = new double[y.length];
        double margin = 1;
        ExactSum squares = new ExactSum();
        for (int p = 0; p < y.length; p++) {
            double[] scores = y[p].clone();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = w[p][i] == 0 ? Double.NEGATIVE_INFINITY : scores[i];
            }
            ExactProjection exact = ExactProjection.of(scores, k[p], tau);
            double[] slope = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                if (w[p][i] > 0) {
                    double residual = exact.x(i) - t[p][i];
                    squares.add(w[p][i] * residual * residual);
                    slope[i] = 2 * scale * w[p][i] * residual;
                }
            }
            gradient[p] = exact.multiply(slope);
            thresholds[p] = exact.threshold();
            margin = exact.isVertex() ? margin : Math.min(margin, exact.margin());
        }
        return new LossOracle(scale * squares.value().doubleValue(), gradient, thresholds, margin);
    }

    static double[][] ones(double[][] shape) {
        double[][] ones = new double[shape.length][];
        for (int p = 0; p < shape.length; p++) {
            ones[p] = new double[shape[p].length];
            Arrays.fill(ones[p], 1);
        }
        return ones;
    }
}
