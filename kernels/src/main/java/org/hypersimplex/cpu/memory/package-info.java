/**
 * Where scores lie: {@code FloatOperand} is memory of the caller's in any layout, {@code FloatOneHot} class ids seen as
 * targets, {@code FloatWindow} a view of either in which a problem lies contiguous, copied only where it has to be.
 */
@NullMarked
package org.hypersimplex.cpu.memory;

import org.jspecify.annotations.NullMarked;
