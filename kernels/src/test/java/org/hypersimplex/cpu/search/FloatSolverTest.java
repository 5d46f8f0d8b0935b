package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/** Which way a problem is solved; that it is solved rightly is tested through the public surface. */
class FloatSolverTest {
    private static final int N = 8192;

    private static float[] normal(int seed) {
        return normal(seed, N);
    }

    private static float[] normal(int seed, int n) {
        Random random = new Random(seed);
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        return scores;
    }

    @Test
    void smoothProblemsAreWrittenOnTheWayAndMostlyOnce() {
        FloatSolver solver = new FloatSolver();
        int written = 0;
        int masses = 0;
        for (int seed = 0; seed < 50; seed++) {
            FloatArrayScores problem = new FloatArrayScores(normal(seed));
            solver.solve(problem, N / 3.0, 1.5, Double.NaN);
            written += solver.written() ? 1 : 0;
            masses += problem.masses;
        }
        assertThat(written).isGreaterThan(35);
        assertThat(masses).isLessThan(100);
    }

    @Test
    void aLongProblemIsReadNoMoreThanFiveTimesOnTheWayToItsThreshold() {
        FloatSolver solver = new FloatSolver();
        float[] normal = normal(1, 1 << 21);
        float[] tied = normal.clone();
        float[] equal = normal.clone();
        for (int i = 0; i < tied.length; i++) {
            tied[i] = (float) Math.sin(Math.rint(4 * normal[i]));
            equal[i] = 1;
        }
        for (float[] scores : List.of(normal, tied, equal)) {
            for (double tau : new double[] {1.5, 1e-3}) {
                for (double k : new double[] {1, scores.length / 10.0, scores.length / 2.0}) {
                    FloatArrayScores problem = new FloatArrayScores(scores);
                    solver.solve(problem, k, tau, Double.NaN);
                    assertThat(problem.counts + problem.others + problem.masses)
                            .as("tau=%s k=%s, beginning with %s", tau, k, scores[0])
                            .isLessThanOrEqualTo(5);
                }
            }
        }
    }

    @Test
    void equalScoresAreReadOnce() {
        FloatSolver solver = new FloatSolver();
        float[] scores = new float[N];
        Arrays.fill(scores, 0.7f);
        for (double k : new double[] {0.5, 1, N / 3.0, N - 1}) {
            for (double tau : new double[] {1e-3, 1.5}) {
                FloatArrayScores problem = new FloatArrayScores(scores);
                assertThat(solver.solve(problem, k, tau, Double.NaN))
                        .as("k=%s tau=%s", k, tau)
                        .isCloseTo(0.7f - tau * k / N, within(1e-12));
                assertThat(problem.counts + problem.others + problem.masses).isEqualTo(1);
            }
        }
    }

    @Test
    void staircasesAreReducedInOnePassToWhatAWarmerThresholdLeavesOpen() {
        FloatSolver solver = new FloatSolver();
        for (double tau : new double[] {1e-3, 1e-2}) {
            for (double share : new double[] {0.1, 0.5, 0.9}) {
                int counts = 0;
                int others = 0;
                for (int seed = 0; seed < 20; seed++) {
                    FloatArrayScores problem = new FloatArrayScores(normal(seed));
                    solver.solve(problem, share * N, tau, Double.NaN);
                    counts += problem.counts;
                    others += problem.others;
                }
                assertThat(counts)
                        .as("exact counts of 20 problems, tau=%s share=%s", tau, share)
                        .isLessThan(20);
                // Two that come near, and one that reduces.
                assertThat(others)
                        .as("other passes, tau=%s share=%s", tau, share)
                        .isLessThan(20 * 4);
            }
        }
    }

    @Test
    void fewOfManyAreFoundInOnePassAndTheGapBesideThemAmongWhatItKept() {
        FloatSolver solver = new FloatSolver();
        for (int k : new int[] {1, 8, N - 8, N - 1}) {
            int passes = 0;
            for (int seed = 0; seed < 20; seed++) {
                float[] scores = normal(seed);
                FloatArrayScores problem = new FloatArrayScores(scores);
                solver.solve(problem, k, 1e-4, Double.NaN);
                passes += problem.counts + problem.others;
                float[] sorted = scores.clone();
                Arrays.sort(sorted);
                if (sorted[N - k] - sorted[N - k - 1] > 1e-4) {
                    assertThat(solver.clip().gap.upper)
                            .as("k=%d seed=%d", k, seed)
                            .isEqualTo(sorted[N - k]);
                    assertThat(solver.clip().gap.lower)
                            .as("k=%d seed=%d", k, seed)
                            .isEqualTo(sorted[N - k - 1]);
                }
            }
            assertThat(passes).as("passes over 20 problems, k=%d", k).isLessThan(3 * 20);
        }
    }

