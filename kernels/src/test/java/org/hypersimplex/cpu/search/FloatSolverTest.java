package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which way a problem is solved; that it is solved rightly is tested through the public surface. */
class FloatSolverTest {
    private static final int N = 8192;

    private static float[] normal(int seed) {
        Random random = new Random(seed);
        float[] scores = new float[N];
        for (int i = 0; i < N; i++) {
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
