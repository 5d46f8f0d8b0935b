package org.hypersimplex;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;

/**
 * The thresholds ν of a classifier, one per class, as calibration finds them from logits of held-back data, and what is
 * done with them: a sample belongs to the class whose logit stands highest above its threshold, so folding b − ν into
 * the last bias b lets plain argmax classify. The method is ours, not the paper's. Stateless and thread-safe.
 */
public final class ClassThresholds {
    private ClassThresholds() {}

    /**
     * The thresholds at which the projection of each class sums to the number of samples with its label.
     *
     * @param classes one problem per class
     * @param logits the logits
     * @param positives the number of samples of each class, finite and at least 0; clipped to the number of logits
     * @param tau the temperature, positive and finite; the one trained with
     * @return ν of each class
     * @throws InputException if a logit is NaN, or a number is out of range or missing
     */
    public static double[] ofPositives(Batch classes, Values logits, double[] positives, double tau) {
        return of(classes, logits, KPolicy.fixed(positives), tau);
    }

    /**
     * The thresholds at which the projection of each class sums to its prior times the number of samples: for data
     * without labels, or where other class priors are to be met than those of the calibration data.
     *
     * @param classes one problem per class
     * @param logits the logits
     * @param prior the share of each class, in [0, 1]; one number for all classes or one for each
     * @param tau the temperature, positive and finite; the one trained with
     * @return ν of each class
     * @throws InputException if a logit is NaN, or a number is out of range or missing
     */
    public static double[] ofPriors(Batch classes, Values logits, double[] prior, double tau) {
        return of(classes, logits, KPolicy.prior(prior), tau);
    }

    private static double[] of(Batch classes, Values logits, KPolicy policy, double tau) {
        policy.requireFits(classes.count());
        double[] k = IntStream.range(0, classes.count())
                .mapToDouble(c -> policy.k(c, classes.length(c), 0))
                .toArray();
        double[] thresholds = new double[k.length];
        SoftBinaryArgmax.of(k, tau).thresholds(classes, logits, thresholds);
        return thresholds;
    }

    /**
     * The projection of one logit, clip((y − ν)/τ, 0, 1).
     *
     * @param logit y
     * @param threshold ν of its class
     * @param tau τ, positive and finite
     * @return x in [0, 1]
     */
    public static double projected(double logit, double threshold, double tau) {
        return Math.min(1, Math.max(0, (logit - threshold) / tau));
    }

    /**
     * Checks that thresholds can be subtracted from a bias.
     *
     * @param thresholds one for each class, finite
     * @param classes the length of the bias
     * @throws InputException if there are more or fewer, or one is not finite
     */
    public static void requireFoldable(double[] thresholds, long classes) {
        if (thresholds.length != classes) {
            throw new InputException(thresholds.length + " thresholds for " + classes + " classes");
        }
        for (int c = 0; c < thresholds.length; c++) {
            if (!Double.isFinite(thresholds[c])) {
                throw new InputException("threshold of class " + c + " must be finite, was " + thresholds[c] + ": "
                        + Arrays.toString(thresholds));
            }
        }
    }
}
