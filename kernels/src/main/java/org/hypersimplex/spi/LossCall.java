package org.hypersimplex.spi;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * One call of the loss. The constructor checks the temperature and the anchor, and that sizes and shapes fit; the backend checks
 * logits, targets and weights. The arrays are the caller's own, not copies, and a backend keeps none of them after the
 * call. Immutable and thread-safe, but for the memory that it names, which one thread at a time may use.
 *
 * @param batch where the logits lie
 * @param logits the logits
 * @param targets the targets, 0/1 or soft, or class ids
 * @param policy chooses the mass of each problem
 * @param tau the temperature, positive and finite
 * @param reduction how squared residuals become the loss
 * @param anchor α of the anchored loss, which adds (α/C) Σ (ν/τ)² to the reduced value; finite and at least 0, which is
 *     the paper's loss. See {@link org.hypersimplex.HypersimplexLoss#anchored}
 * @param guesses first guesses of the thresholds, NaN where there is none, or null if there are none at all; they
 *     affect only the running time and the last bits of the result
 * @param gradientBatch where the gradient goes; of the same shape as the batch
 * @param gradient receives the gradient with respect to the logits, or null if only the loss is wanted; of either type;
 *     may be the logits' own memory
 * @param gradientScale what the whole gradient is multiplied by, the anchor's part too; 1 gives the gradient of the loss
 * @param thresholds receives a threshold per problem, or null; may be the guesses
 * @param workers sums over all workers that hold logits of these problems; {@link AllReduce#single()} if all are here
 */
@SuppressWarnings("ArrayRecordComponent") // a call is never compared, and must not copy
public record LossCall(
        Batch batch,
        Values logits,
        Targets targets,
        KPolicy policy,
        double tau,
        Reduction reduction,
        double anchor,
        double @Nullable [] guesses,
        Batch gradientBatch,
        @Nullable Values gradient,
        double gradientScale,
        double @Nullable [] thresholds,
        AllReduce workers) {
    /** Checks that everything fits the batch, else throws an {@link org.hypersimplex.problem.InputException}. */
    public LossCall {
        InputException.requireTemperature(tau);
        InputException.requireAnchor(anchor);
        batch.requireWithin(logits, "logits");
        targets.requireFits(batch);
        policy.requireFits(batch.count());
        if (gradient != null) {
            batch.requireShape(gradientBatch, "gradient");
            gradientBatch.requireWritable(gradient, "gradient");
        }
        if (thresholds != null) {
            batch.requireOnePerProblem(thresholds, "thresholds");
        }
        if (guesses != null) {
            batch.requireOnePerProblem(guesses, "guesses");
        }
    }
}
