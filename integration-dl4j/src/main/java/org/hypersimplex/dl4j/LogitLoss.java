package org.hypersimplex.dl4j;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What the losses of this package have in common: one evaluation that gives the loss, its gradient and each row's
 * share, from which the methods of DL4J's interface are answered. Each is a loss of the logits, so any activation function
 * but the identity is refused.
 *
 * <p>Scale: score and gradient are sums over the rows of the minibatch, since DL4J itself divides both by the number of
 * samples (unless the configuration says {@code miniBatch(false)}). A row whose mask is 0 changes nothing, as if it
 * were not there, but as with DL4J's own losses it still counts in the number that DL4J divides by.
 */
abstract class LogitLoss implements ILossFunction {
    /**
     * Evaluates the loss.
     *
     * @param batch logits, labels and weights
     * @param gradient receives dL/dlogits in all entries, masked ones too, or null if it isn't wanted
     * @param rowLosses receives each row's share of the loss, or null if they aren't wanted
     * @return the loss, summed over rows
     */
    abstract double evaluate(Minibatch batch, @Nullable MatrixView gradient, double @Nullable [] rowLosses);

    @Override
    public final double computeScore(
            INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask, boolean average) {
        Minibatch batch = minibatch(labels, logits, activation, mask);
        return scaled(guarded(batch, null, null), batch, average);
    }

    @Override
    public final INDArray computeScoreArray(
            INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
        Minibatch batch = minibatch(labels, logits, activation, mask);
        double[] rowLosses = new double[batch.rows()];
        guarded(batch, null, rowLosses);
        return Nd4j.createFromArray(rowLosses).castTo(logits.dataType()).reshape(rowLosses.length, 1);
    }

    @Override
    public final INDArray computeGradient(
            INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
        return computeGradientAndScore(labels, logits, activation, mask, false).getSecond();
    }

    @Override
    public final Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask, boolean average) {
        Minibatch batch = minibatch(labels, logits, activation, mask);
        DataType type = batch.logits().array().dataType();
        MatrixView gradient = MatrixView.of(Nd4j.createUninitialized(type, logits.shape(), 'c'), "gradient");
        double sum = guarded(batch, gradient, null);
        INDArray byLogits = gradient.array().castTo(logits.dataType());
        return new Pair<>(scaled(sum, batch, average), masked(byLogits, mask));
    }

    @Override
    public final String name() {
        return toString();
    }

    /** Evaluates, and keeps the views' arrays, some of which are local copies, from being freed meanwhile. */
    private double guarded(Minibatch batch, @Nullable MatrixView gradient, double @Nullable [] rowLosses) {
        try {
            return evaluate(batch, gradient, rowLosses);
        } finally {
            Reference.reachabilityFence(batch);
            Reference.reachabilityFence(gradient);
        }
    }

    private Minibatch minibatch(INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
        if (!(activation instanceof ActivationIdentity)) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " is a loss of the logits themselves: give the"
                            + " output layer the activation new ActivationLogits() or IDENTITY, was " + activation);
        }
        return Minibatch.of(labels, logits, mask);
    }

    /**
     * DL4J zeroes masked logits before the loss sees them, so nothing flows back to them, not even from the other
     * outputs of a softmax that is part of the loss.
     */
    private static INDArray masked(INDArray gradient, @Nullable INDArray mask) {
        if (mask == null) {
            return gradient;
        }
        DataType type = gradient.dataType();
        INDArray kept = mask.castTo(type).gt(0).castTo(type);
        return gradient.muli(kept.broadcast(gradient.shape()));
    }

    private static double scaled(double sum, Minibatch batch, boolean average) {
        return average ? sum / batch.rows() : sum;
    }
}
