package org.hypersimplex;

import org.jspecify.annotations.Nullable;

/**
 * A machine that does the work: the CPU with one of its engines, or a GPU. Callers go through {@link SoftBinaryArgmax}
 * and {@link HypersimplexLoss}, which check everything but the numbers themselves; a backend checks those before it writes
 * anything. Thread-safe. Closing gives back what the backend holds (threads, device memory).
 */
public interface Backend extends AutoCloseable {
    /**
     * The short name that {@link Backends#named} knows it by.
     *
     * @return such as "vector"
     */
    String name();

    /**
     * What runs, for people.
     *
     * @return a line such as "Vector API, 512 bits, 1 thread"
     */
    String description();

    /**
     * Projects every problem's scores.
     *
     * @param batch where the scores lie, and x
     * @param scores the scores
     * @param k the mass, one for all problems or one per problem
     * @param tau the temperature
     * @param x receives the projections, or null if only thresholds are wanted; may be the scores' own memory
     * @param thresholds receives a threshold per problem, or null
     * @param warm whether the thresholds hold first guesses, NaN where there is none; they change the time it takes alone
     * @throws IllegalArgumentException if a score is NaN, or if infinite scores leave no solution; nothing is written then
     */
    void project(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm);

    /**
     * Multiplies every problem's Jacobian with a direction: VJP and JVP alike, since the Jacobian is symmetric.
     *
     * @param batch where the scores lie, and the directions and products
     * @param scores the scores, or the projections themselves if there are no thresholds
     * @param thresholds a threshold per problem as {@link #project} gave them, or null to find the active entries from x
     * @param tau the temperature
     * @param direction what to multiply with
     * @param product receives the products; may be the direction's own memory
     */
    void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product);

    /**
     * The HyperSimplex loss, and its gradient if there is room for it, without an array for x.
     *
     * @param batch where the logits lie
     * @param logits the logits
     * @param targets what they should have been
     * @param policy chooses the mass of each problem
     * @param tau the temperature
     * @param reduction how squared residuals become the loss
     * @param gradientBatch where the gradient goes; of the same shape as the batch
     * @param gradient receives the gradient by the logits, or null; may be the logits' own memory
     * @param thresholds receives a threshold per problem, or null
     * @param warm whether the thresholds hold first guesses, NaN where there is none
     * @return the loss
     * @throws IllegalArgumentException if a logit is NaN or infinite ones leave no solution, or a target, class id or
     *     weight is out of range; nothing is written then
     */
    double loss(
            Batch batch,
            Values logits,
            Targets targets,
            KPolicy policy,
            double tau,
            Reduction reduction,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds,
            boolean warm);

    /** Gives back threads and device memory, if the backend holds any of its own. */
    @Override
    default void close() {}
}
