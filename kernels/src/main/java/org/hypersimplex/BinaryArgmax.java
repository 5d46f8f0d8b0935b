package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;

/**
 * Binary-argmax@k: 1 on the k largest scores and 0 elsewhere, the limit of {@link SoftBinaryArgmax} for τ → 0. Of equal
 * scores, those with lower indices are taken first. Its derivative is 0 wherever there is one, so it can't be trained
 * through. Immutable and thread-safe; O(n) expected, by selection.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections" (Gomez, Wang and Tang 2026), section 4.2; the
 * rule for ties is ours.
 */
public final class BinaryArgmax {
    private final int k;
    private final Mass mass;

    private BinaryArgmax(int k) {
        this.k = k;
        this.mass = Mass.of(k);
    }

    /**
     * The operator.
     *
     * @param k how many entries become 1, at least 0
     * @return the operator
     * @throws InputException if k is negative
     */
    public static BinaryArgmax of(int k) {
        return new BinaryArgmax(k);
    }

    /**
     * Marks the k largest scores.
     *
     * @param scores n scores; −∞ counts as any other number here
     * @return n numbers, k of them 1 and the others 0
     * @throws InputException if a score is NaN or k is larger than n
     */
    public float[] mark(float[] scores) {
        float[] x = new float[scores.length];
        mark(Batch.one(scores.length), Values.of(scores), Values.of(x));
        return x;
    }

    /**
     * Marks the k largest scores.
     *
     * @param scores n scores; −∞ counts as any other number here
     * @return n numbers, k of them 1 and the others 0
     * @throws InputException if a score is NaN or k is larger than n
     */
    public double[] mark(double[] scores) {
        double[] x = new double[scores.length];
        mark(Batch.one(scores.length), Values.of(scores), Values.of(x));
        return x;
    }

    /**
     * Marks the k largest scores of every problem.
     *
     * @param batch where the problems lie in both arguments, each of fewer than 2³¹ entries
     * @param scores the scores
     * @param x receives 1 or 0 for every entry; of the scores' type; may be the scores themselves
     * @throws InputException if a score is NaN, k is larger than a problem's length, or memory doesn't fit the batch; x
     *     is untouched then
     */
    public void mark(Batch batch, Values scores, Values x) {
        batch.requireWithin(scores, "scores");
        batch.requireWritable(x, "x");
        x.requireTypeOf(scores, "x");
        mass.requireFits(batch);
        Ranking[] rankings = new Ranking[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            rankings[p] = Ranking.of(batch, scores, p, k);
        }
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.slot(p); i++) {
                x.set(batch.address(p, i), rankings[p].isAmongLargest(i) ? 1 : 0);
            }
        }
    }
}
