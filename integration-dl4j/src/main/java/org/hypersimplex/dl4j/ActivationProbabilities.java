package org.hypersimplex.dl4j;

import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * p = clip(z/τ, 0, 1) of logits z whose thresholds are 0: what the projection makes of each logit, see
 * {@link ThresholdFolding#probabilities}. The numbers of a row don't sum to 1. Several classes may be at 1, or all at 0,
 * and argmax can't tell them apart then: to classify, read the logits.
 *
 * <p>Not for training: the losses of this package refuse it. Immutable and thread-safe; survives JSON.
 *
 * @serial exclude
 */
public final class ActivationProbabilities extends BaseActivationFunction {
    private static final long serialVersionUID = 1;

    @JsonProperty
    private final double tau;

    /**
     * The function for a temperature.
     *
     * @param tau τ, positive and finite, the one trained with
     * @throws InputException if it is out of range
     */
    @JsonCreator
    public ActivationProbabilities(@JsonProperty(value = "tau", required = true) double tau) {
        this.tau = InputException.requireTemperature(tau);
    }

    @Override
    public INDArray getActivation(INDArray logits, boolean training) {
        return Transforms.min(Transforms.max(logits.divi(tau), 0, false), 1, false);
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J asks for null in place of the gradient by parameters, as there are none.
    public Pair<INDArray, INDArray> backprop(INDArray logits, INDArray upstream) {
        DataType type = upstream.dataType();
        INDArray active = logits.gt(0).castTo(type).muli(logits.lt(tau).castTo(type));
        return new Pair<>(active.muli(upstream).divi(tau), null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActivationProbabilities that && Double.compare(tau, that.tau) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(tau);
    }

    @Override
    public String toString() {
        return "probabilities(tau " + tau + ")";
    }
}
