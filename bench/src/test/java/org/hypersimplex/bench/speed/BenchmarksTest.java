package org.hypersimplex.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.bench.peers.Peer;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.PavProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmarks time is the right result, by the reference and by the formulas for derivatives. */
class BenchmarksTest {
    private static final double CLOSE = 1e-6;
    private static final int N = 301;

    @ParameterizedTest
    @CsvSource({
        "vector, contiguous, float, NORMAL, n/2, 1",
        "vector, row-major, float, TIED, n/10, 2",
        "vector, row-major, double, NORMAL, n/2, 1",
        "scalar, row-major, float, EXPONENTIAL, 1, 1",
        "scalar, contiguous, double, CLUSTERS, n/2, 2",
        "vector, contiguous, float, EQUAL, n/10, 1",
        "gradual, contiguous, float, MASKED, n/2, 1",
    })
    void kernelsComputeWhatTheyShould(
            String engine, String layout, String precision, ScoreKind scores, String k, int threads) {
        Setting setting = new Setting();
        setting.n = N;
        setting.columns = 10;
        setting.layout = layout;
        setting.k = k;
        setting.tau = 1.5;
        setting.scores = scores;
        setting.precision = precision;
        setting.engine = engine;
        setting.threads = threads;
        setting.draw();
        Kernels kernels = new Kernels();
        double[][] x = new double[10][];
        for (int p = 0; p < 10; p++) {
            x[p] = PavProjection.of(read(setting.batch, setting.y, p), Setting.mass(k, N), 1.5)
                    .x();
        }

        kernels.project(setting);
        compare(setting, x);
        kernels.projectWarm(setting);
        compare(setting, x);

        double[][] product = new double[10][];
        for (int p = 0; p < 10; p++) {
            product[p] = product(x[p], read(setting.batch, setting.upstream, p), 1 / 1.5);
        }
        kernels.vjp(setting);
        compare(setting, product);

        double squares = 0;
        int[] ids = ids(setting.targets);
        double[][] gradient = new double[10][];
        for (int p = 0; p < 10; p++) {
            double[] residual = x[p].clone();
            for (int i = 0; i < N; i++) {
                residual[i] -= ids[i] == p ? 1 : 0;
                squares += residual[i] * residual[i];
            }
            gradient[p] = product(x[p], residual, 2.0 / (N * 10) / 1.5);
        }
        assertThat(kernels.loss(setting)).isCloseTo(squares / (N * 10), within(CLOSE));
        compare(setting, gradient);
        setting.close();
    }

    @Test
    void roundsOfBoostingStartWhereAllAreTiedAndGetBetter() {
        Boosting boosting = new Boosting();
        boosting.n = 2000;
        boosting.train();
        boosting.forget();
        double positives = boosting.positives();
        assertThat(positives).isBetween(1.0, 1999.0);
        // All x are k/n: half the sum of squared residuals.
        double tied = positives * (2000 - positives) / 2000 / 2;
        assertThat(boosting.gradientOfTies()).isCloseTo(tied, within(1e-6 * tied));
        assertThat(boosting.gradient()).isLessThan(0.8 * tied);
        assertThat(boosting.tree()).isTrue();
        boosting.free();
    }

    @ParameterizedTest
    @EnumSource
    void peersProjectTheScoresOfTheKernels(Peer peer) {
        Peers state = new Peers();
        state.n = N;
        state.k = "n/2";
        state.tau = 1.5;
        state.peer = peer;
        state.draw();
        state.project();
        Setting setting = new Setting();
        setting.n = N;
        setting.columns = 1;
        setting.layout = "contiguous";
        setting.k = "n/2";
        setting.tau = 1.5;
        setting.precision = "float";
        setting.engine = "scalar";
        setting.threads = 1;
        setting.draw();
        for (int i = 0; i < N; i++) {
            assertThat((double) state.x[i]).isCloseTo(setting.x.get(i), within(2 * CLOSE));
        }
        setting.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "gradual", "scalar"})
    void firstCallsProjectTheSameScores(String engine) {
        Cold cold = new Cold();
        cold.n = N;
        cold.calls = 2;
        cold.engine = engine;
        cold.draw();
        double[] expected = PavProjection.of(
                        ProjectionError.doubles(ScoreKind.NORMAL.floats(N)), Math.floorDiv(N, 2), 1.5)
                .x();
        float[] x = cold.project();
        cold.close();
        for (int i = 0; i < N; i++) {
            assertThat((double) x[i]).isCloseTo(expected[i], within(CLOSE));
        }
    }

    private static int[] ids(Targets targets) {
        int[] ids = targets.classIds();
        return ids == null ? new int[0] : ids;
    }

    private static double[] product(double[] x, double[] direction, double scale) {
        double sum = 0;
        int active = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && x[i] < 1) {
                sum += direction[i];
                active++;
            }
        }
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = x[i] > 0 && x[i] < 1 ? scale * (direction[i] - sum / active) : 0;
        }
        return product;
    }

    private static void compare(Setting setting, double[][] expected) {
        for (int p = 0; p < expected.length; p++) {
            double[] actual = read(setting.batch, setting.x, p);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).as("problem %d, entry %d", p, i).isCloseTo(expected[p][i], within(CLOSE));
            }
        }
    }

    private static double[] read(Batch batch, Values values, int problem) {
        double[] entries = new double[(int) batch.length(problem)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = values.get(batch.address(problem, i));
        }
        return entries;
    }
}
