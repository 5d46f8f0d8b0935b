package org.hypersimplex.experiments.report.networks;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.experiments.plan.Reading;

/** How classes are read from a network's logits. */
enum Way {
    /** By argmax as they are. */
    RAW,
    /** With each class's threshold subtracted, from calibration on training images. */
    FOLDED,
    /** The same with the mean of the thresholds of past minibatches. */
    TRACKED;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    ToDoubleFunction<Reading> reading() {
        return switch (this) {
            case RAW -> Reading::raw;
            case FOLDED -> Reading::folded;
            case TRACKED -> Reading::tracked;
        };
    }
}
