package org.hypersimplex.dl4j;

import java.lang.ref.Reference;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.hypersimplex.KPolicy;
import org.hypersimplex.SoftBinaryArgmax;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Keeps an exponential mean of each class's threshold over the minibatches of training, as batch normalisation keeps its
 * statistics: thresholds to fold without a pass over calibration data. They lag behind the weights, and they are those of
 * the training forward pass: with its batch statistics, and with dropout.
 *
 * <p>A listener of one {@link MultiLayerNetwork}; not thread-safe. Label masks aren't looked at.
 */
public final class ThresholdTracking extends BaseTrainingListener {
    private final double tau;
    private final double momentum;
    private double @Nullable [] mean;

    /**
     * Begins without thresholds; those of the first minibatch are taken as they are.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param momentum the weight of what was, in [0, 1), such as 0.9
     * @throws IllegalArgumentException if one of them is out of range
     */
    public ThresholdTracking(double tau, double momentum) {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tau must be positive and finite, was " + tau);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1), was " + momentum);
        }
        this.tau = tau;
        this.momentum = momentum;
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

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        if (!(model instanceof MultiLayerNetwork network)) {
            throw new IllegalArgumentException("thresholds are tracked of a MultiLayerNetwork, not of a "
                    + model.getClass().getSimpleName());
        }
        INDArray labels = network.getLabels();
        if (labels == null) {
            return;
        }
        // Training stops before the output layer here, whose loss needs its logits alone.
        INDArray hidden = activations.get(activations.size() - 1);
        INDArray logits = hidden.mmul(network.getOutputLayer().getParam(DefaultParamInitializer.WEIGHT_KEY))
                .addiRowVector(network.getOutputLayer().getParam(DefaultParamInitializer.BIAS_KEY));
        update(logits, labels.sum(0).toDoubleVector());
    }

    private void update(INDArray logits, double[] positives) {
        MatrixView view = MatrixView.of(logits, "logits");
        double[] now = new double[positives.length];
        try {
            double[] k = new double[now.length];
            for (int c = 0; c < k.length; c++) {
                k[c] = KPolicy.positives().k(c, view.columns().longest(), positives[c]);
            }
            SoftBinaryArgmax.of(k, tau).project(view.columns(), view.values(), null, now);
        } finally {
            Reference.reachabilityFence(view);
        }
        double[] before = mean;
        if (before == null) {
            mean = now;
            return;
        }
        for (int c = 0; c < now.length; c++) {
            before[c] = momentum * before[c] + (1 - momentum) * now[c];
        }
    }
}
