/**
 * The CPU backend. From the outside in: {@code CpuBackend} answers the interface, {@code FloatProjection},
 * {@code FloatProduct} and {@code FloatLoss} walk over a batch in tiles, {@code FloatSolver} finds one problem's threshold,
 * and {@code FloatPasses} are the loops over contiguous numbers that the scalar and the Vector API engine each write in
 * their own way. Operands of any layout reach the passes through {@code FloatOperand}.
 *
 * <p>Every {@code Float…} class here has a {@code Double…} twin that the build makes from it by replacing words, so the
 * source below speaks of floats only. {@code FloatLanes} and {@code DoubleLanes} hold what differs and are both written by
 * hand.
 */
@NullMarked
package org.hypersimplex.cpu;

import org.jspecify.annotations.NullMarked;
