/**
 * The HyperSimplex objective inside xgboost4j-spark. Spark distributes the rows, xgboost4j-spark trains in a barrier stage
 * with a communicator on each task's thread, and the objective projects over the rows of all partitions.
 *
 * @serial exclude
 */
@NullMarked
package org.hypersimplex.spark;

import org.jspecify.annotations.NullMarked;
