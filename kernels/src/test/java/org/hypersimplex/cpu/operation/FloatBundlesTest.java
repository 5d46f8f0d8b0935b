package org.hypersimplex.cpu.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hypersimplex.NarrowVectors;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.ProjectionCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which problems are solved in bundles: nearly all that are short, many and ordinary. */
@Tag("width")
class FloatBundlesTest {
    private static final int COUNT = 512;
    /** Of these, so many at least: some few thresholds are always near a round number, or hard to find. */
    private static final int MOST = 450;

    @BeforeEach
    void skipWithoutVectors() {
        NarrowVectors.skipWithoutVectors();
    }

    /** How many problems bundles solve, or −1 if they don't take problems of this kind. */
    private static int solved(Batch batch, float[] y, double k, double tau) {
        FloatProjection projection = FloatVectorCases.projection();
        // Sets the mass; and without outputs there is nothing to be let go of.
        double[] thresholds = new double[batch.count()];
        Arrays.fill(thresholds, Double.NaN);
        projection.run(new ProjectionCall(
                batch, Values.of(y), Mass.of(k), tau, thresholds, null, thresholds, AllReduce.single()));
        projection.solutions.reserve(batch.count());
        if (!new FloatBundles(projection, projection.operands.scores, projection.operands.out).solve()) {
            return -1;
        }
        int solved = 0;
        for (int p = 0; p < batch.count(); p++) {
            solved += projection.solutions.has(p) ? 1 : 0;
        }
        return solved;
    }

    @Test
    void shortProblemsOfAnyLayoutAreSolvedInBundles() {
        for (int n : new int[] {20, 64, 128, 500, 1024}) {
            float[] y = FloatVectorCases.normal(n * COUNT);
            for (double tau : new double[] {0.5, 1, 20}) {
                assertThat(solved(Batch.rows(COUNT, n), y, n / 10.0 + 0.3, tau))
                        .as("rows of %s", n)
                        .isGreaterThan(MOST);
                assertThat(solved(Batch.columns(n, COUNT), y, n / 10.0 + 0.3, tau))
                        .as("columns of %s", n)
                        .isGreaterThan(MOST);
            }
        }
    }

    @Test
    void maskedAndRaggedProblemsAreSolvedInBundles() {
        float[] y = FloatVectorCases.normal(100 * COUNT);
        int[] lengths = new int[COUNT];
        for (int p = 0; p < COUNT; p++) {
            lengths[p] = 50 + p % 50;
            for (int i = 60 + p % 40; i < 100; i++) {
                y[p * 100 + i] = Float.NEGATIVE_INFINITY;
            }
        }
        assertThat(solved(Batch.rows(COUNT, 100), y, 8.5, 1)).isGreaterThan(MOST);
        assertThat(solved(Batch.ragged(lengths), FloatVectorCases.normal(100 * COUNT), 8.5, 1))
                .isGreaterThan(MOST);
    }

    @Test
    void longOrFewProblemsAreNot() {
        assertThat(solved(Batch.rows(COUNT, 1025), FloatVectorCases.normal(1025 * COUNT), 8, 1))
                .isEqualTo(-1);
        assertThat(solved(Batch.one(100), FloatVectorCases.normal(100), 8, 1)).isEqualTo(-1);
        assertThat(solved(Batch.columns(100, 3), FloatVectorCases.normal(300), 8, 1))
                .isEqualTo(-1);
    }
}
