package org.hypersimplex.experiments.plan;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How classes are read from a network's logits. */
public enum Way {
    /** By argmax as they are. */
    RAW,
    /** With each class's threshold subtracted, from calibration on training images. */
    FOLDED,
    /** The same with the mean of the thresholds of past minibatches. */
    TRACKED;

    /**
     * What to take of an evaluation.
     *
     * @return the accuracy read this way
     */
    public ToDoubleFunction<Reading> reading() {
        return switch (this) {
            case RAW -> Reading::raw;
            case FOLDED -> Reading::folded;
            case TRACKED -> Reading::tracked;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
