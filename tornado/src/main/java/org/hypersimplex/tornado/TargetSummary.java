package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;

/**
 * What must be known of a loss's targets before the kernels are launched: that all are in range, and for each problem
 * how many entries take part and what their targets add up to, from which the k policy chooses the mass.
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
     * @throws InputException if a target, class id or weight is out of range
     */
    static TargetSummary of(Targets targets, Batch batch) {
        TargetSummary summary = new TargetSummary(batch.count());
        for (int p = 0; p < batch.count(); p++) {
            summary.read(targets, batch, p);
        }
        return summary;
    }

    private void read(Targets targets, Batch batch, int problem) {
        for (int i = 0; i < batch.length(problem); i++) {
            if (targets.weight(batch, problem, i) != 0) {
                taking[problem]++;
                positives[problem] += targets.target(batch, problem, i);
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
