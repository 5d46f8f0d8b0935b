package org.hypersimplex.cpu.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.ScalarFloatPasses;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Parallelism;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which scores of a long problem are left for a bracket of thresholds between 0 and 1. */
class FloatProblemTest {
    /** Several chunks of 16,384 entries, each of which has room for a quarter of them. */
    private static final int N = 70_000;

    /** The scores left, or null if there is no room for them. */
    private static float @Nullable [] reduce(float[] y, Tally total) {
        FloatProjection projection = new FloatProjection(
                ScalarFloatPasses.INSTANCE, new Crew(Parallelism.serial()), new Pool<>(1, FloatWorkspace::new));
        projection.begin(Batch.one(y.length), Values.of(y), 4, AllReduce.single());
        FloatProblem problem = new FloatProblem(new FloatWorkspace());
        problem.chunked(projection, 0);
        FloatBand band = new FloatBand();
        band.set(0, 1, 4);
        FloatClip clip = new FloatClip();
        clip.temperature(4);
        clip.threshold(0.5, 0);
        float[] kept = new float[(int) problem.room()];
        int size = problem.reduce(band, clip, kept, total);
        return size < 0 ? null : Arrays.copyOf(kept, size);
    }

    /** Scores of 9, which have x = 1, and so many others from an entry on, which are open. */
    private static float[] scores(int from, int many) {
        float[] y = new float[N];
        Arrays.fill(y, 9);
        for (int i = 0; i < many; i++) {
            y[from + i] = (float) (0.25 + i * 1e-4);
        }
        return y;
    }

    @Test
    void openScoresOfAllChunksAreLeftInTheirOrder() {
        float[] y = new float[N];
        for (int i = 0; i < N; i++) {
            // The first chunk has none, and the others not the same number.
            y[i] = i > 20_000 && i % (5 + i / 10_000) == 0 ? 0.25f + i * 1e-6f : i % 3 == 0 ? 2 : i % 3 == 1 ? 9 : -9;
        }
        int open = 0;
        float[] expected = new float[N];
        long active = 0;
        long ones = 0;
        for (float score : y) {
            if (score > 0 && score < 1) {
                expected[open++] = score;
            }
            active += score == 2 ? 1 : 0;
            ones += score == 9 ? 1 : 0;
        }
        Tally total = new Tally();
        assertThat(reduce(y, total)).containsExactly(Arrays.copyOf(expected, open));
        assertThat(total.active).isEqualTo(active);
        assertThat(total.ones).isEqualTo(ones);
    }

    @Test
    void aChunkWithMoreThanThereIsRoomForLeavesNone() {
        for (int from : new int[] {0, 20_000, 65_600}) {
            assertThat(reduce(scores(from, 4096), new Tally())).hasSize(4096);
            assertThat(reduce(scores(from, 4097), new Tally()) == null).isTrue();
        }
    }

    @Test
    void whereNoScoreIsOpenNoneIsLeft() {
        assertThat(reduce(scores(0, 0), new Tally())).isEmpty();
    }
}
