package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;

/** Scores of −∞ give x = 0 and scores of +∞ x = 1; the finite scores are projected alone, to the mass that is left. */
@Tag("width")
class InfiniteScoresTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** Normal scores, about a tenth of them −∞ and as many +∞. */
    private static double[] mixed(EngineCase engine, int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] y = engine.round(Scores.NORMAL.of(n, n));
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(10);
            y[i] = kind == 0 ? INF : kind == 1 ? -INF : y[i];
        }
        return y;
    }

    @EveryEngine
    void theFiniteScoresAreProjectedWithTheMassThatIsLeft(EngineCase engine) {
        for (int n : new int[] {3, 8, 17, 64, 129, 1000, 4099, 20_000}) {
            double[] y = mixed(engine, n);
            long forced = Arrays.stream(y).filter(v -> v == INF).count();
            double[] finite = Arrays.stream(y).filter(Double::isFinite).toArray();
            for (double share : new double[] {0, 0.25, 0.5, 1}) {
                double rest = Math.floor(share * finite.length);
                EngineCase.Projected expected = engine.project(finite, rest, 1.5);
                EngineCase.Projected projected = engine.project(y, forced + rest, 1.5);
                double[] want = new double[n];
                int at = 0;
                for (int i = 0; i < n; i++) {
                    want[i] = Double.isFinite(y[i]) ? expected.x()[at++] : y[i] > 0 ? 1 : 0;
                    if (Double.isInfinite(y[i]) && projected.x()[i] != want[i]) {
                        throw new AssertionError("n=" + n + " share=" + share + ": x is "
                                + projected.x()[i] + " for " + y[i]);
                    }
                }
                Close.check("n=" + n + " share=" + share, projected.x(), want, 2 * engine.tolerance(y, 1.5));
                assertThat(projected.threshold()).isCloseTo(expected.threshold(), within(2 * engine.tolerance(y, 1.5)));
            }
        }
    }

    @EveryEngine
    void infiniteScoresGetNoGradientAndDoNotDisturbThatOfOthers(EngineCase engine) {
        for (int n : new int[] {8, 17, 129, 1000}) {
            double[] y = mixed(engine, n);
            double k = n / 2.0;
            double[] direction = engine.round(Scores.UNIFORM.of(n, 3));
            ExactProjection exact = ExactProjection.of(y, k, 1.5);
            assertThat(exact.margin()).isGreaterThan(1e-6);
            double[] expected = exact.multiply(direction);
            double[] product = engine.multiply(y, k, 1.5, direction);
            Close.check("n=" + n, product, expected, 3 * engine.epsilon());
            for (int i = 0; i < n; i++) {
                if (Double.isInfinite(y[i]) && product[i] != 0) {
                    throw new AssertionError("n=" + n + ": gradient " + product[i] + " for " + y[i]);
                }
            }
        }
    }

    @EveryEngine
    void aProblemOfInfiniteScoresAloneIsDecided(EngineCase engine) {
        EngineCase.Projected projected = engine.project(new double[] {INF, -INF, -INF, INF}, 2, 1);
        assertThat(projected.x()).containsExactly(1, 0, 0, 1);
        assertThat(projected.threshold()).isFinite();
        assertThat(engine.multiply(new double[] {INF, -INF, -INF, INF}, 2, 1, new double[] {1, 2, 3, 4}))
                .containsOnly(0);
        double[] masked = new double[40];
        Arrays.fill(masked, -INF);
        assertThat(engine.project(masked, 0, 1).x()).containsOnly(0);
        Arrays.fill(masked, INF);
        assertThat(engine.project(masked, 40, 1).x()).containsOnly(1);
    }

    @EveryEngine
    void oneFiniteScoreTakesWhatIsLeft(EngineCase engine) {
        double[] y = new double[33];
        Arrays.fill(y, -INF);
        y[32] = 0.5;
        y[0] = INF;
        EngineCase.Projected projected = engine.project(y, 1.25, 2);
        assertThat(projected.x()[32]).isEqualTo(0.25);
        assertThat(projected.x()[0]).isEqualTo(1);
        assertThat(projected.threshold()).isEqualTo(0);
    }
}
