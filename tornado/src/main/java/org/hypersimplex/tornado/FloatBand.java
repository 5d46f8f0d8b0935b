package org.hypersimplex.tornado;

import static org.hypersimplex.tornado.SearchState.*;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The band of thresholds around a sample's in which the solution of a long problem is looked for. Most scores are
 * decided: throughout the band x is 0, or 1, or strictly between. The others are open, and set apart. What is to be known
 * of all scores at a threshold of the band is then what it is for the open ones, and what a glance found of the others at
 * its own threshold: those that are active throughout the band rise by as much as the threshold falls.
 *
 * <p>Whether the solution lies in the band is up to chance. A threshold outside of it is tried on all scores, and so are
 * round numbers, at which sums must be exact.
 *
 * <p>All of it is compiled for the device; what {@link Sdk} says of kernels holds here, too.
 */
final class FloatBand {
    /** Problems of the sample: with the mass in question, with more, and with less. */
    static final int SAMPLES = 3;

    /**
     * So many standard deviations of a sample's mass are between the band's ends and the middle; and so much more mass,
     * since a sample of few counts isn't normally distributed.
     */
    private static final double DEVIATIONS = 3;

    /** How many times its other half a half of the band has that no sample bounds. */
    private static final double BEYOND = 0x1p16;
    /** The largest number of a band: far enough from the type's end for all calculations. */
    private static final double LARGEST = FloatEntries.LARGEST_SCORE * 0x1p-32;
    /** In parts of the numbers involved, more than calculations in the scores' type are wrong by. */
    private static final double MARGIN = 16 * FloatSteps.SCORE_EPSILON;

    private FloatBand() {}

    /** By how much the mass of a sample is made more and less: the fraction is that of the mass in all scores. */
    static double margin(int sampled, double fraction) {
        return DEVIATIONS * (Math.sqrt(sampled * fraction * (1 - fraction)) + 1);
    }

    /**
     * Has a search begin with a glance at the sample's threshold.
     *
     * @param settings behind the number that tells of a new search, 1 or 0 for whether the sample with more mass bounds
     *     the band, then for whether the one with less does
     * @param sample {@link #SAMPLES} solutions
     */
    static void aim(SearchState state, DoubleArray settings, DoubleArray sample) {
        double guess = FloatSteps.guess(sample);
        FloatSteps.aim(state, guess);
        double tau = state.get(TAU);
        int isLeft = Math.min(
                settings.get(Settings.MASSES + 2) == 1 ? 1 : 0, sample.get(RESULTS + WRONG) == NOTHING ? 1 : 0);
        int isRight = Math.min(
                settings.get(Settings.MASSES + 3) == 1 ? 1 : 0, sample.get(2 * RESULTS + WRONG) == NOTHING ? 1 : 0);
        double below = isLeft * Math.abs(guess - sample.get(RESULTS + THRESHOLD));
        double above = isRight * Math.abs(sample.get(2 * RESULTS + THRESHOLD) - guess);
        double left = guess - (isLeft == 1 ? below : BEYOND * Math.max(above, tau));
        double right = guess + (isRight == 1 ? above : BEYOND * Math.max(below, tau));
        double middle = 0.5 * left + 0.5 * right;
        double half = 0.5 * right - 0.5 * left;
        double upper = middle + tau;
        double most = Math.max(Math.abs(middle), Math.max(Math.abs(upper), half));
        int isBand = Math.min(Math.max(isLeft, isRight), most < LARGEST ? 1 : 0);
        state.set(BAND_MIDDLE, isBand == 1 ? middle : 0);
        state.set(BAND_UPPER, isBand == 1 ? upper : 0);
        state.set(BAND_HALF, isBand == 1 ? half : 0);
        state.set(BAND_REACH, isBand == 1 ? half + MARGIN * (most + half) : -1);
        state.setWhole(REDUCED, isBand);
    }

    /** How far a score is from being open in the middle of the band. */
    static float distance(float y, float middle, float upper) {
        return Math.min(Math.abs(y - middle), Math.abs(y - upper));
    }

    /** 1 if the pass that comes next is over what has been set apart. */
    static int holds(SearchState state) {
        double distance = Math.abs((state.get(HIGH) - state.get(BAND_MIDDLE)) + state.get(LOW));
        int isTrial = Math.min(
                state.whole(PHASE) == SEARCH ? 1 : 0, state.whole(PURPOSE) == TRIAL ? state.whole(REDUCED) : 0);
        return distance <= state.get(BAND_HALF) ? isTrial : 0;
    }

    /**
     * Makes what the pass before found true of all scores, if it was over the open ones. What a glance found is kept for
     * that.
     */
    static void complete(SearchState state) {
        double count = state.get(COUNT);
        double other = state.get(OTHER);
        double rise = state.get(RISE);
        double always = state.get(DECIDED_COUNT);
        if (holds(state) == 1) {
            double moved = (state.get(HIGH) - state.get(REFERENCE)) + state.get(LOW);
            state.set(RISE, (state.get(DECIDED_RISE) - always * moved) + rise);
            state.set(COUNT, always + count);
            state.set(OTHER, state.get(DECIDED_OTHER) + other);
        }
        if (state.whole(PHASE) == GLANCE) {
            state.set(REFERENCE, state.get(HIGH));
            state.set(DECIDED_RISE, rise);
            state.set(DECIDED_COUNT, count);
            state.set(DECIDED_OTHER, other);
        }
    }
}
