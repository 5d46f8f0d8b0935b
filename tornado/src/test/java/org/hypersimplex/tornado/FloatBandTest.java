package org.hypersimplex.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypersimplex.tornado.SearchState.*;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/** The calculations of a band, run in Java; what a device makes of them is tested through the backend. */
class FloatBandTest {
    private static final int N = 5000;

    private static SearchState state(double tau) {
        SearchState state = new SearchState(new int[WHOLE_ROOM], new double[NUMBERS_ROOM]);
        state.set(TAU, tau);
        return state;
    }

    /** Solutions of a sample; one that is NaN has none. */
    private static DoubleArray sample(double middle, double left, double right) {
        DoubleArray sample = new DoubleArray(FloatBand.SAMPLES * RESULTS);
        sample.init(0);
        double[] thresholds = {middle, left, right};
        for (int i = 0; i < thresholds.length; i++) {
            sample.set(i * RESULTS + WRONG, Double.isNaN(thresholds[i]) ? INFEASIBLE : NOTHING);
            sample.set(i * RESULTS + THRESHOLD, thresholds[i]);
        }
        return sample;
    }

    private static DoubleArray settings(int left, int right) {
        DoubleArray settings = new DoubleArray(Settings.MASSES + 4);
        settings.init(0);
        settings.set(Settings.MASSES + 2, left);
        settings.set(Settings.MASSES + 3, right);
        return settings;
    }

    private static boolean isOpen(SearchState state, float y) {
        float middle = (float) state.get(BAND_MIDDLE);
        float upper = (float) state.get(BAND_UPPER);
        return FloatBand.distance(y, middle, upper) < (float) state.get(BAND_REACH);
    }

    /** Σ d of the active scores, their number, and that of the scores at 1. */
    private static double[] found(float[] y, double threshold, double tau, @Nullable SearchState openOf) {
        double[] found = new double[3];
        for (float score : y) {
            double d = score - threshold;
            if (openOf == null || isOpen(openOf, score)) {
                found[0] += d > 0 && d < tau ? d : 0;
                found[1] += d > 0 && d < tau ? 1 : 0;
                found[2] += d >= tau ? 1 : 0;
            }
        }
        return found;
    }

    private static void complete(SearchState state, double[] found) {
        state.set(RISE, found[0]);
        state.set(COUNT, found[1]);
        state.set(OTHER, found[2]);
        FloatBand.complete(state);
    }

    /** Has a search tell of all scores what a pass over the open ones at this threshold found. */
    private static void pass(SearchState state, float[] y, double threshold) {
        state.set(HIGH, (float) threshold);
        state.set(LOW, threshold - (float) threshold);
        complete(state, found(y, threshold, state.get(TAU), state));
    }

    @ParameterizedTest
    @CsvSource({
        // Narrower and wider than the temperature, and unbounded on either side.
        "1.5, 0.1, 0.02, 0.03, 1, 1",
        "0.01, 0.3, 0.05, 0.01, 1, 1",
        "0.5, -0.75, 0.5, 0.5, 1, 1",
        "0.25, 2, 0.5, 0, 1, 0",
        "0.25, -2, 0, 0.5, 0, 1",
        "3, 1000, 990, 5, 1, 1"
    })
    void openScoresAndAGlanceTellOfAllScores(
            double tau, float guess, double below, double above, int isLeft, int isRight) {
        Random random = new Random(3);
        float[] y = new float[N];
        for (int i = 0; i < N; i++) {
            // Few digits, so that many scores lie at the ends of the band, and all sums are exact.
            y[i] = (float) (guess + Math.rint(64 * 2 * (tau + below + above) * random.nextGaussian()) / 64);
        }
        y[7] = Float.NEGATIVE_INFINITY;
        y[8] = Float.POSITIVE_INFINITY;
        SearchState state = state(tau);
        FloatBand.aim(state, settings(isLeft, isRight), sample(guess, guess - below, guess + above));
        assertThat(state.whole(REDUCED)).isEqualTo(1);
        double[] all = found(y, guess, tau, null);
        double[] open = found(y, guess, tau, state);
        complete(state, new double[] {all[0] - open[0], all[1] - open[1], all[2] - open[2]});
        state.setWhole(PHASE, SEARCH);
        state.setWhole(PURPOSE, TRIAL);
        for (int i = 0; i < 100; i++) {
            double half = state.get(BAND_HALF) * (1 - 1e-9);
            double threshold = state.get(BAND_MIDDLE) + half * (i == 0 ? -1 : i == 1 ? 1 : 2 * random.nextDouble() - 1);
            pass(state, y, threshold);
            double[] expected = found(y, threshold, tau, null);
            assertThat(FloatBand.holds(state)).isEqualTo(1);
            assertThat(state.get(COUNT)).isEqualTo(expected[1]);
            assertThat(state.get(OTHER)).isEqualTo(expected[2]);
            assertThat(state.get(RISE)).isCloseTo(expected[0], within(1e-9 * N * (tau + Math.abs(threshold))));
        }
    }

    @Test
    void aBandHoldsForTrialsInsideItAlone() {
        SearchState state = state(1);
        FloatBand.aim(state, settings(1, 1), sample(0, -0.5, 0.25));
        assertThat(FloatBand.holds(state)).as("a glance").isZero();
        state.setWhole(PHASE, SEARCH);
        state.setWhole(PURPOSE, TRIAL);
        for (double inside : new double[] {-0.5, 0, 0.25}) {
            state.set(HIGH, inside);
            assertThat(FloatBand.holds(state)).isEqualTo(1);
        }
        state.setWhole(PURPOSE, ROUNDED);
        assertThat(FloatBand.holds(state))
                .as("a round number, at which sums must be exact")
                .isZero();
        state.setWhole(PURPOSE, TRIAL);
        for (double outside : new double[] {-0.51, 0.26, Double.MAX_VALUE}) {
            state.set(HIGH, outside);
            assertThat(FloatBand.holds(state)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.MAX_VALUE, -Double.MAX_VALUE})
    void whereTheSampleSaysNothingUsableNoScoreIsOpen(double threshold) {
        SearchState state = state(1);
        FloatBand.aim(state, settings(1, 1), sample(threshold, threshold, threshold));
        assertThat(state.whole(REDUCED)).isZero();
        for (float y : new float[] {0, 1, Float.MAX_VALUE, -Float.MAX_VALUE}) {
            assertThat(isOpen(state, y)).isFalse();
        }
        state = state(1);
        FloatBand.aim(state, settings(0, 0), sample(0, -1, 1));
        assertThat(state.whole(REDUCED)).as("bounded on neither side").isZero();
    }

    @Test
    void aSampleIsGivenMoreRoomTheMoreItsMassVaries() {
        assertThat(FloatBand.margin(8192, 0.5)).isGreaterThan(FloatBand.margin(8192, 0.1));
        assertThat(FloatBand.margin(8192, 0.1)).isGreaterThan(Math.sqrt(8192 * 0.1 * 0.9));
        assertThat(FloatBand.margin(8192, 0)).isPositive();
    }
}
