package org.hypersimplex.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss as a boosting objective: turns the raw scores of a round into the gradient to fit the next tree to.
 * Keeps the thresholds from round to round, as first guesses for the next search. Not thread-safe.
 *
 * <p>With x the projection of the scores, one per group, r = x − t and A the rows with 0 &lt; x &lt; 1 and w ≠ 0, the loss
 * is L = ½ Σ w r², or the mean of w r² over the rows that take part. The gradient is factor · (w r − mean_A(w r)) on A and 0
 * elsewhere, which is scale · dL/ds (see {@link GradientScale}). The hessian is constant: w, which is 1 without weights, so
 * that a leaf moves by the weighted mean of its residuals and multiplying all weights by a number changes no tree.
 *
 * <p>While no row is clipped this is the gradient of squared error, up to its mean. It sums to 0 over each group, hence the
 * library's initial score does not matter.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections", sections on the loss and on boosting; weights,
 * groups and the hessian for weighted rows are ours.
 */
public final class BoostingObjective {
    /** Of the temperature, for the decision: below it scores count as tied. */
    private static final double DECISION_TAU = 1e-6;

    private final TrainingRows rows;
    private final GradientScale scale;
    private final RowUnion union;
    private final Residuals residuals;
    private final double[] k;
    private final long entries;
    private final double[] thresholds;
    private final double[] sums;
    private final double @Nullable [] masked;

    private BoostingObjective(TrainingRows rows, KPolicy policy, GradientScale scale, RowUnion union) {
        this.rows = rows;
        this.scale = scale;
        this.union = union;
        int groups = rows.groups().count();
        policy.requireFits(groups);
        double[] counts = Arrays.copyOf(rows.entries(), 2 * groups);
        System.arraycopy(rows.positives(), 0, counts, groups, groups);
        union.sum(counts);
        long all = 0;
        k = new double[groups];
        for (int g = 0; g < groups; g++) {
            k[g] = policy.k(g, (long) counts[g], counts[groups + g]);
            all += (long) counts[g];
        }
        if (all == 0) {
            throw new IllegalArgumentException("no row takes part: all weights are 0");
        }
        entries = all;
        residuals = new Residuals(rows, scale.tau());
        thresholds = new double[groups];
        Arrays.fill(thresholds, Double.NaN);
        sums = new double[groups * Residuals.SUMS];
        masked = rows.leavesOut() ? new double[(int) rows.size()] : null;
    }

    /**
     * The objective for rows that all lie in this process.
     *
     * @param rows labels, weights, groups
     * @param policy chooses the mass of each group; {@link KPolicy#positives()} unless there is a reason
     * @param scale the length of the steps
     * @return the objective before its first round
     * @throws IllegalArgumentException if the policy has not a number for every group, or all weights are 0
     */
    public static BoostingObjective of(TrainingRows rows, KPolicy policy, GradientScale scale) {
        return of(rows, policy, scale, RowUnion.local());
    }

    /**
     * The objective for rows that lie on several workers, or in this process but projected elsewhere.
     *
     * @param rows this worker's labels, weights, groups; where there are several workers, one group
     * @param policy chooses the mass of each group from all workers' rows
     * @param scale the length of the steps
     * @param union reaches the other workers; asked for one sum here
     * @return the objective before its first round
     * @throws IllegalArgumentException if the policy has not a number for every group, or all weights are 0
     */
    public static BoostingObjective of(TrainingRows rows, KPolicy policy, GradientScale scale, RowUnion union) {
        return new BoostingObjective(rows, policy, scale, union);
    }

    /**
     * One round: the gradient at the scores. Asks the union for thresholds once and then for one sum.
     *
     * @param scores n raw scores, floats or doubles; those of weight 0 are not read
     * @param gradient receives n numbers, floats or doubles; may be the scores themselves
     * @return the loss, over all workers' rows, not multiplied by the scale
     * @throws IllegalArgumentException if a score is NaN or there are not n of them; the gradient is untouched then
     */
    public double gradient(Values scores, Values gradient) {
        requireSize(gradient, "gradients");
        union.thresholds(rows.groups(), countedScores(scores), k, scale.tau(), thresholds);
        Arrays.fill(sums, 0);
        for (int g = 0; g < k.length; g++) {
            residuals.add(scores, g, thresholds[g], sums);
        }
        union.sum(sums);
        double squares = 0;
        for (int g = 0; g < k.length; g++) {
            int at = g * Residuals.SUMS;
            double active = sums[at + Residuals.ACTIVE];
            double mean = active == 0 ? 0 : sums[at + Residuals.ACTIVE_SUM] / active;
            residuals.write(scores, g, thresholds[g], mean, scale.factor(entries), gradient);
            squares += sums[at + Residuals.SQUARES];
        }
        return scale.reduction().value(squares, entries);
    }

    /**
     * The hessian, the same in every round: the weights, or 1 without weights.
     *
     * @param hessian receives n numbers, floats or doubles
     * @throws IllegalArgumentException if there is not room for exactly n numbers
     */
    public void hessian(Values hessian) {
        requireSize(hessian, "hessians");
        Values weights = rows.weights();
        Chunk chunk = new Chunk();
        Arrays.fill(chunk.numbers, 1);
        for (long at = 0; at < rows.size(); at += Chunk.SIZE) {
            int count = (int) Math.min(Chunk.SIZE, rows.size() - at);
            if (weights != null) {
                chunk.read(weights, at, count);
            }
            chunk.write(hessian, at, count);
        }
    }

    /**
     * How to read a trained model's scores. Asks the union for thresholds twice; does not change the objective.
     *
     * @param scores the model's raw scores of the rows trained on
     * @return one scale per group
     * @throws IllegalArgumentException if a score is NaN or there are not n of them
     */
    public List<ScoreScale> scoreScales(Values scores) {
        Values counted = countedScores(scores);
        double[] soft = thresholds.clone();
        union.thresholds(rows.groups(), counted, k, scale.tau(), soft);
        double[] hard = soft.clone();
        double tau = scale.tau() * DECISION_TAU;
        union.thresholds(rows.groups(), counted, k, tau, hard);
        List<ScoreScale> scales = new ArrayList<>(k.length);
        for (int g = 0; g < k.length; g++) {
            scales.add(new ScoreScale(soft[g], scale.tau(), hard[g] + tau / 2));
        }
        return List.copyOf(scales);
    }

    /**
     * The mass of each group, from all workers' rows.
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
            throw new IllegalArgumentException(values.size() + " " + name + " for " + rows.size() + " rows");
        }
    }

    /** The scores as the union shall see them: those of rows that are left out are masked. */
    private Values countedScores(Values scores) {
        requireSize(scores, "scores");
        Values weights = rows.weights();
        if (masked == null || weights == null) {
            return scores;
        }
        for (int i = 0; i < masked.length; i++) {
            masked[i] = weights.get(i) == 0 ? Double.NEGATIVE_INFINITY : scores.get(i);
        }
        return Values.of(masked);
    }
}
