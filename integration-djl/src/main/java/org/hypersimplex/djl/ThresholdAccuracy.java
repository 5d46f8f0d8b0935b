package org.hypersimplex.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.util.Pair;
import java.lang.ref.Reference;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/**
 * Accuracy by thresholds: the share of samples whose class is the argmax of logit − threshold. What folding thresholds
 * into the last bias would give, without doing so. For the accuracy of the plain argmax take DJL's own {@link Accuracy}.
 * Labels are class ids of shape (n) or (n, 1), or one-hot, predictions are one array of logits of shape (n, C). As
 * thread-safe as {@link Accuracy}.
 */
public final class ThresholdAccuracy extends Accuracy {
    /** The name under which DJL keeps it. */
    public static final String NAME = "ThresholdAccuracy";

    @FunctionalInterface
    private interface Thresholds {
        double[] of(Batch classes, Values logits);
    }

    private final Thresholds thresholds;

    private ThresholdAccuracy(Thresholds thresholds) {
        super(NAME);
        this.thresholds = thresholds;
    }

    /**
     * With given thresholds, such as those of {@link CalibrationLogits}.
     *
     * @param thresholds ν of each class, finite
     * @return the evaluator
     */
    public static ThresholdAccuracy at(double... thresholds) {
        double[] copy = thresholds.clone();
        return new ThresholdAccuracy((classes, logits) -> copy);
    }

    /**
     * With thresholds taken anew from each minibatch, at which a class's projection over the minibatch sums to its prior
     * times the number of rows. So a row's class depends on the rows beside it, and small minibatches are read worse than
     * calibrated thresholds would read them: for watching training.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param prior the share of each class, in [0, 1]; one number for all classes or one for each
     * @return the evaluator
     * @throws InputException if the temperature is out of range
     */
    public static ThresholdAccuracy ofMinibatch(double tau, double... prior) {
        InputException.requireTemperature(tau);
        double[] copy = prior.clone();
        return new ThresholdAccuracy((classes, logits) -> ClassThresholds.ofPriors(classes, logits, copy, tau));
    }

    @Override
    protected Pair<Long, NDArray> accuracyHelper(NDList labels, NDList predictions) {
        NDArray logits = predictions.singletonOrThrow();
        double[] offsets = offsets(logits);
        try (NDArray subtracted = logits.getManager().create(offsets).toDevice(logits.getDevice(), false);
                NDArray above = logits.toType(DataType.FLOAT64, false).sub(subtracted)) {
            return super.accuracyHelper(labels, new NDList(above));
        }
    }

    private double[] offsets(NDArray logits) {
        TensorView view = TensorView.of(logits, "logits");
        try {
            double[] offsets = thresholds.of(view.columns(), view.values());
            ClassThresholds.requireFoldable(offsets, view.classes());
            return offsets;
        } finally {
            Reference.reachabilityFence(view);
        }
    }
}
