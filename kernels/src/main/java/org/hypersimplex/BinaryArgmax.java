package org.hypersimplex;

/**
 * Binary-argmax@k: 1 on the k largest scores and 0 elsewhere, the limit of {@link SoftBinaryArgmax} for τ → 0. Where
 * equal scores compete for the last ones, the entries with the lowest indices get them. Has no useful derivative.
 * Immutable and thread-safe; O(n) expected, by selection.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections", definition of binary-argmax@k; the rule for ties
 * is ours.
 */
public final class BinaryArgmax {
    private final int k;

    private BinaryArgmax(int k) {
        this.k = k;
    }

    /**
     * The operator.
     *
     * @param k how many entries become 1, at least 0
     * @return the operator
     */
    public static BinaryArgmax of(int k) {
        Checks.k(k);
        return new BinaryArgmax(k);
    }

    /**
     * Marks the k largest scores.
     *
     * @param scores n scores; −∞ counts as any other number here
     * @return n numbers, k of them 1 and the others 0
     * @throws IllegalArgumentException if a score is NaN or k is larger than n
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
     * @throws IllegalArgumentException if a score is NaN or k is larger than n
     */
    public double[] mark(double[] scores) {
        double[] x = new double[scores.length];
        mark(Batch.one(scores.length), Values.of(scores), Values.of(x));
        return x;
    }

    /**
     * Marks the k largest scores of every problem.
     *
     * @param batch where the problems lie, each of fewer than 2³¹ entries
     * @param scores the scores
     * @param x receives 1 or 0 for every entry; may be the scores themselves
     * @throws IllegalArgumentException if a score is NaN or k is larger than a problem; x is untouched then
     */
    public void mark(Batch batch, Values scores, Values x) {
        Checks.fits(batch, scores, "scores");
        Checks.writable(batch, x, scores, "x");
        Checks.kFits(new double[] {k}, batch);
        Ranking[] rankings = new Ranking[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            rankings[p] = Ranking.of(batch, scores, p, k);
        }
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.slot(p); i++) {
                x.set(batch.start(p) + i * batch.entryStride(), rankings[p].isAmongLargest(i) ? 1 : 0);
            }
        }
    }
}
