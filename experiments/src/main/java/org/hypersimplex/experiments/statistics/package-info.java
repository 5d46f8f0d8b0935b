/** Means with their intervals, paired tests, and the correction for many of them. */
@NullMarked
package org.hypersimplex.experiments.statistics;

import org.jspecify.annotations.NullMarked;
