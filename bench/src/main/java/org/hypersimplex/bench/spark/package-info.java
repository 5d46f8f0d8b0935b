/** Projections of DataFrames, measured where Spark is. */
@NullMarked
package org.hypersimplex.bench.spark;

import org.jspecify.annotations.NullMarked;
