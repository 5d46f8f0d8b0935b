/**
 * The reports on the kernels' speed, {@code kernels.md} and {@code gpu.md}, drawn from the JSON that {@code bench}
 * wrote.
 */
@NullMarked
package org.hypersimplex.bench.report;

import org.jspecify.annotations.NullMarked;
