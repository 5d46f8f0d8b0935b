/**
 * The HyperSimplex objective for XGBoost, on one machine or on many.
 *
 * <p>{@link org.hypersimplex.xgboost.HypersimplexObjective} goes where any custom objective of xgboost4j's goes. Where the
 * rows lie on several workers, a {@link org.hypersimplex.xgboost.WorkerSession} joins them, and the projection is the one
 * over the union of their rows. {@link org.hypersimplex.xgboost.AllReduce} is all that they need of each other: the
 * threshold is found from sums and maxima of a few numbers, and is the same on every worker to the last bit.
 */
@NullMarked
package org.hypersimplex.xgboost;

import org.jspecify.annotations.NullMarked;
