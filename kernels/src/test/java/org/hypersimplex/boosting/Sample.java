package org.hypersimplex.boosting;

import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Values;

/** Scores, labels, weights (a fifth of them 0) and groups, drawn with a seed; and the loss by its definition. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares samples.
record Sample(double[] scores, double[] labels, double[] weights, int[] groups) {
    static Sample draw(long seed, int... groups) {
        Random random = new Random(seed);
        int n = IntStream.of(groups).sum();
        double[] labels = random.doubles(n).map(u -> u < 0.4 ? 1 : 0).toArray();
        double[] scores = IntStream.range(0, n)
                .mapToDouble(i -> (float) (random.nextGaussian() + 0.5 * labels[i]))
                .toArray();
        double[] weights =
                random.doubles(n).map(u -> u < 0.2 ? 0 : (float) (2 * u)).toArray();
        return new Sample(scores, labels, weights, groups);
    }

    TrainingRows rows() {
        return TrainingRows.of(Values.of(labels)).withGroups(groups);
    }

    TrainingRows weightedRows() {
        return TrainingRows.of(Values.of(labels), Values.of(weights)).withGroups(groups);
    }

    Sample unweighted() {
        return new Sample(
                scores,
                labels,
                IntStream.range(0, labels.length).mapToDouble(i -> 1).toArray(),
                groups);
    }

    /** ½ Σ w (x − t)², with the threshold of each group found by bisection. */
    double halfSum(double[] at, double tau) {
        double loss = 0;
        int start = 0;
        for (int length : groups) {
            double threshold = threshold(at, tau, start, length);
            for (int i = start; i < start + length; i++) {
                double r = clip((at[i] - threshold) / tau) - labels[i];
                loss += weights[i] == 0 ? 0 : 0.5 * weights[i] * r * r;
            }
            start += length;
        }
        return loss;
    }

    private double threshold(double[] at, double tau, int start, int length) {
        double k = 0;
        for (int i = start; i < start + length; i++) {
            k += weights[i] == 0 ? 0 : labels[i];
        }
        double low = -100;
        double high = 100;
        for (int halving = 0; halving < 200; halving++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int i = start; i < start + length; i++) {
                sum += weights[i] == 0 ? 0 : clip((at[i] - middle) / tau);
            }
            if (sum > k) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double clip(double x) {
        return Math.max(0, Math.min(1, x));
    }
}
