/**
 * The HyperSimplex loss as an objective of LightGBM.
 *
 * <p>{@link org.hypersimplex.lightgbm.HypersimplexRounds} trains a booster of lightgbm4j, or a
 * {@link org.hypersimplex.lightgbm.NativeBooster}, which drives the same native library with all of its memory off the
 * heap. Create either with {@code objective=none}. With {@link org.hypersimplex.boosting.GradientScale#probability()}
 * LightGBM's learning rate is the step η in units of probability.
 *
 * <p>lightgbm4j unpacks its library to a fixed name in {@code java.io.tmpdir}. JVMs that may start at the same time
 * must each have a {@code java.io.tmpdir} of their own, or the environment variable {@code LIGHTGBM_NATIVE_LIB_PATH},
 * which names a directory with the libraries. The native classes here unpack to a new directory every time and need
 * neither.
 */
@NullMarked
package org.hypersimplex.lightgbm;

import org.jspecify.annotations.NullMarked;
