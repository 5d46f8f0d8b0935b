package org.hypersimplex.tornado;

import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Numbers;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;

/**
 * What is to be known of a loss's targets before anything is launched: that all are in range, and per problem how many
 * entries take part and what their targets add up to, which the k policy asks for.
 */
final class TargetSummary {
    private final long[] taking;
    private final double[] positives;

    private TargetSummary(int problems) {
        taking = new long[problems];
        positives = new double[problems];
    }

    /**
     * Reads and checks the targets.
     *
     * @throws IllegalArgumentException if a target, class id or weight is out of range
     */
    static TargetSummary of(Targets targets, Batch batch) {
        TargetSummary summary = new TargetSummary(batch.count());
        for (int p = 0; p < batch.count(); p++) {
            summary.read(targets, batch, p);
        }
        return summary;
    }

    private void read(Targets targets, Batch batch, int problem) {
        int[] ids = targets.classIds();
        Values matrix = targets.matrix();
        Values weights = targets.weights();
        Batch at = targets.layout(batch);
        Batch weightAt = targets.weightLayout(batch);
        for (int i = 0; i < batch.length(problem); i++) {
            double weight = weights == null ? 1 : weights.get(weightAt.start(problem) + i * weightAt.entryStride());
            Numbers.requireWeight(weight, problem, i);
            if (weight == 0) {
                continue;
            }
            taking[problem]++;
            if (ids != null) {
                Numbers.requireClass(ids[i], batch.count(), i);
                positives[problem] += ids[i] == problem ? 1 : 0;
            } else if (matrix != null) {
                double target = matrix.get(at.start(problem) + i * at.entryStride());
                Numbers.requireTarget(target, problem, i);
                positives[problem] += target;
            }
        }
    }

    /** The mass of each problem. */
    double[] masses(KPolicy policy) {
        double[] k = new double[taking.length];
        for (int p = 0; p < k.length; p++) {
            k[p] = policy.k(p, taking[p], positives[p]);
        }
        return k;
    }

    /** How many entries take part in all problems together. */
    long entries() {
        long sum = 0;
        for (long n : taking) {
            sum += n;
        }
        return sum;
    }
}
