package org.hypersimplex.boosting;

import java.util.Arrays;
import org.hypersimplex.Values;

/**
 * The two passes over a group's rows once its threshold is known: one adds up the residuals x − t, the other writes the
 * gradient. Everything is computed in doubles, chunk after chunk, so that the sums depend on nothing but the numbers.
 */
final class Residuals {
    /** Where the sums of a group lie, counted from its first: Σ_A w r, |A|, Σ w r². */
    static final int ACTIVE_SUM = 0;

    static final int ACTIVE = 1;
    static final int SQUARES = 2;
    static final int SUMS = 3;

    private final TrainingRows rows;
    private final double tau;
    private final Chunk x = new Chunk();
    private final Chunk labels = new Chunk();
    private final Chunk weights = new Chunk();

    Residuals(TrainingRows rows, double tau) {
        this.rows = rows;
        this.tau = tau;
        if (rows.weights() == null) {
            Arrays.fill(weights.numbers, 1);
        }
    }

    /** Adds up a group. */
    void add(Values scores, int group, double threshold, double[] sums) {
        int to = group * SUMS;
        long start = rows.groups().start(group);
        long length = rows.groups().length(group);
        for (long at = 0; at < length; at += Chunk.SIZE) {
            int count = (int) Math.min(Chunk.SIZE, length - at);
            read(scores, start + at, count, threshold);
            double activeSum = 0;
            int active = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double w = weights.numbers[i];
                if (w != 0) {
                    double projected = x.numbers[i];
                    double r = Math.max(0, Math.min(1, projected)) - labels.numbers[i];
                    squares += w * r * r;
                    if (isActive(projected)) {
                        activeSum += w * r;
                        active++;
                    }
                }
            }
            sums[to + ACTIVE_SUM] += activeSum;
            sums[to + ACTIVE] += active;
            sums[to + SQUARES] += squares;
        }
    }

    /** Writes a group's gradient. */
    void write(Values scores, int group, double threshold, double mean, double factor, Values gradient) {
        long start = rows.groups().start(group);
        long length = rows.groups().length(group);
        for (long at = 0; at < length; at += Chunk.SIZE) {
            int count = (int) Math.min(Chunk.SIZE, length - at);
            read(scores, start + at, count, threshold);
            for (int i = 0; i < count; i++) {
                double w = weights.numbers[i];
                double projected = x.numbers[i];
                boolean takes = w != 0 && isActive(projected);
                x.numbers[i] = takes ? factor * (w * (projected - labels.numbers[i]) - mean) : 0;
            }
            x.write(gradient, start + at, count);
        }
    }

    /** Strictly inside; a row left out may have a score that is no number. */
    private static boolean isActive(double projected) {
        return projected > 0 && projected < 1;
    }

    private void read(Values scores, long at, int count, double threshold) {
        x.read(scores, at, count);
        for (int i = 0; i < count; i++) {
            x.numbers[i] = (x.numbers[i] - threshold) / tau;
        }
        labels.read(rows.labels(), at, count);
        Values w = rows.weights();
        if (w != null) {
            weights.read(w, at, count);
        }
    }
}
