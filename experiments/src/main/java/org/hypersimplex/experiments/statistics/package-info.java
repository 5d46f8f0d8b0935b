/** Comparisons of paired measurements. */
@NullMarked
package org.hypersimplex.experiments.statistics;

import org.jspecify.annotations.NullMarked;
