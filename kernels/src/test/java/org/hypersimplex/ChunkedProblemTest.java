package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/** Problems just too long to be held whole, which the CPU engines go through in chunks, some by each thread. */
class ChunkedProblemTest {
    /** More than 2¹⁷, and no multiple of a chunk. */
    private static final int N = 140_001;

    private static double[] scores(EngineCase engine) {
        SplittableRandom random = new SplittableRandom(1);
        double[] y = random.doubles(N, -3, 3).toArray();
        // Nearly all of one chunk are the same.
        for (int i = 20_000; i < 33_000; i++) {
            y[i] = 0.1;
        }
        return engine.round(y);
    }

    private static EngineCase exact(EngineCase engine) {
        return new EngineCase("reference", engine.precision());
    }

    @EveryEngine
    void chunksAddUpToTheProblem(EngineCase engine) {
        double[] y = scores(engine);
        for (double tau : new double[] {1.5, 1e-2, 1e-6}) {
            for (double k : new double[] {3, 14_000, 70_000, N - 20_000.5}) {
                String what = "k " + k + ", tau " + tau;
                EngineCase.Projected found = engine.project(y, k, tau);
                Close.check(what, found.x(), exact(engine).project(y, k, tau).x(), 2 * engine.tolerance(y, tau));
            }
        }
    }

    @EveryEngine
    void aColumnIsReadAndWrittenInChunksToo(EngineCase engine) {
        double[] y = scores(engine);
        double[] matrix = new double[2 * N];
        for (int i = 0; i < N; i++) {
            matrix[2 * i + 1] = y[i];
        }
        for (double tau : new double[] {1.5, 1e-6}) {
            double[] alone = engine.project(y, 70_000, tau).x();
            Values x = engine.values(new double[2 * N]);
            engine.top(70_000, tau).project(Batch.strided(1, N, 2, 1).at(1), engine.values(matrix), x, new double[1]);
            double[] column = new double[N];
            for (int i = 0; i < N; i++) {
                column[i] = x.get(2L * i + 1);
                assertThat(x.get(2L * i)).isZero();
            }
            Close.check("tau " + tau, column, alone, engine.isDevice() ? engine.epsilon() : 0);
        }
    }

    @EveryEngine
    void theJacobianTakesTheMeanOverAllChunks(EngineCase engine) {
        double[] y = scores(engine);
        double[] direction =
                engine.round(new SplittableRandom(2).doubles(N, -1, 1).toArray());
        double[] found = engine.multiply(y, 47_000, 1.5, direction);
        Close.check("product", found, exact(engine).multiply(y, 47_000, 1.5, direction), engine.epsilon());
    }

    @EveryEngine
    void theLossSumsAllChunks(EngineCase engine) {
        double[] y = scores(engine);
        double[] t = new double[N];
        for (int i = 0; i < N; i += 3) {
            t[i] = 1;
        }
        double[] gradient = new double[N];
        double value = loss(engine, y, t, gradient);
        double[] definition = new double[N];
        assertThat(value)
                .isCloseTo(loss(exact(engine), y, t, definition), within(value * Math.max(1e-12, engine.epsilon())));
        Close.check("gradient", gradient, definition, engine.epsilon());
    }

    private static double loss(EngineCase engine, double[] y, double[] t, double[] gradient) {
        Values out = engine.values(new double[N]);
        double value = HypersimplexLoss.halfSum(KPolicy.positives(), 1.5)
                .on(engine.backend())
                .valueAndGradient(Batch.one(N), engine.values(y), Targets.matrix(engine.values(t)), out);
        System.arraycopy(EngineCase.read(out), 0, gradient, 0, N);
        return value;
    }

    @EveryEngine
    void threadsAndPlaceChangeNothing(EngineCase engine) {
        double[] y = scores(engine);
        for (double tau : new double[] {1.5, 1e-6}) {
            double[] alone = engine.project(y, 35_000, tau).x();
            try (Backend three = engine.backend(Parallelism.threads(3))) {
                Values inPlace = engine.values(y);
                SoftBinaryArgmax.of(35_000, tau).on(three).project(Batch.one(N), inPlace, inPlace, new double[1]);
                Close.checkSame("tau " + tau, EngineCase.read(inPlace), alone);
            }
        }
    }

    @EveryEngine
    void aNaNIsFoundInEveryChunkBeforeAnythingIsWritten(EngineCase engine) {
        for (int at : new int[] {0, 1 << 14, (1 << 14) - 52, 100_000, N - 1}) {
            double[] y = scores(engine);
            y[at] = Double.NaN;
            Values scores = engine.values(y);
            Values x = engine.values(new double[N]);
            SoftBinaryArgmax top = engine.top(70_000, 1.5);
            assertThatThrownBy(() -> top.project(Batch.one(N), scores, x, new double[1]))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("" + at);
            assertThat(EngineCase.read(x)).containsOnly(0);
        }
    }

    @EveryEngine
    void aNaNInTheLastProblemLeavesThePaddingOfTheFirst(EngineCase engine) {
        Batch batch = Batch.rows(2, N).withLengths(N - 500, N);
        double[] y = new double[2 * N];
        System.arraycopy(scores(engine), 0, y, N, N);
        y[2 * N - 1] = Double.NaN;
        Values x = engine.values(new double[2 * N]);
        x.set(N - 1, 7);
        SoftBinaryArgmax top = engine.top(70_000, 1.5);
        assertThatThrownBy(() -> top.project(batch, engine.values(y), x, new double[2]))
                .isInstanceOf(InputException.class);
        assertThat(x.get(N - 1)).isEqualTo(7);
    }
}
