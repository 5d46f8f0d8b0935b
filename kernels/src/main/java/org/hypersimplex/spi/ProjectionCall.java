package org.hypersimplex.spi;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * One call of the projection. The constructor checks the temperature, and that sizes and shapes fit; the backend checks
 * the scores. The arrays are the caller's own, not copies, and a backend keeps none of them after the call. Immutable
 * and thread-safe, but for the memory that it names, which one thread at a time may use.
 *
 * @param batch where the scores lie, and x
 * @param scores the scores
 * @param k the mass of each problem
 * @param tau the temperature, positive and finite
 * @param guesses first guesses of the thresholds, NaN where there is none, or null if there are none at all; they
 *     affect only the running time and the last bits of the result
 * @param x receives the projections, or null if only thresholds are wanted; may be the scores' own memory
 * @param thresholds receives a threshold per problem, or null; may be the guesses
 * @param workers sums over all workers that hold scores of these problems; {@link AllReduce#single()} if all are here
 */
@SuppressWarnings("ArrayRecordComponent") // a call is never compared, and must not copy
public record ProjectionCall(
        Batch batch,
        Values scores,
        Mass k,
        double tau,
        double @Nullable [] guesses,
        @Nullable Values x,
        double @Nullable [] thresholds,
        AllReduce workers) {
    /** Checks that everything fits the batch, else throws an {@link org.hypersimplex.problem.InputException}. */
    public ProjectionCall {
        InputException.requireTemperature(tau);
        batch.requireWithin(scores, "scores");
        // With several workers a problem is longer than its part here, and the backend compares k with the total.
        if (workers.isSingle()) {
            k.requireFits(batch);
        }
        if (x != null) {
            batch.requireWritable(x, "x");
            x.requireTypeOf(scores, "x");
        }
        if (thresholds != null) {
            batch.requireOnePerProblem(thresholds, "thresholds");
        }
        if (guesses != null) {
            batch.requireOnePerProblem(guesses, "guesses");
        }
    }
}
