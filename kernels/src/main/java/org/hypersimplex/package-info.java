/**
 * The projection onto the hypersimplex (soft-binary-argmax@k), its derivatives, and the HyperSimplex loss.
 *
 * <p>{@link org.hypersimplex.SoftBinaryArgmax} is the operator, {@link org.hypersimplex.HypersimplexLoss} the loss,
 * {@link org.hypersimplex.Batch} says where the problems lie in memory and {@link org.hypersimplex.Values} holds the
 * numbers. {@link org.hypersimplex.Backends} gives the machine that does the work: the CPU unless told otherwise.
 */
@NullMarked
package org.hypersimplex;

import org.jspecify.annotations.NullMarked;
