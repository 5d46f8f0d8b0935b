/**
 * The HyperSimplex objective for XGBoost, on one machine or on many.
 *
 * <p>{@link org.hypersimplex.xgboost.HypersimplexObjective} goes where any custom objective of xgboost4j's goes. Where the
 * rows lie on several workers, a {@link org.hypersimplex.xgboost.WorkerSession} joins them, and the projection is the one
 * over the union of their rows. {@link org.hypersimplex.xgboost.AllReduce} is all that they need of each other: the
 * threshold is found from sums and maxima of a few numbers, and is the same on every worker to the last bit.
 *
 * <p>On Spark, xgboost4j-spark does the distribution: its custom objective sees the rows of its own partition, on the thread
 * that the communicator belongs to, which is all that this objective needs. Give {@code setCustomObj} an {@code
 * ObjectiveTrait} whose {@code getGradient(float[][], ml.dmlc.xgboost4j.java.DMatrix)} calls this one's, and leave {@code
 * ml.dmlc:xgboost4j_2.12} out of the class path, as xgboost4j-spark brings the same classes. Every partition must have rows.
 * Tried with {@code ml.dmlc:xgboost4j-spark_2.13:3.1.1} on Spark 4.0.1 (Scala 2.13, Hadoop 3.4.1): it trains on JDK 21. On
 * JDK 25 that Spark doesn't start: Hadoop's {@code UserGroupInformation.getCurrentUser} fails with {@code
 * UnsupportedOperationException: getSubject is not supported}, as {@code Subject.getSubject} went with the security manager.
 * So the build, which runs on the newest JDK, has no test with Spark; the tests train with tracker and worker processes.
 */
@NullMarked
package org.hypersimplex.xgboost;

import org.jspecify.annotations.NullMarked;
