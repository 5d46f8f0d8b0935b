package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/**
 * How often problems of some kinds are read, and how many thresholds are tried: a search that goes astray still ends
 * at the solution, only later. Computed in plain Java, and so the same everywhere: whoever makes the search better writes
 * down the lower numbers.
 */
class FloatEffortTest {
    private static final int[] SIZES = {7, 100, 1000, 5000, 30_000};
    private static final double[] TEMPERATURES = {1e-4, 0.01, 0.1, 0.5, 1.5, 20};
    private static final double[] SHARES = {0.002, 0.1, 0.37, 0.5, 0.9, 0.999};
    private static final float UNIT = 1;

    private interface Kind {
        double entry(Random random, int i);
    }

    private static float[] scores(Kind kind, int n) {
        Random random = new Random(n);
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (float) kind.entry(random, i);
        }
        return scores;
    }

    /** Solves one problem of each size, temperature and mass, and checks how much that took together. */
    private static void check(Kind kind, boolean guessed, int reads, int tried) {
        FloatSolver solver = new FloatSolver();
        int allReads = 0;
        long allTried = 0;
        for (int n : SIZES) {
            float[] scores = scores(kind, n);
            for (double tau : TEMPERATURES) {
                for (double share : SHARES) {
                    double k = n < 1000 ? share * n : Math.max(1, Math.rint(share * n));
                    double[] exact = new double[1];
                    SoftBinaryArgmax.of(k, tau)
                            .on(new ReferenceBackend())
                            .thresholds(Batch.one(n), Values.of(scores), exact);
                    FloatArrayScores problem = new FloatArrayScores(scores);
                    double found = solver.solve(problem, k, tau, guessed ? exact[0] + 0.03 * tau : Double.NaN);
                    // Of the digits of scores as large as the threshold, sums keep many more than floats have.
                    double allowed = 2 * tau * Math.ulp(UNIT) + 1e-14 * Math.abs(exact[0]) + 4e-15 * tau;
                    assertThat(found).as("n %d, tau %s, k %s", n, tau, k).isCloseTo(exact[0], within(allowed));
                    allReads += problem.counts + problem.others + problem.masses;
                    allTried += solver.counts();
                }
            }
        }
        if (Math.ulp(UNIT) > 1e-10) {
            assertThat(allReads).as("reads").isEqualTo(reads);
            assertThat(allTried).as("thresholds tried").isEqualTo(tried);
        } else {
            // Doubles, which are told apart more finely, take an eighth more at most.
            assertThat(allReads).as("reads").isBetween(reads / 2, reads + reads / 8);
            assertThat(allTried).as("thresholds tried").isBetween((long) tried / 2, (long) tried + tried / 8);
        }
    }

    @Test
    void normalScores() {
        check((random, i) -> random.nextGaussian(), false, 799, 975);
    }

    @Test
    void normalScoresWithAGuess() {
        check((random, i) -> random.nextGaussian(), true, 667, 463);
    }

    @Test
    void scoresOfFewValues() {
        check((random, i) -> 0.3 * random.nextInt(4), false, 738, 617);
    }

    @Test
    void scoresOfAllMagnitudes() {
        check(
                (random, i) -> Math.signum(random.nextDouble() - 0.5) * StrictMath.exp(20 * random.nextDouble() - 10),
                false,
                879,
                1300);
    }

    @Test
    void scoresInTwoClusters() {
        check((random, i) -> (random.nextBoolean() ? 5 : -5) + 0.01 * random.nextGaussian(), false, 837, 858);
    }

    @Test
    void scoresWithAFewFarAway() {
        check((random, i) -> i % 1000 == 7 ? -1e30 : random.nextGaussian(), false, 851, 1268);
    }

    @Test
    void scoresFarFromZero() {
        check((random, i) -> 3000 + random.nextGaussian(), false, 846, 1009);
    }
}
