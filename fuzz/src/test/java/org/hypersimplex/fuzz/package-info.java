/**
 * The targets. Each takes any bytes and fails if the code under test does anything but answer rightly or refuse in one
 * line. In a usual build they get the inputs beside them among the resources, in a run of the fuzzer any.
 */
@NullMarked
package org.hypersimplex.fuzz;

import org.jspecify.annotations.NullMarked;
