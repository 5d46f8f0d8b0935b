package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.Tally;
import org.junit.jupiter.api.Test;

class FloatSearchedTest {
    private final FloatClip clip = new FloatClip();
    private final FloatSearched searched = new FloatSearched();

    /** Looks at scores from {@code from} on at distances of 0.1, of which a bracket of thresholds settles some. */
    private void reduce(double from, double lower, double upper, double tau, double at) {
        float[] scores = new float[100];
        for (int i = 0; i < scores.length; i++) {
            // With a gap of more than three temperatures in the middle.
            scores[i] = (float) (from + 0.1 * i + (i < 50 ? 0 : 3 * tau));
        }
        clip.temperature(tau);
        clip.threshold(at, 0);
        searched.begin(new FloatArrayScores(scores));
        searched.among(scores, scores.length);
        assertThat(searched.rounding(1e6)).isEqualTo(0);
        searched.reduce(lower, upper, tau, clip, at, new Tally());
        assertThat(searched.isReduced()).isTrue();
    }

    private void checkGap() {
        Tally tally = new Tally();
        searched.gap(clip, tally);
        assertThat(tally.max).isEqualTo((float) (0.1 * 49));
        assertThat(tally.min).isEqualTo((float) (0.1 * 50 + 3));
    }

    @Test
    void anEndOfTheGapIsFoundAmongWhatIsSettledToo() {
        reduce(0, 5, 7.5, 1, 6);
        assertThat(searched.size()).as("the first ones alone are open").isBetween(1, 10);
        checkGap();
        reduce(0, 4.5, 6.5, 1, 6);
        assertThat(searched.size()).as("the last zeros alone are open").isBetween(1, 10);
        checkGap();
        reduce(0, 4.5, 7.5, 1, 6);
        assertThat(searched.size()).as("both are open").isBetween(5, 15);
        checkGap();
    }

    @Test
    void whatIsSettledAsActiveIsRoundedByItsDistance() {
        reduce(10, 9, 9.5, 6, 9.25);
        // Those from 10 to 14.9 have 0 < x < 1 in the whole bracket.
        assertThat(searched.rounding(20)).isEqualTo(Math.ulp(50 * (20 - 9.25)));
    }
}
