/**
 * The HyperSimplex objective for XGBoost, on one machine or on many.
 *
 * <p>{@link org.hypersimplex.xgboost.HypersimplexObjective} can be passed wherever xgboost4j takes a custom objective, and
 * {@link org.hypersimplex.xgboost.ModelScales} keeps with a model how to read its scores. Where the rows lie on several
 * workers, a {@link org.hypersimplex.xgboost.WorkerSession} joins them, and the projection is the one over the union of
 * their rows. This package has no search of its own: the kernels' search takes its totals over an {@link
 * org.hypersimplex.spi.AllReduce}, five doubles at a time, and begins at the last round's threshold, so that a round
 * needs some four reductions. Thresholds are the same on every worker to the last bit.
 *
 * <p>On Spark, xgboost4j-spark distributes the rows, and calls the objective for the rows of each partition, on the
 * thread that the communicator belongs to; {@code integration-spark} has what is needed for that. The tests of this
 * module train with a tracker and worker processes.
 */
@NullMarked
package org.hypersimplex.xgboost;

import org.jspecify.annotations.NullMarked;
