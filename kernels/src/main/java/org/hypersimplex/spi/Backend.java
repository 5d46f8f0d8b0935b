package org.hypersimplex.spi;

import java.util.Optional;

/**
 * What computes: the CPU with one of its engines, or a GPU. Users call it through {@code SoftBinaryArgmax} and {@code
 * HypersimplexLoss}. The constructors of calls check sizes and shapes; a backend checks the numbers themselves before
 * it writes anything. Thread-safe. Closing gives back what the backend holds (threads, device memory).
 */
public interface Backend extends AutoCloseable {
    /**
     * What this backend is.
     *
     * @return its name, vector width and other properties
     */
    BackendFacts facts();

    /**
     * Projects every problem's scores.
     *
     * @param call the scores, and what is wanted
     * @throws org.hypersimplex.problem.InputException if a score is NaN, or if infinite scores leave no solution;
     *     nothing is written then
     */
    void project(ProjectionCall call);

    /**
     * Multiplies every problem's Jacobian with a vector: VJP and JVP alike, since the Jacobian is symmetric. Numbers
     * are not checked for NaN.
     *
     * @param call the scores and directions
     */
    void multiply(ProductCall call);

    /**
     * The HyperSimplex loss, and its gradient if the call has memory for it. x is never stored.
     *
     * @param call the logits and targets, and what is wanted
     * @return the loss
     * @throws org.hypersimplex.problem.InputException if a logit is NaN or infinite ones leave no solution, or a
     *     target, class id or weight is out of range; nothing is written then
     */
    double loss(LossCall call);

    /**
     * The device's own clock, which times kernels without launching and transfers.
     *
     * @return the clock, or empty if the backend has none
     */
    default Optional<DeviceClock> clock() {
        return Optional.empty();
    }

    /** Gives back threads and device memory, if the backend holds any of its own. */
    @Override
    default void close() {}
}
