package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;

/**
 * Zero-one metrics: what is to be minimised or maximised in the end, and what {@link HypersimplexLoss} is a
 * differentiable surrogate of. All throw an {@link InputException} for a NaN, and for arguments whose sizes don't fit
 * each other. Stateless and thread-safe.
 */
public final class ZeroOneMetrics {
    private ZeroOneMetrics() {}

    /**
     * The binary zero-one error of each problem: the share of entries for which "score &gt; threshold" disagrees with
     * the target. For the decision x &gt; ½ pass ν + τ/2.
     *
     * @param batch where the scores lie
     * @param scores the scores
     * @param thresholds the decision threshold of each problem
     * @param targets class ids, or numbers in [0, 1], of which those above ½ are positive; entries of weight 0 are left
     *     out
     * @return one error per problem, in [0, 1]; 0 for a problem whose entries all have weight 0
     */
    public static double[] errorAtThresholds(Batch batch, Values scores, double[] thresholds, Targets targets) {
        batch.requireWithin(scores, "scores");
        batch.requireOnePerProblem(thresholds, "thresholds");
        targets.requireFits(batch);
        double[] errors = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            long wrong = 0;
            long counted = 0;
            for (long i = 0; i < batch.length(p); i++) {
                if (targets.weight(batch, p, i) != 0) {
                    wrong += score(batch, scores, p, i) > thresholds[p] == targets.target(batch, p, i) > 0.5 ? 0 : 1;
                    counted++;
                }
            }
            errors[p] = counted == 0 ? 0 : (double) wrong / counted;
        }
        return errors;
    }

    /**
     * The multiclass zero-one error: the share of samples whose class is not the argmax over classes of score −
     * threshold. Of equal classes the lowest is taken. With all thresholds 0 this is the error of the ordinary argmax.
     *
     * @param classes one problem per class, all of the same length, the number of samples
     * @param scores the scores
     * @param thresholds what to subtract from each class's scores
     * @param classIds the class of each sample
     * @return the error in [0, 1]; 0 if there are no classes
     * @throws InputException if a class id is not in [0, number of classes)
     */
    public static double argmaxError(Batch classes, Values scores, double[] thresholds, int[] classIds) {
        classes.requireWithin(scores, "scores");
        classes.requireOnePerProblem(thresholds, "thresholds");
        if (!classes.isUniform()) {
            throw new InputException("classes must have equally many samples: " + classes);
        }
        Targets.classIds(classIds).requireFits(classes);
        long samples = classes.count() == 0 ? 0 : classes.length(0);
        long wrong = 0;
        for (int i = 0; i < samples; i++) {
            InputException.requireClass(classIds[i], classes.count(), i);
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
     * Precision at k of each problem: the share of positives among the k largest scores. Ties are broken as {@link
     * BinaryArgmax} does.
     *
     * @param batch where the scores lie
     * @param scores the scores
     * @param k how many of each problem's scores to look at, at least 1 and at most its length
     * @param targets class ids, or numbers in [0, 1], of which those above ½ are positive; weights are ignored
     * @return one precision per problem, in [0, 1]
     */
    public static double[] precisionAtK(Batch batch, Values scores, int k, Targets targets) {
        batch.requireWithin(scores, "scores");
        targets.requireFits(batch);
        if (k < 1) {
            throw new InputException("k must be at least 1, was " + k);
        }
        Mass.of(k).requireFits(batch);
        double[] precision = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            Ranking ranking = Ranking.of(batch, scores, p, k);
            int hits = 0;
            for (long i = 0; i < batch.length(p); i++) {
                hits += ranking.isAmongLargest(i) && targets.target(batch, p, i) > 0.5 ? 1 : 0;
            }
            precision[p] = (double) hits / k;
        }
        return precision;
    }

    /**
     * By how much projections violate the constraint Σx = k: |Σx − k| of each problem.
     *
     * @param batch where the projections lie
     * @param x the projections
     * @param k the mass, one for all problems or one per problem
     * @return one violation per problem, at least 0
     */
    public static double[] violation(Batch batch, Values x, double... k) {
        batch.requireWithin(x, "x");
        Mass mass = Mass.of(k);
        mass.requireFits(batch);
        double[] violation = new double[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            double sum = 0;
            for (long i = 0; i < batch.length(p); i++) {
                sum += score(batch, x, p, i);
            }
            violation[p] = Math.abs(sum - mass.at(p));
        }
        return violation;
    }

    private static double score(Batch batch, Values scores, int problem, long entry) {
        double score = scores.get(batch.address(problem, entry));
        if (Double.isNaN(score)) {
            throw InputException.notANumber(problem, entry);
        }
        return score;
    }
}
