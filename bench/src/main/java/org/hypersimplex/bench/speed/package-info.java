/** How fast the kernels are: JMH benchmarks, the peers and limits they are compared with, and what is run of them. */
@NullMarked
package org.hypersimplex.bench.speed;

import org.jspecify.annotations.NullMarked;
