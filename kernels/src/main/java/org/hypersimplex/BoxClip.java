package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** The projection of one problem onto the box alone, clip(y/τ, 0, 1), which needs no threshold. */
final class BoxClip {
    private BoxClip() {}

    /** Σ clip(y/τ, 0, 1), summed in two doubles; NaN if a score is. */
    static double sum(Batch batch, Values scores, double tau, int problem) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        long length = batch.length(problem);
        double sum = 0;
        double lost = 0;
        for (long i = 0; i < length; i++) {
            double x = clip(scores.get(batch.address(problem, i)) / usable);
            double next = sum + x;
            lost += sum >= x ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** Writes clip(y/τ, 0, 1), and 0 for padding. */
    static void project(Batch batch, Values scores, double tau, int problem, Values x) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        long length = batch.length(problem);
        for (long i = 0; i < batch.slot(problem); i++) {
            long at = batch.address(problem, i);
            x.set(at, i < length ? clip(scores.get(at) / usable) : 0);
        }
    }

    /** Writes diag(1_A)/τ times a direction, where A are the scores between 0 and the width, and 0 for padding. */
    static void multiply(
            Batch batch, Values scores, double width, Values direction, double tau, int problem, Values product) {
        double usable = Precision.DOUBLE.usableTemperature(tau);
        long length = batch.length(problem);
        for (long i = 0; i < batch.slot(problem); i++) {
            long at = batch.address(problem, i);
            double y = i < length ? scores.get(at) : 0;
            product.set(at, y > 0 && y < width ? direction.get(at) / usable : 0);
        }
    }

    private static double clip(double x) {
        return Math.min(1, Math.max(0, x));
    }
}
