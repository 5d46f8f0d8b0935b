/**
 * The HyperSimplex objective for XGBoost, on one machine or on many.
 *
 * <p>{@link org.hypersimplex.xgboost.HypersimplexObjective} goes where any custom objective of xgboost4j's goes. Where the
 * rows lie on several workers, a {@link org.hypersimplex.xgboost.WorkerSession} joins them, and the projection is the one
 * over the union of their rows. {@link org.hypersimplex.xgboost.AllReduce} is all that they need of each other: the
 * threshold is found from sums and maxima of a few numbers, and is the same on every worker to the last bit.
 *
 * <p>On Spark, xgboost4j-spark does the distribution: its custom objective sees the rows of its own partition, on the thread
 * that the communicator belongs to, which is all that this objective needs. {@code integration-spark} has the adapter, and
 * trains with it in local mode. It is not in the usual build: Spark 4.0 doesn't start on JDK 23 and newer, as Hadoop's {@code
 * UserGroupInformation.getCurrentUser} fails with {@code UnsupportedOperationException: getSubject is not supported} since
 * {@code Subject.getSubject} went with the security manager. The tests here train with tracker and worker processes.
 */
@NullMarked
package org.hypersimplex.xgboost;

import org.jspecify.annotations.NullMarked;
