/**
 * The walk over a batch: {@code FloatOperation} goes through it in tiles or chunks on the threads of a {@code Crew},
 * and {@code FloatProjection}, {@code FloatProduct} and {@code FloatLoss} say what is done with each problem. {@code
 * FloatProblem} is one problem of the walk, which a search sees as its scores; {@code FloatWorkspace} is what one
 * thread needs meanwhile; {@code FloatKernels} keeps all of these objects for the next call.
 */
@NullMarked
package org.hypersimplex.cpu.operation;

import org.jspecify.annotations.NullMarked;
