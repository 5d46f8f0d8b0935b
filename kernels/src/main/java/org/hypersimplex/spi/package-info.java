/**
 * What a backend implements: {@link org.hypersimplex.spi.Backend} takes each call as one object, and states {@link
 * org.hypersimplex.spi.BackendFacts facts} about itself; {@link org.hypersimplex.spi.BackendProvider} makes a backend
 * that may or may not run on a machine. Users meet three types of this package: the backend that they compute on, the
 * {@link org.hypersimplex.spi.Parallelism} of the CPU's, and {@link org.hypersimplex.spi.AllReduce} where a problem's
 * scores lie on several machines.
 */
@NullMarked
package org.hypersimplex.spi;

import org.jspecify.annotations.NullMarked;
