package org.hypersimplex.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The loss Σ gᵢ zᵢ over logits z, with g passed in place of labels. Its gradient by z is g, so that backpropagation
 * starts from a gradient that was computed elsewhere. For output layers with the activation IDENTITY. Masks are
 * ignored: whoever computes g applies them. Stateless.
 */
final class GivenGradient implements ILossFunction {
    @Override
    public double computeScore(
            INDArray given, INDArray logits, IActivation activation, @Nullable INDArray mask, boolean average) {
        double sum = given.mul(logits).sumNumber().doubleValue();
        return average ? sum / logits.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray given, INDArray logits, IActivation activation, @Nullable INDArray mask) {
        return given.mul(logits).sum(true, 1);
    }

    @Override
    public INDArray computeGradient(INDArray given, INDArray logits, IActivation activation, @Nullable INDArray mask) {
        return given.dup();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray given, INDArray logits, IActivation activation, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(given, logits, activation, mask, average),
                computeGradient(given, logits, activation, mask));
    }

    @Override
    public String name() {
        return "GivenGradient";
    }
}
