package org.hypersimplex.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The activation function of output layers whose outputs are logits, to be read by argmax: the identity. DL4J's own
 * {@code IDENTITY} trains in the same way, but {@code evaluate} refuses it, as it may be a mistake; under this name it
 * is none.
 *
 * <p>With one output {@code evaluate} takes an output above ½ for yes. A network that was trained with an anchor says
 * yes above 0: {@code network.doEvaluation(data, new Evaluation(0.0))}. Stateless and thread-safe; survives JSON.
 */
public final class ActivationLogits extends ActivationIdentity {
    private static final long serialVersionUID = 1;

    /** The only one there is; it has no settings. */
    public ActivationLogits() {}

    @Override
    public String toString() {
        return "logits";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActivationLogits;
    }

    @Override
    protected boolean canEqual(@Nullable Object other) {
        return other instanceof ActivationLogits;
    }

    @Override
    public int hashCode() {
        return ActivationLogits.class.hashCode();
    }
}
