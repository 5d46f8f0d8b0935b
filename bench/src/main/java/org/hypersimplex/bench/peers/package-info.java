/**
 * Other published methods for the same projection, implemented as efficiently as each of them allows, so that the
 * comparison is fair: one problem of floats at a time, into the caller's array, without allocation once constructed.
 */
@NullMarked
package org.hypersimplex.bench.peers;

import org.jspecify.annotations.NullMarked;
