package org.hypersimplex.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.Backends;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProjectionCall;

/**
 * The HyperSimplex loss as a boosting objective: turns the raw scores s of a round into the gradient that the next tree
 * is fitted to. Keeps the thresholds of a round as first guesses for those of the next. Not thread-safe.
 *
 * <p>With x the projection of the scores, one per group, t the labels, w the weights, r = x − t and A the active set,
 * the rows with 0 &lt; x &lt; 1 and w ≠ 0, the loss is L = ½ Σ w r², or the mean of w r² over the rows that take part.
 * The gradient is factor · (w r − mean_A(w r)) on A and 0 elsewhere, which is scale · dL/ds (see {@link
 * GradientScale}); it is computed by the backend's loss. The hessian is constant: w, which is 1 without weights, so
 * that a leaf's step is proportional to the weighted mean of its residuals, and multiplying all weights by a number
 * changes no tree.
 *
 * <p>While no row is clipped to 0 or 1, this is the gradient of squared error less its mean. The projection doesn't
 * change if a constant is added to a group's scores, so the library's initial score does not matter.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections" (Gomez, Wang and Tang 2026), section 4.5 and
 * appendix A; weights, groups and the hessian for weighted rows are ours.
 */
public final class BoostingObjective {
    private final TrainingRows rows;
    private final GradientScale scale;
    private final Backend backend;
    private final AllReduce workers;
    private final boolean whole;
    private final Targets targets;
    private final double[] k;
    private final long entries;
    private final double share;
    private final double[] thresholds;

    /** With {@code whole}, no group has rows on another worker. */
    private BoostingObjective(
            TrainingRows rows, KPolicy policy, GradientScale scale, Backend backend, AllReduce workers, boolean whole) {
        this.rows = rows;
        this.scale = scale;
        this.backend = backend;
        this.workers = workers;
        this.whole = whole;
        this.targets = targets(rows);
        int groups = rows.groups().count();
        policy.requireFits(groups);
        double[] counts = Arrays.copyOf(rows.entries(), 2 * groups);
        System.arraycopy(rows.positives(), 0, counts, groups, groups);
        if (!whole) {
            workers.sum(counts);
        }
        double counted = 0;
        k = new double[groups];
        for (int g = 0; g < groups; g++) {
            k[g] = policy.k(g, (long) counts[g], counts[groups + g]);
            counted += counts[g];
        }
        double[] all = {counted};
        if (whole) {
            workers.sum(all);
        }
        if (all[0] == 0) {
            throw new InputException("no row takes part: all weights are 0");
        }
        entries = (long) all[0];
        share = counted / all[0];
        thresholds = new double[groups];
        Arrays.fill(thresholds, Double.NaN);
    }

    /**
     * The objective for rows that all lie in this process.
     *
     * @param rows labels, weights, groups
     * @param policy chooses the mass of each group; {@link KPolicy#positives()} unless there is a reason
     * @param scale the temperature, and what the gradient is multiplied by
     * @return the objective before its first round
     * @throws InputException if the policy lacks a number for a group, or all weights are 0
     */
    public static BoostingObjective of(TrainingRows rows, KPolicy policy, GradientScale scale) {
        return of(rows, policy, scale, Backends.cpu(), AllReduce.single());
    }

    /**
     * The objective for rows that lie on several workers, or that another backend computes on. A group may have rows on
     * any number of workers, but every worker must name the same groups, and one without rows in a group has a row of
     * weight 0 there.
     *
     * @param rows this worker's labels, weights, groups
     * @param policy chooses the mass of each group from all workers' rows
     * @param scale the temperature, and what the gradient is multiplied by
     * @param backend where to compute
     * @param workers sums over all workers, each of which must make the same calls in the same order, beginning with
     *     this one. With several, the backend must be one of the CPU's vector or scalar engines, and bad scores of one
     *     worker are an error on all of them
     * @return the objective before its first round
     * @throws InputException if the policy lacks a number for a group, or all weights are 0
     */
    public static BoostingObjective of(
            TrainingRows rows, KPolicy policy, GradientScale scale, Backend backend, AllReduce workers) {
        return new BoostingObjective(rows, policy, scale, backend, workers, false);
    }

    /**
     * The objective for groups each of which lies on one worker, such as the documents of a query: every worker names
     * its own groups, and projects them alone. A worker whose weights are all 0 takes part, with a gradient of 0.
     *
     * @param rows this worker's labels, weights, groups
     * @param policy chooses the mass of each of this worker's groups; the same on all workers
     * @param scale the temperature, and what the gradient is multiplied by; a mean is one over all workers' rows
     * @param backend where to compute, any of them
     * @param workers sums over all workers, each of which must make this call and those of {@link #gradient} in the same
     *     order; a bad score of one worker is an error on all of them
     * @return the objective before its first round
     * @throws InputException if the policy lacks a number for a group, or the weights of all workers are 0
     */
    public static BoostingObjective ofWholeGroups(
            TrainingRows rows, KPolicy policy, GradientScale scale, Backend backend, AllReduce workers) {
        return new BoostingObjective(rows, policy, scale, backend, workers, true);
    }

