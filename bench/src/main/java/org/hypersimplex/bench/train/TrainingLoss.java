package org.hypersimplex.bench.train;

import java.util.Locale;
import org.hypersimplex.dl4j.HyperSimplexLoss;
import org.hypersimplex.dl4j.SoftmaxMseLoss;
import org.hypersimplex.dl4j.SummedHingeLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The losses to compare, each as the paper defines it. */
public enum TrainingLoss {
    /** Mean of (x − t)², with x the projection of each class's logits over the minibatch. */
    HYPERSIMPLEX,
    /** Cross-entropy of the softmax. */
    CROSS_ENTROPY,
    /** Mean squared error of the softmax. */
    MSE,
    /** The multiclass hinge, summed over the wrong classes. */
    HINGE;

    ILossFunction function(TrainingSettings settings) {
        return switch (this) {
            case HYPERSIMPLEX -> HyperSimplexLoss.mean(settings.k().policy(), settings.tau());
            case CROSS_ENTROPY -> new LossMCXENT();
            case MSE -> new SoftmaxMseLoss();
            case HINGE -> new SummedHingeLoss();
        };
    }

    /** The output layer's activation, which for all but cross-entropy is a part of the loss. */
    Activation activation() {
        return this == CROSS_ENTROPY ? Activation.SOFTMAX : Activation.IDENTITY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
