package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which way a problem is solved; that it is solved rightly is tested through the public surface. */
class FloatSolverTest {
    private static final int N = 8192;
    private static final float UNIT = 1;

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
            for (int active : new int[] {1, n / 2, n - 2}) {
                Random random = new Random(6);
                for (int i = 1; i < n - 1; i++) {
                    scores[i] = (float) (tau * (i <= active ? 1e-6 * random.nextGaussian() : 10));
                }
                scores[0] = (float) (-1e16 * tau);
                scores[n - 1] = (float) (1e16 * tau);
                double k = n - 1 - active + 0.25;
                FloatSolver solver = new FloatSolver();
                for (double far : new double[] {1e3, 8e6, 5e7, 7e10, 1e13}) {
                    solver.solve(new FloatArrayScores(scores), k, tau, far * tau);
                    if (active == 1) {
                        assertThat(solver.clip().threshold)
                                .as("tau %s, guess %s", tau, far * tau)
                                .isCloseTo(scores[1] - 0.25 * tau, within(1e-7 * tau));
                    }
                    double mass = 0;
                    for (float y : scores) {
                        double d = ((double) y - solver.clip().high) - solver.clip().low;
                        mass += Math.min(1, Math.max(0, d / tau));
                    }
                    assertThat(mass)
                            .as("%d active, tau %s, guess %s", active, tau, far * tau)
                            .isCloseTo(k, within(k * (Math.ulp(UNIT) + 1e-12)));
                }
            }
        }
    }

    /** Scores and thresholds of few binary digits, at whose kinks the last bit decides. */
    @Test
    void aRoundThresholdIsFoundToTheLastDigit() {
        Random random = new Random(8);
        FloatSolver solver = new FloatSolver();
        for (int round = 0; round < 5000; round++) {
            double tau = new double[] {0.25, 1, 4}[round % 3];
            double threshold = random.nextInt(-160, 160) / 16.0;
            float[] scores = new float[3 + random.nextInt(9)];
            double k = 0;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) (threshold + tau * (random.nextInt(-4, 9) / 4.0));
                k += Math.min(1, Math.max(0, (scores[i] - threshold) / tau));
            }
            boolean unique = false;
            for (float y : scores) {
                unique |= y > threshold && y < threshold + tau;
            }
            if (unique) {
                double guess = round % 2 == 0 ? Double.NaN : threshold + 0.3 * tau;
                assertThat(solver.solve(new FloatArrayScores(scores), k, tau, guess))
                        .as("round %d", round)
                        .isEqualTo(threshold);
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

    /** The sample has many active entries at its own threshold, and steps from there end at the kink of some of them. */
    @Test
    void aVertexAtWhoseEndAreManyScoresIsNotTakenForWritten() {
        BitSet sampled = Sampled.of(N);
        for (int seed = 0; seed < 100; seed++) {
            float[] scores = normal(seed);
            float end = scores[0];
            for (int i = 0; i < N; i++) {
                if (sampled.get(i)) {
                    scores[i] = end + (i % 2 == 0 ? 0 : 0.3f);
                } else {
                    scores[i] += i % 2 == 0 ? 50 : -50;
                }
            }
            int k = 0;
            for (float y : scores) {
                k += y > -20 ? 1 : 0;
            }
            FloatSolver solver = new FloatSolver();
            solver.solve(new FloatArrayScores(scores), k, 1.5, Double.NaN);
            assertThat(solver.written()).as("%d", seed).isFalse();
        }
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
