package org.hypersimplex.spi;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * One call of the product of each problem's Jacobian with a vector. The constructor checks the temperature, and that
 * sizes and types fit. Immutable and thread-safe, but for the memory that it names, which one thread at a time may use.
 *
 * @param batch where the scores, directions and products lie
 * @param scores the scores, or the projections x
 * @param thresholds a threshold per problem as a projection gave them, or null if {@code scores} are projections x,
 *     whose active entries are those with 0 &lt; x &lt; 1
 * @param k the mass of each problem, from which a backend may find a threshold again where one double has too few
 *     digits for it
 * @param tau the temperature, positive and finite
 * @param direction what to multiply with; a NaN affects its own problem only
 * @param product receives the products; may be the direction's own memory
 */
@SuppressWarnings("ArrayRecordComponent") // a call is never compared, and must not copy
public record ProductCall(
        Batch batch,
        Values scores,
        double @Nullable [] thresholds,
        Mass k,
        double tau,
        Values direction,
        Values product) {
    private static final double COARSEST_THRESHOLD = 0x1p-40;

    /** Checks that everything fits the batch, else throws an {@link org.hypersimplex.problem.InputException}. */
    public ProductCall {
        InputException.requireTemperature(tau);
        batch.requireWithin(scores, "scores");
        batch.requireWithin(direction, "upstream");
        direction.requireTypeOf(scores, "upstream");
        batch.requireWritable(product, "gradient");
        product.requireTypeOf(scores, "gradient");
        k.requireFits(batch);
        if (thresholds != null) {
            batch.requireOnePerProblem(thresholds, "thresholds");
        }
    }

    /**
     * Whether one double has too few digits for a problem's threshold: where the temperature is tiny beside it, which
     * entries are active depends on digits that were rounded away, and the threshold has to be found again.
     *
     * @param problem 0 to count − 1
     * @return whether there are thresholds, and this one's rounding is more than 2⁻⁴⁰ times the temperature
     */
    public boolean isCoarse(int problem) {
        return thresholds != null && Math.ulp(thresholds[problem]) > COARSEST_THRESHOLD * tau;
    }
}
