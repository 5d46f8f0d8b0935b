package org.hypersimplex.xgboost;

import java.util.Arrays;
import org.hypersimplex.Batch;
import org.hypersimplex.Values;

/**
 * One worker's part of a problem: its finite scores in doubles, and how many of the others there are. A buffer that is
 * filled for each search; there may be no scores at all.
 */
final class FiniteScores {
    /** Numbers added up by themselves, so that the error of a sum doesn't grow with n. */
    private static final int CHUNK = 4096;

    private static final long NONE = -1;

    private double[] scores = new double[0];
    private int count;
    /** How many scores are +∞. */
    private long infinite;
    /** The first entry that is NaN. */
    private long notANumber;

    /** Takes the scores of a problem. */
    void read(Values values, Batch batch, int problem) {
        int length = (int) batch.length(problem);
        scores = scores.length < length ? new double[length] : scores;
        count = 0;
        infinite = 0;
        notANumber = NONE;
        for (int i = 0; i < length; i++) {
            double y = values.get(batch.start(problem) + i * batch.entryStride());
            if (Double.isFinite(y)) {
                scores[count++] = y;
            } else if (y > 0) {
                infinite++;
            } else if (Double.isNaN(y) && notANumber == NONE) {
                notANumber = i;
            }
        }
    }

    int count() {
        return count;
    }

    long infinite() {
        return infinite;
    }

    boolean hasNaN() {
        return notANumber != NONE;
    }

    long firstNaN() {
        return notANumber;
    }

    /** The largest score, −∞ if there is none. */
    double max() {
        return Arrays.stream(scores, 0, count).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** The smallest score, +∞ if there is none. */
    double min() {
        return Arrays.stream(scores, 0, count).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The sum of the scores' distances from a number. */
    double sumAbove(double number) {
        double sum = 0;
        for (int from = 0; from < count; from += CHUNK) {
            double part = 0;
            for (int i = from; i < Math.min(count, from + CHUNK); i++) {
                part += scores[i] - number;
            }
            sum += part;
        }
        return sum;
    }

    /** Counts at a threshold: Σ_A (y − ν), |A|, and how many entries are 1. */
    void count(double threshold, double tau, double[] counts) {
        double sum = 0;
        long active = 0;
        long ones = 0;
        for (int from = 0; from < count; from += CHUNK) {
            double part = 0;
            for (int i = from; i < Math.min(count, from + CHUNK); i++) {
                double above = scores[i] - threshold;
                if (above >= tau) {
                    ones++;
                } else if (above > 0) {
                    part += above;
                    active++;
                }
            }
            sum += part;
        }
        counts[0] = sum;
        counts[1] = active;
        counts[2] = ones;
    }

    /** The largest score below a limit, and the negated smallest of the others; −∞ where there is none. */
    void gap(double limit, double[] sides) {
        Arrays.fill(sides, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            if (scores[i] < limit) {
                sides[0] = Math.max(sides[0], scores[i]);
            } else {
                sides[1] = Math.max(sides[1], -scores[i]);
            }
        }
    }
}
