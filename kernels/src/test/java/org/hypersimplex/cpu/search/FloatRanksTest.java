package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Scores of a rank are those that sorting puts there, however they are found and in whatever order one asks. */
class FloatRanksTest {
    private final FloatRanks ranks = new FloatRanks();

    private static float[] some(SplittableRandom random, int size, int kinds) {
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextInt(kinds) - kinds / 2;
        }
        return scores;
    }

    @Test
    void ranksAreThoseOfSortedScores() {
        SplittableRandom random = new SplittableRandom(1);
        for (int size : new int[] {1, 5, 32, 33, 400}) {
            for (int kinds : new int[] {1, 2, 10, 100_000}) {
                // What lies behind the scores isn't theirs.
                float[] scores = some(random, size + 3, kinds);
                float[] before = scores.clone();
                float[] sorted = Arrays.copyOf(scores, size);
                Arrays.sort(sorted);
                for (int most : new int[] {1, 5, 32, 33, size / 2, size}) {
                    for (int asked = 0; asked < 4 && most >= 1 && most <= size; asked++) {
                        int rank = 1 + random.nextInt(most);
                        ranks.begin(scores, size, most, 1);
                        assertThat(ranks.ranked(rank))
                                .as("rank %d of %d", rank, size)
                                .isEqualTo(sorted[size - rank]);
                        ranks.begin(scores, size, most, -1);
                        assertThat(ranks.ranked(rank))
                                .as("rank %d of %d from below", rank, size)
                                .isEqualTo(sorted[rank - 1]);
                    }
                }
                assertThat(scores).isEqualTo(before);
            }
        }
    }

    @Test
    void severalRanksCanBeAskedForInAnyOrder() {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = some(random, 500, 300);
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (float sign : new float[] {1, -1}) {
            ranks.begin(scores, 500, 500, sign);
            for (int asked = 0; asked < 200; asked++) {
                int rank = 1 + random.nextInt(500);
                assertThat(ranks.ranked(rank)).isEqualTo(sign > 0 ? sorted[500 - rank] : sorted[rank - 1]);
            }
        }
    }

    @Test
    void endsOfTheRangeAndZerosOfEitherSignAreScoresLikeOthers() {
        float[] scores = new float[100];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = new float[] {-Float.MAX_VALUE, -0f, 0, Float.MIN_VALUE, Float.MAX_VALUE}[i % 5];
        }
        ranks.begin(scores, 100, 100, 1);
        for (int rank = 1; rank <= 100; rank++) {
            float expected =
                    rank <= 20 ? Float.MAX_VALUE : rank <= 40 ? Float.MIN_VALUE : rank <= 80 ? 0 : -Float.MAX_VALUE;
            assertThat(ranks.ranked(rank) + 0.0).as("rank %d", rank).isEqualTo(expected);
        }
    }
}
