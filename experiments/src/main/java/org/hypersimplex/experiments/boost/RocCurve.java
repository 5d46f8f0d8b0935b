package org.hypersimplex.experiments.boost;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of scores: the share of positives that lie above a threshold, by the share of
 * negatives that do. Rows that tie count half above, as in the rank statistic of Mann and Whitney.
 */
public final class RocCurve {
    private final double[] falsePositives;
    private final double[] truePositives;
    private final double area;

    private RocCurve(double[] falsePositives, double[] truePositives, double area) {
        this.falsePositives = falsePositives;
        this.truePositives = truePositives;
        this.area = area;
    }

    /**
     * Draws the curve.
     *
     * @param scores one per row, none NaN
     * @param labels 0 or 1 per row
     * @return the curve; its area is NaN if all labels are the same
     */
    public static RocCurve of(double[] scores, float[] labels) {
        double[] negatives = sorted(scores, labels, 0);
        double[] positives = sorted(scores, labels, 1);
        double[] x = new double[scores.length + 1];
        double[] y = new double[scores.length + 1];
        int points = 1;
        int n = 0;
        int p = 0;
        double area = 0;
        while (n < negatives.length || p < positives.length) {
            double score = n == negatives.length
                    ? positives[p]
                    : p == positives.length ? negatives[n] : Math.min(negatives[n], positives[p]);
            int negativesBefore = n;
            int positivesBefore = p;
            n = after(negatives, n, score);
            p = after(positives, p, score);
            area += (n - negativesBefore) * ((double) positivesBefore + p) / 2;
            x[points] = (double) n / negatives.length;
            y[points++] = (double) p / positives.length;
        }
        area /= (double) negatives.length * positives.length;
        return new RocCurve(Arrays.copyOf(x, points), Arrays.copyOf(y, points), area);
    }

    /**
     * The scores of one label, negated so that the largest comes first. 0.0 - x turns -0.0 into 0.0: both zeros tie.
     */
    private static double[] sorted(double[] scores, float[] labels, int label) {
        return IntStream.range(0, scores.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> 0.0 - scores[i])
                .sorted()
                .toArray();
    }

    private static int after(double[] sorted, int from, double score) {
        int to = from;
        while (to < sorted.length && sorted[to] == score) {
            to++;
        }
        return to;
    }

    /**
     * The area under the curve, which is the chance that a positive scores above a negative.
     *
     * @return in [0, 1], or NaN
     */
    public double area() {
        return area;
    }

    /** The curve's points as shares of the negatives, from 0 to 1; at most so many, spread evenly. */
    double[] falsePositives(int maxPoints) {
        return thinned(falsePositives, maxPoints);
    }

    /** The same points as shares of the positives. */
    double[] truePositives(int maxPoints) {
        return thinned(truePositives, maxPoints);
    }

    private static double[] thinned(double[] from, int maxPoints) {
        int count = Math.min(maxPoints, from.length);
        return IntStream.range(0, count)
                .mapToDouble(i -> from[(int) ((long) i * (from.length - 1) / Math.max(1, count - 1))])
                .toArray();
    }
}
