package org.hypersimplex;

/**
 * The zero-one metrics that go with the operator: what the losses here stand in for. None has a gradient. All read the
 * scores where they lie and throw an IllegalArgumentException for a NaN or for numbers that don't fit each other.
 */
public final class ZeroOneMetrics {
    private ZeroOneMetrics() {}

    /**
     * The binary zero-one error of each problem: the share of entries for which "score &gt; threshold" disagrees with the
     * target. For the decision x ≥ ½ pass ν + τ/2.
     *
     * @param batch where the scores lie
     * @param scores the scores
     * @param thresholds the decision threshold of each problem
     * @param targets class ids, or a matrix of which entries above ½ are positive; entries of weight 0 don't count
     * @return one error per problem, in [0, 1]; 0 for a problem of which no entry counts
     */
    public static double[] errorAtThresholds(Batch batch, Values scores, double[] thresholds, Targets targets) {
        Checks.fits(batch, scores, "scores");
        Checks.thresholds(batch, thresholds);
        targets.requireFits(batch);
        double[] errors = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            long wrong = 0;
            long counted = 0;
            for (long i = 0; i < batch.length(p); i++) {
                if (targets.counts(batch, p, i)) {
                    wrong += score(batch, scores, p, i) > thresholds[p] == targets.isPositive(batch, p, i) ? 0 : 1;
                    counted++;
                }
            }
            errors[p] = counted == 0 ? 0 : (double) wrong / counted;
        }
        return errors;
    }

    /**
     * The multiclass zero-one error: the share of samples whose class is not the one with the largest score above its
     * threshold, that is, argmax over classes of score − threshold. Of equal ones the lowest class is taken. All
     * thresholds 0 gives the plain error of argmax.
     *
     * @param classes one problem per class, all of the same length, the number of samples
     * @param scores the scores
     * @param thresholds what to subtract from each class's scores
     * @param classIds the class of each sample
     * @return the error in [0, 1]; 0 if there are no classes
     */
    public static double argmaxError(Batch classes, Values scores, double[] thresholds, int[] classIds) {
        Checks.fits(classes, scores, "scores");
        Checks.thresholds(classes, thresholds);
        Targets.classIds(classIds).requireFits(classes);
        long samples = classes.count() == 0 ? 0 : classes.length(0);
        long wrong = 0;
        for (int i = 0; i < samples; i++) {
            Numbers.requireClass(classIds[i], classes.count(), i);
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes.count(); c++) {
                double margin = score(classes, scores, c, i) - thresholds[c];
                if (margin > most) {
                    most = margin;
                    best = c;
                }
            }
            wrong += best == classIds[i] ? 0 : 1;
        }
        return samples == 0 ? 0 : (double) wrong / samples;
    }

    /**
     * The precision among the k largest scores of each problem: the share of them that is positive. Ties are broken as
     * {@link BinaryArgmax} does.
     *
     * @param batch where the scores lie
     * @param scores the scores
     * @param k how many of each problem's scores to look at, at least 1 and at most its length
     * @param targets class ids, or a matrix of which entries above ½ are positive; weights are not looked at
     * @return one precision per problem, in [0, 1]
     */
    public static double[] precisionAtK(Batch batch, Values scores, int k, Targets targets) {
        Checks.fits(batch, scores, "scores");
        targets.requireFits(batch);
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        Checks.kFits(new double[] {k}, batch);
        double[] precision = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            Ranking ranking = Ranking.of(batch, scores, p, k);
            int hits = 0;
            for (long i = 0; i < batch.length(p); i++) {
                hits += ranking.isAmongLargest(i) && targets.isPositive(batch, p, i) ? 1 : 0;
            }
            precision[p] = (double) hits / k;
        }
        return precision;
    }

    /**
     * How far projections are from the hypersimplex's plane: |Σx − k| of each problem.
     *
     * @param batch where the projections lie
     * @param x the projections
     * @param k the mass, one for all problems or one per problem
     * @return one violation per problem, at least 0
     */
    public static double[] violation(Batch batch, Values x, double... k) {
        Checks.fits(batch, x, "x");
        Checks.kFits(Checks.k(k), batch);
        double[] violation = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            double sum = 0;
            for (long i = 0; i < batch.length(p); i++) {
                sum += score(batch, x, p, i);
            }
            violation[p] = Math.abs(sum - k[k.length == 1 ? 0 : p]);
        }
        return violation;
    }

    private static double score(Batch batch, Values scores, int problem, long entry) {
        double score = scores.get(batch.start(problem) + entry * batch.entryStride());
        if (Double.isNaN(score)) {
            throw Numbers.notANumber(problem, entry);
        }
        return score;
    }
}
