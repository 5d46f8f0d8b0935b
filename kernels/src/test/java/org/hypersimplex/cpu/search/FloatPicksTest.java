package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is picked of some scores. */
class FloatPicksTest {
    @Test
    void quantilesRiseAndTheSpreadIsTheDistanceOfTheirNeighbours() {
        FloatPicks picks = new FloatPicks();
        float[] scores = new float[1000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        picks.scores(scores, 0, scores.length, 3);
        assertThat(picks.quantile(0)).isLessThan(picks.quantile(0.5));
        assertThat(picks.quantile(0.5)).isLessThan(picks.quantile(1));
        assertThat(picks.spread(0)).isPositive().isLessThan(picks.quantile(0.5) - picks.quantile(0));
        assertThat(picks.spread(0.5)).isEqualTo(picks.quantile(0.625) - picks.quantile(0.375));
        assertThat(picks.spread(1)).isEqualTo(picks.quantile(1) - picks.quantile(0.875));
    }
}
