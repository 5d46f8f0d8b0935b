/**
 * Other ways to compute the same projection, written for comparison as well as their methods allow: one problem of floats
 * at a time, into the caller's array, without allocation once constructed.
 */
@NullMarked
package org.hypersimplex.bench.peers;

import org.jspecify.annotations.NullMarked;
