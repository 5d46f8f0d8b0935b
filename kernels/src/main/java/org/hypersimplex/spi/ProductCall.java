package org.hypersimplex.spi;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * One call of the product of each problem's Jacobian with a vector. The constructor checks the temperature, and that
 * sizes and types fit.
 *
 * @param batch where the scores, directions and products lie
 * @param scores the scores, or the projections x
 * @param thresholds a threshold per problem as a projection gave them, or null if {@code scores} are projections x,
 *     whose active entries are those with 0 &lt; x &lt; 1
 * @param tau the temperature, positive and finite
 * @param direction what to multiply with; a NaN affects its own problem only
 * @param product receives the products; may be the direction's own memory
 */
@SuppressWarnings("ArrayRecordComponent") // a call is never compared, and must not copy
public record ProductCall(
        Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
    /** Checks that everything fits the batch, else throws an {@link org.hypersimplex.problem.InputException}. */
    public ProductCall {
        InputException.requireTemperature(tau);
        batch.requireWithin(scores, "scores");
        batch.requireWithin(direction, "upstream");
        direction.requireTypeOf(scores, "upstream");
        batch.requireWritable(product, "gradient");
        product.requireTypeOf(scores, "gradient");
        if (thresholds != null) {
            batch.requireOnePerProblem(thresholds, "thresholds");
        }
    }
}
