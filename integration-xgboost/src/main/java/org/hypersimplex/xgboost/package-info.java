/**
 * The HyperSimplex objective for XGBoost, on one machine or on many.
 *
 * <p>{@link org.hypersimplex.xgboost.HypersimplexObjective} can be passed wherever xgboost4j takes a custom objective.
 * Where the rows lie on several workers, a {@link org.hypersimplex.xgboost.WorkerSession} joins them, and the
 * projection is the one over the union of their rows. The workers only need an {@link org.hypersimplex.spi.AllReduce}
 * of a few sums and maxima to find the threshold, which is the same on every worker to the last bit.
 *
 * <p>On Spark, xgboost4j-spark distributes the rows, and calls the objective for the rows of each partition, on the
 * thread that the communicator belongs to. {@code integration-spark} has the adapter for that, and a test that trains
 * in Spark's local mode. That module is built only in a Maven profile of its own, since Spark 4.0 doesn't start on JDK
 * 23 and newer: Hadoop's {@code UserGroupInformation.getCurrentUser} calls {@code Subject.getSubject}, which those JDKs
 * no longer support. The tests of this module train with a tracker and worker processes.
 */
@NullMarked
package org.hypersimplex.xgboost;

import org.jspecify.annotations.NullMarked;
