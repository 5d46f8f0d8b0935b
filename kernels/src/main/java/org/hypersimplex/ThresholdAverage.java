package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * An exponential moving average of each class's threshold over the minibatches of training, as batch normalisation keeps
 * its statistics, so that thresholds can be folded without a pass over calibration data. It lags behind the weights. Not
 * thread-safe.
 */
public final class ThresholdAverage {
    private final double tau;
    private final double momentum;
    private double @Nullable [] mean;

    /**
     * Begins without thresholds; the average starts at those of the first minibatch.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param momentum the weight of the average so far against the new minibatch, in [0, 1), such as 0.9
     * @throws IllegalArgumentException if one of them is out of range
     */
    public ThresholdAverage(double tau, double momentum) {
        InputException.requireTemperature(tau);
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1), was " + momentum);
        }
        this.tau = tau;
        this.momentum = momentum;
    }

    /**
     * Takes a minibatch in.
     *
     * @param classes one problem per class, as many as before
     * @param logits the logits of the minibatch
     * @param positives the number of samples of each class, which its projection sums to
     * @throws InputException if a logit is NaN, or a number is out of range or missing
     */
    public void update(Batch classes, Values logits, double[] positives) {
        double[] now = ClassThresholds.ofPositives(classes, logits, positives, tau);
        double[] before = mean;
        if (before == null) {
            mean = now;
            return;
        }
        for (int c = 0; c < now.length; c++) {
            before[c] = momentum * before[c] + (1 - momentum) * now[c];
        }
    }

    /**
     * The thresholds so far.
     *
     * @return ν of each class, a copy
     * @throws IllegalStateException if there was no minibatch yet
     */
    public double[] thresholds() {
        if (mean == null) {
            throw new IllegalStateException("no minibatch was trained on yet");
        }
        return mean.clone();
    }
}