    /** Pairs of scores whose x at the threshold 0.25 sum to 1, some of the scores exactly at each of both kinks. */
    private static float[] around(int n, double tau) {
        Random random = new Random(5);
        float[] scores = new float[n];
        for (int i = 0; i < n; i += 2) {
            double v = i % 32 == 0 ? 0 : 0x1p-20 * random.nextInt(1 << 20);
            scores[i] = 0.25f + (float) (tau * v);
            scores[i + 1] = 0.25f + (float) (tau * (1 - v));
        }
        return scores;
    }

    @Test
    void aRoundThresholdOfALongProblemIsFoundAmongWhatOnePassKept() {
        int n = 1 << 21;
        FloatArrayScores problem = new FloatArrayScores(around(n, 2));
        assertThat(new FloatSolver().solve(problem, n / 2.0, 2, Double.NaN)).isEqualTo(0.25);
        assertThat(problem.others).as("two that come near, one that reduces").isEqualTo(3);
        assertThat(problem.counts).as("exact counts").isEqualTo(1);
    }

    @Test
    void aSampleThatMisleadsDoesNotDecide() {
        int n = 1 << 21;
        float[] scores = around(n, 2);
        Sampled.of(n).stream().forEach(i -> scores[i] += 0.5f);
        double k = 0;
        for (float y : scores) {
            k += Math.min(1, Math.max(0, (y - 0.25) / 2));
        }
        assertThat(new FloatSolver().solve(new FloatArrayScores(scores), k, 2, Double.NaN))
                .isEqualTo(0.25);
    }

    /** Offsets from a guess that is far away have few digits, which many entries that are active together add up. */
    @Test
    void aGuessFarAwayCostsNoAccuracy() {
        int n = 20_000;
        float[] scores = new float[n];
        for (double tau : new double[] {1e-3, 1, 1e3}) {
            Random random = new Random(6);
            for (int i = 0; i < n; i++) {
                scores[i] = (float) (1e-6 * tau * random.nextGaussian());
            }
            double[] exact = new double[1];
            SoftBinaryArgmax.of(1, tau).on(new ReferenceBackend()).thresholds(Batch.one(n), Values.of(scores), exact);
            for (double far : new double[] {1e3, 8e6, 1e10, 1e13}) {
                double found = new FloatSolver().solve(new FloatArrayScores(scores), 1, tau, far * tau);
                assertThat(found).as("tau %s, guess %s", tau, far * tau).isCloseTo(exact[0], within(1e-11 * tau));
            }
        }
    }

    @Test
    void infiniteScoresAreLeftOutInEveryChunk() {
        float[] scores = new float[300];
        Arrays.fill(scores, 0.5f);
        for (int i : new int[] {0, 99, 100, 250, 299}) {
            scores[i] = Float.NEGATIVE_INFINITY;
        }
        scores[150] = Float.POSITIVE_INFINITY;
        scores[201] = Float.POSITIVE_INFINITY;
        FloatArrayScores problem = new FloatArrayScores(100, scores);
        double k = 2 + 293 * 0.25;
        assertThat(new FloatSolver().solve(problem, k, 2, Double.NaN)).isCloseTo(0, within(1e-12));
        assertThatThrownBy(() -> new FloatSolver().solve(problem, 296, 2, Double.NaN))
                .hasMessageContaining("2")
                .hasMessageContaining("295");
        scores[298] = Float.NaN;
        assertThatThrownBy(() -> new FloatSolver().solve(problem, k, 2, Double.NaN))
                .hasMessageContaining("298");
    }

    @Test
    void whatRoundingCouldDecideIsNotTakenForWritten() {
        FloatSolver solver = new FloatSolver();
        float[] gap = normal(7);
        for (int i = 0; i < N; i += 2) {
            gap[i] += 100;
        }
        solver.solve(new FloatArrayScores(gap), N / 2.0, 1.5, Double.NaN);
        assertThat(solver.written()).as("a vertex").isFalse();
        float[] halves = new float[N];
        for (int i = 0; i < N; i++) {
            halves[i] = i % 4 * 0.5f;
        }
        solver.solve(new FloatArrayScores(halves), N / 2.0, 1.5, Double.NaN);
        assertThat(solver.written()).as("thresholds that are round").isFalse();
    }
}
