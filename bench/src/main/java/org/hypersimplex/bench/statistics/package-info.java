/** Comparisons of paired measurements. */
@NullMarked
package org.hypersimplex.bench.statistics;

import org.jspecify.annotations.NullMarked;
