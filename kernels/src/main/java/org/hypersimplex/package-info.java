/**
 * The projection onto the hypersimplex (soft-binary-argmax@k), its derivatives, and the HyperSimplex loss.
 *
 * <p>{@link org.hypersimplex.SoftBinaryArgmax} is the operator, with {@link org.hypersimplex.CappedSimplex} for weights
 * that are capped elsewhere than at 1, and {@link org.hypersimplex.HypersimplexLoss} is the loss. All take {@link org.hypersimplex.problem.Values}, the numbers, and a {@link org.hypersimplex.problem.Batch}, which
 * says which of them belong to which problem. They compute on the CPU unless given another of the {@link
 * org.hypersimplex.Backends}.
 */
@NullMarked
package org.hypersimplex;

import org.jspecify.annotations.NullMarked;
