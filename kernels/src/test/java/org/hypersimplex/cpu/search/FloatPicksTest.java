package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is picked of some scores. */
class FloatPicksTest {
    @Test
    void theGreatestAndTheLeastAreThoseThatSortingPutsAtTheEnds() {
        SplittableRandom random = new SplittableRandom(1);
        FloatPicks picks = new FloatPicks();
        for (int size : new int[] {1, 5, 32, 33, 400}) {
            float[] scores = new float[size + 3];
            for (int i = 0; i < scores.length; i++) {
                // Some are the same.
                scores[i] = random.nextInt(size) - size / 2;
            }
            float[] sorted = Arrays.copyOf(scores, size);
            Arrays.sort(sorted);
            for (int count = 1; count <= Math.min(size, FloatPicks.MAX_RANK); count++) {
                picks.greatest(scores, size, count, 1);
                for (int rank = 1; rank <= count; rank++) {
                    assertThat(picks.ranked(rank))
                            .as("rank %d of %d", rank, size)
                            .isEqualTo(sorted[size - rank]);
                }
                picks.greatest(scores, size, count, -1);
                for (int rank = 1; rank <= count; rank++) {
                    assertThat(picks.ranked(rank))
                            .as("rank %d of %d", rank, size)
                            .isEqualTo(-sorted[rank - 1]);
                }
            }
        }
    }

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
