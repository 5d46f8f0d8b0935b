package org.hypersimplex.dl4j;

/** The operator and the loss by their definitions: the threshold by bisection. The oracle of these tests. */
final class Definition {
    private Definition() {}

    /** ν with Σ clip((y − ν)/τ, 0, 1) = k. */
    static double threshold(double[] scores, double k, double tau) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            low = Math.min(low, score - tau);
            high = Math.max(high, score);
        }
        for (int i = 0; i < 200; i++) {
            double middle = 0.5 * (low + high);
            if (sum(scores, middle, tau) > k) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private static double sum(double[] scores, double threshold, double tau) {
        double sum = 0;
        for (double score : scores) {
            sum += clip(score, threshold, tau);
        }
        return sum;
    }

    private static double clip(double score, double threshold, double tau) {
        return Math.min(1, Math.max(0, (score - threshold) / tau));
    }

    /** Σ (x − t)² over all entries, the mass of class c being k[c]. */
    static double squares(double[][] logits, double[][] labels, double[] k, double tau) {
        double squares = 0;
        for (int c = 0; c < k.length; c++) {
            double[] column = column(logits, c);
            double threshold = threshold(column, k[c], tau);
            for (int i = 0; i < column.length; i++) {
                double residual = clip(column[i], threshold, tau) - labels[i][c];
                squares += residual * residual;
            }
        }
        return squares;
    }

    static double[] column(double[][] matrix, int column) {
        double[] numbers = new double[matrix.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = matrix[i][column];
        }
        return numbers;
    }

    /** How many positives each class has. */
    static double[] positives(double[][] labels) {
        double[] sums = new double[labels[0].length];
        for (double[] row : labels) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += row[c];
            }
        }
        return sums;
    }
}
