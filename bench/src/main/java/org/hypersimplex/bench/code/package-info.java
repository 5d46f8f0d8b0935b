/** What the compilers make of the kernels for GPUs, where there is no GPU: registers, loops, calls of the driver. */
@NullMarked
package org.hypersimplex.bench.code;

import org.jspecify.annotations.NullMarked;
