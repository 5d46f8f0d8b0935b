package org.hypersimplex.experiments.train;

import java.util.Locale;

/** How the learning rate changes in the course of a run. */
public enum Schedule {
    /** It doesn't. */
    CONSTANT,
    /** It rises linearly during the first tenth of the steps and then falls linearly to 0. */
    WARMUP_DECAY;

    private static final int WARMUP_SHARE = 10;

    /**
     * The rate of a step, as a multiple of the highest rate of the run.
     *
     * @param step from 0
     * @param steps of the whole run, more than step
     * @return in (0, 1]
     */
    public double factor(int step, int steps) {
        if (this == CONSTANT) {
            return 1;
        }
        int rising = Math.ceilDiv(steps, WARMUP_SHARE);
        return step < rising ? (step + 1.0) / rising : (double) (steps - step) / (steps - rising);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
