/**
 * The backend of this machine: {@code CpuBackend} implements {@link org.hypersimplex.spi.Backend}, {@code Engines}
 * chooses how to compute and says why. The work is done in four packages, each of which uses only those named after it:
 * {@code operation}, the walk over a batch; {@code search}, from the sums and counts of a pass to a threshold; {@code
 * memory}, where scores lie; {@code pass}, the loops over contiguous scores.
 *
 * <p>Every {@code Float…} class of these packages has a {@code Double…} twin that the build makes from it by replacing
 * words, so the sources speak of floats only.
 */
@NullMarked
package org.hypersimplex.cpu;

import org.jspecify.annotations.NullMarked;
