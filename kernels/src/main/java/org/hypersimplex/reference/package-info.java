/**
 * The paper's own algorithm, sort and pool adjacent violators, in plain doubles: tests compare the engines with it, and
 * it is a baseline of the benchmarks. Slow and simple on purpose.
 */
@NullMarked
package org.hypersimplex.reference;

import org.jspecify.annotations.NullMarked;
