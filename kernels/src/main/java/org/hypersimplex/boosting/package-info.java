/**
 * The HyperSimplex loss as an objective for gradient boosting, whatever library grows the trees: scores and labels in,
 * gradient and hessian out, once per round.
 *
 * <p>{@link org.hypersimplex.boosting.TrainingRows} holds labels, weights and groups,
 * {@link org.hypersimplex.boosting.GradientScale} says how long a step is,
 * {@link org.hypersimplex.boosting.BoostingObjective} does the rounds, {@link org.hypersimplex.boosting.RowUnion} lets the
 * rows lie on several machines, and {@link org.hypersimplex.boosting.ScoreScale} reads the trained model's scores.
 */
@NullMarked
package org.hypersimplex.boosting;

import org.jspecify.annotations.NullMarked;
