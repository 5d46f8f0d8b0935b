package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is taken for a solution without a search. */
class FloatSearchTest {
    private static final float UNIT = 1;
    /** A step that is not worth taking. */
    private static final double SHORT = Math.max(Math.ulp(UNIT), 0x1p-48) / 2;

    private static final int HALF = 1000;
    /** No round number; so is a score a temperature above it, which the scores' type holds. */
    private static final float LOWER = 19_661 * 0x1p-17f;

    /** Looks whether a threshold is the solution for scores of which one half is a temperature above the other. */
    private static FloatSearch confirmed(double threshold, double k, boolean expected) {
        float[] y = new float[2 * HALF];
        Arrays.fill(y, 0, HALF, LOWER);
        Arrays.fill(y, HALF, 2 * HALF, LOWER + 1);
        FloatSearch search = new FloatSearch();
        search.begin(new FloatArrayScores(y), 1);
        search.within(LOWER, LOWER + 1);
        search.from(threshold);
        search.mass(threshold);
        assertThat(search.confirm(k)).as("threshold " + threshold + ", k " + k).isEqualTo(expected);
        return search;
    }

    @Test
    void aThresholdBetweenKinksIsConfirmedOrTheOneAStepAway() {
        for (double off : new double[] {0, 1e-3, -1e-3}) {
            FloatSearch search = confirmed(LOWER - 0.2 + off, 1.2 * HALF, true);
            assertThat(search.clip.threshold).isCloseTo(LOWER - 0.2, within(SHORT));
        }
    }

    @Test
    void aThresholdBesideAVertexIsNot() {
        confirmed(LOWER - SHORT, HALF, false);
        confirmed(LOWER + SHORT, HALF, false);
        confirmed(LOWER, HALF, false);
    }
}