    private static Targets targets(TrainingRows rows) {
        Targets labels = Targets.matrix(rows.labels());
        Values weights = rows.weights();
        return weights == null ? labels : labels.withWeights(weights, rows.groups());
    }

    /**
     * One round: the gradient at the scores. The search starts from the thresholds of the previous round.
     *
     * @param scores n raw scores, floats or doubles; those of weight 0 are not read
     * @param gradient receives n numbers, floats or doubles; may be the scores themselves
     * @return the loss, over all workers' rows, not multiplied by the scale
     * @throws InputException if a score is NaN, infinite scores make the mass impossible, or scores or gradient don't
     *     have n numbers, or if another worker refused its scores; the gradient is untouched then, but for the last of
     *     these
     */
    public double gradient(Values scores, Values gradient) {
        requireSize(scores, "scores");
        requireSize(gradient, "gradients");
        return whole ? ofOwnGroups(scores, gradient) : loss(scores, gradient, scale.scale(), workers);
    }

    /** Nothing of the other workers' rows is needed but how many they are, so only losses and faults are exchanged. */
    private double ofOwnGroups(Values scores, Values gradient) {
        double part = scale.reduction() == Reduction.MEAN ? share : 1;
        double[] sums = new double[2];
        InputException fault = null;
        try {
            sums[0] = part * loss(scores, gradient, part * scale.scale(), AllReduce.single());
        } catch (InputException e) {
            fault = e;
            sums[1] = 1;
        }
        workers.sum(sums);
        if (fault != null) {
            throw fault;
        }
        if (sums[1] > 0) {
            throw new InputException("another worker refused its part of the call");
        }
        return sums[0];
    }

    private double loss(Values scores, Values gradient, double multiplier, AllReduce together) {
        return backend.loss(new LossCall(
                rows.groups(),
                scores,
                targets,
                KPolicy.fixed(k),
                scale.tau(),
                scale.reduction(),
                0,
                thresholds,
                rows.groups(),
                gradient,
                multiplier,
                thresholds,
                together));
    }

    /**
     * The hessian, the same in every round: the weights, or 1 without weights.
     *
     * @param hessian receives n numbers, floats or doubles
     * @throws InputException if there is not room for exactly n numbers
     */
    public void hessian(Values hessian) {
        requireSize(hessian, "hessians");
        Values weights = rows.weights();
        for (long i = 0; i < rows.size(); i++) {
            hessian.set(i, weights == null ? 1 : weights.get(i));
        }
    }

    /**
     * How to read a trained model's scores. Finds all thresholds twice, once for the trained temperature and once for
     * the decision, together with the other workers; does not change the objective.
     *
     * @param scores the model's raw scores of the rows trained on
     * @return one scale per group
     * @throws InputException if a score is NaN or there are not n of them
     */
    public List<ScoreScale> scoreScales(Values scores) {
        Values counted = countedScores(scores);
        double[] soft = thresholds(counted, scale.tau(), thresholds);
        double[] hard = thresholds(counted, ScoreScale.decisionTau(scale.tau()), soft);
        List<ScoreScale> scales = new ArrayList<>(k.length);
        for (int g = 0; g < k.length; g++) {
            scales.add(ScoreScale.of(soft[g], scale.tau(), hard[g]));
        }
        return List.copyOf(scales);
    }

    private double[] thresholds(Values scores, double tau, double[] guesses) {
        double[] found = new double[k.length];
        AllReduce together = whole ? AllReduce.single() : workers;
        backend.project(new ProjectionCall(rows.groups(), scores, Mass.of(k), tau, guesses, null, found, together));
        return found;
    }

    /**
     * The mass of each group, from all rows that it has on any worker.
     *
     * @return a copy
     */
    public double[] k() {
        return k.clone();
    }

    /**
     * How many rows take part, over all workers.
     *
     * @return the n of {@link GradientScale#factor}
     */
    public long entries() {
        return entries;
    }

    /**
     * The thresholds of the last round.
     *
     * @return a copy, NaN before the first round
     */
    public double[] thresholds() {
        return thresholds.clone();
    }

    private void requireSize(Values values, String name) {
        if (values.size() != rows.size()) {
            throw new InputException(values.size() + " " + name + " for " + rows.size() + " rows");
        }
    }

    /** The scores to project: those of rows of weight 0 are replaced by −∞. */
    private Values countedScores(Values scores) {
        requireSize(scores, "scores");
        Values weights = rows.weights();
        if (weights == null) {
            return scores;
        }
        double[] counted = new double[(int) rows.size()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = weights.get(i) == 0 ? Double.NEGATIVE_INFINITY : scores.get(i);
        }
        return Values.of(counted);
    }
}
