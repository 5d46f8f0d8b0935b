package org.hypersimplex.dl4j;

import java.lang.ref.Reference;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.hypersimplex.ThresholdAverage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Keeps a {@link ThresholdAverage} over the minibatches of training, so that thresholds can be folded without a pass over
 * calibration data. The mass of a class is its number of positives in the minibatch. The average lags behind the weights,
 * and the thresholds are those of the forward pass in training, with dropout and with batch normalisation by the
 * minibatch's own statistics.
 *
 * <p>A listener of one {@link MultiLayerNetwork}, whose last layer is a dense output layer with a bias; not
 * thread-safe. Label masks are ignored.
 */
public final class ThresholdTracking extends BaseTrainingListener {
    private final ThresholdAverage average;

    /**
     * Begins without thresholds; the average starts at those of the first minibatch.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param momentum the weight of the average so far against the new minibatch, in [0, 1), such as 0.9
     * @throws IllegalArgumentException if one of them is out of range
     */
    public ThresholdTracking(double tau, double momentum) {
        average = new ThresholdAverage(tau, momentum);
    }

    /**
     * The thresholds so far.
     *
     * @return ν of each class, a copy
     * @throws IllegalStateException if there was no minibatch yet
     */
    public double[] thresholds() {
        return average.thresholds();
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
        // In training the last activation passed here is the output layer's input, so the logits are computed from it.
        INDArray hidden = activations.get(activations.size() - 1);
        INDArray logits = hidden.mmul(network.getOutputLayer().getParam(DefaultParamInitializer.WEIGHT_KEY))
                .addiRowVector(network.getOutputLayer().getParam(DefaultParamInitializer.BIAS_KEY));
        update(logits, labels.sum(0).toDoubleVector());
    }

    private void update(INDArray logits, double[] positives) {
        MatrixView view = MatrixView.of(logits, "logits");
        try {
            average.update(view.columns(), view.values(), positives);
        } finally {
            Reference.reachabilityFence(view);
        }
    }
}
