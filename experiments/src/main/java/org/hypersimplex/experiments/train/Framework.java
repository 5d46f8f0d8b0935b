package org.hypersimplex.experiments.train;

import java.util.Locale;

/** The libraries that networks can be trained with. */
public enum Framework {
    /** Deeplearning4j. */
    DL4J,
    /** Deep Java Library, with PyTorch as its engine. */
    DJL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
