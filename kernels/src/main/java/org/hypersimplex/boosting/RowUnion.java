package org.hypersimplex.boosting;

import org.hypersimplex.Backend;
import org.hypersimplex.Backends;
import org.hypersimplex.Batch;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.Values;

/**
 * All rows of a training set, wherever they lie. The objective asks it for the two things that need rows of other machines:
 * thresholds and sums. Where there are several workers, each calls both methods equally often and in the same order, and
 * all get the same answers.
 */
public interface RowUnion {
    /**
     * Replaces numbers by their sums over all workers; does nothing where there is but one.
     *
     * @param numbers of the same length on every worker
     */
    void sum(double[] numbers);

    /**
     * Finds the thresholds of the projections over all workers' rows.
     *
     * @param groups where this worker's part of each group lies
     * @param scores this worker's scores; −∞ where a row is left out
     * @param k the mass of each whole group
     * @param tau the temperature
     * @param thresholds the last round's thresholds as guesses, NaN where there are none; receives ν of each group. Stays
     *     as it is if an exception is thrown
     * @throws IllegalArgumentException if a score is NaN; nothing is written then
     */
    void thresholds(Batch groups, Values scores, double[] k, double tau, double[] thresholds);

    /**
     * Rows that all lie in this process, projected on the caller's thread.
     *
     * @return the union of one
     */
    static RowUnion local() {
        return local(Backends.cpu());
    }

    /**
     * Rows that all lie in this process.
     *
     * @param backend where to project
     * @return the union of one
     */
    static RowUnion local(Backend backend) {
        return new RowUnion() {
            @Override
            public void sum(double[] numbers) {}

            @Override
            public void thresholds(Batch groups, Values scores, double[] k, double tau, double[] thresholds) {
                SoftBinaryArgmax.of(k, tau)
                        .on(backend)
                        .warmStarted()
                        .project(groups, scores, (Values) null, thresholds);
            }
        };
    }
}
