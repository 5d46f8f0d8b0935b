package org.hypersimplex.xgboost;

import org.hypersimplex.Batch;
import org.hypersimplex.Numbers;
import org.hypersimplex.Values;

/**
 * Finds the threshold ν of the projection over all workers' scores, Σ clip((y − ν)/τ, 0, 1) = k: Newton's method inside a
 * bracket (Cominetti, Mascarenhas and Silva 2014), with the counts at each threshold summed over the workers. Every
 * decision is made from reduced numbers alone, so that all workers take the same steps, stop together and return the same
 * bits. The scores never leave their worker.
 *
 * <p>A search takes one reduction for the range, one for the start, and one for each threshold tried: one or two in most
 * rounds of boosting, some tens where τ is tiny beside the gaps between the scores. The threshold comes from the final
 * partition and doesn't depend on the path that led there. Conventions are those of {@link
 * org.hypersimplex.SoftBinaryArgmax}. Keeps scratch memory; not thread-safe.
 */
final class UnionThreshold {
    /** Newton steps after which the bracket must have halved. */
    private static final int PATIENCE = 3;

    private static final double NEVER = -1;

    private final AllReduce workers;
    private final FiniteScores own = new FiniteScores();
    private final double[] range = new double[3];
    private final double[] totals = new double[3];
    private final double[] counts = new double[3];
    private final double[] sides = new double[2];

    private double tau;

    UnionThreshold(AllReduce workers) {
        this.workers = workers;
    }

    /**
     * Searches.
     *
     * @param scores holds this worker's scores
     * @param batch where they lie
     * @param problem the problem, the same on every worker
     * @param k the mass, the same on every worker, whole or not
     * @param temperature τ, positive and finite, the same on every worker
     * @param guess a threshold that may be near, or NaN; the same on every worker
     * @return ν, the same bits on every worker
     * @throws IllegalArgumentException on every worker, if one of them has a score that is NaN, or k is out of range
     */
    double find(Values scores, Batch batch, int problem, double k, double temperature, double guess) {
        tau = temperature;
        own.read(scores, batch, problem);
        reduceRange(problem);
        double min = -range[1];
        double max = range[0];
        totals[0] = own.count();
        totals[1] = own.infinite();
        // From the middle of the range, so that a large offset of all scores costs no digits.
        double pivot = min + 0.5 * (max - min);
        totals[2] = own.sumAbove(pivot);
        workers.sum(totals);
        double finite = totals[0];
        double mass = k - totals[1];
        if (!(mass >= 0 && mass <= finite)) {
            throw Numbers.infeasible(problem, k, (long) totals[1], (long) (totals[1] + finite));
        }
        if (finite == 0) {
            return 0;
        }
        if (mass == 0) {
            return max;
        }
        if (mass == finite) {
            return min - tau;
        }
        double start = Double.isFinite(guess) ? guess : pivot + (totals[2] / finite - tau * (mass / finite));
        return search(mass, min - tau, start, max);
    }

    private void reduceRange(int problem) {
        range[0] = own.max();
        range[1] = -own.min();
        range[2] = own.hasNaN() ? 1 : 0;
        workers.max(range);
        if (own.hasNaN()) {
            throw Numbers.notANumber(problem, own.firstNaN());
        }
        if (range[2] > 0) {
            throw new IllegalArgumentException("a score of problem " + problem + " on another worker is NaN");
        }
    }

    private double search(double mass, double lowest, double start, double highest) {
        double left = lowest;
        double right = highest;
        double at = start > left && start < right ? start : middle(left, right);
        double lastActive = NEVER;
        double lastOnes = NEVER;
        double lastWidth = right - left;
        for (int step = 1; ; step++) {
            own.count(at, tau, counts);
            workers.sum(counts);
            double active = counts[1];
            double ones = counts[2];
            double excess = counts[0] + tau * (ones - mass);
            if (active == 0 && ones == mass) {
                return vertex(at);
            }
            left = excess >= 0 ? Math.max(left, at) : left;
            right = excess <= 0 ? Math.min(right, at) : right;
            double next = at + excess / active;
            // The partitions of increasing thresholds are nested, so equal counts mean the same partition: the one that
            // Newton's step was made from holds where it led.
            boolean same = active == lastActive && ones == lastOnes;
            if (active > 0 && (same || Math.abs(next - at) <= 2 * Math.max(Math.ulp(at), Math.ulp(tau)))) {
                return settle(next, mass);
            }
            lastActive = active;
            lastOnes = ones;
            boolean stalled = false;
            if (step % PATIENCE == 0) {
                stalled = right - left > 0.5 * lastWidth;
                lastWidth = right - left;
            }
            if (stalled || !(next > left && next < right)) {
                next = middle(left, right);
                lastActive = NEVER;
                if (next <= left || next >= right) {
                    return next;
                }
            }
            at = next;
        }
    }

    private static double middle(double left, double right) {
        return left + 0.5 * (right - left);
    }

    /** A threshold of a partition with active entries; these may be so close to 0 or 1 that it is a vertex really. */
    private double settle(double threshold, double mass) {
        double edge = 4 * counts[1] * Math.ulp(threshold);
        boolean atEdge = counts[0] <= edge || tau * counts[1] - counts[0] <= edge;
        return atEdge && mass == Math.rint(mass) ? vertex(threshold) : threshold;
    }

    /** Where an interval of thresholds gives the same projection as this one, its middle. */
    private double vertex(double threshold) {
        own.gap(threshold + 0.5 * tau, sides);
        workers.max(sides);
        double zero = sides[0];
        double one = -sides[1];
        return one - zero < tau ? threshold : middle(zero, one - tau);
    }
}
