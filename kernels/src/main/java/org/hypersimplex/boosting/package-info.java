/**
 * The HyperSimplex loss as an objective for gradient boosting, whatever library grows the trees: scores and labels in,
 * gradient and hessian out, once per round.
 *
 * <p>{@link org.hypersimplex.boosting.TrainingRows} holds labels, weights and groups, {@link
 * org.hypersimplex.boosting.GradientScale} the size of the steps, {@link org.hypersimplex.boosting.BoostingObjective}
 * computes each round's gradient, on one machine or on many ({@link org.hypersimplex.spi.AllReduce}), and {@link
 * org.hypersimplex.boosting.ScoreScale} reads the trained model's scores.
 */
@NullMarked
package org.hypersimplex.boosting;

import org.jspecify.annotations.NullMarked;
