package org.hypersimplex.cpu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a sample says of a problem: a threshold that is exact for the sample, and a bracket around it. */
class FloatSampleTest {
    private static final float UNIT = 1;
    private static final int N = 100_000;

    private static float[] normal(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        return scores;
    }

    /** Σ clip((y − ν)/τ, 0, 1) over some of the scores, or all. */
    private static double mass(float[] scores, BitSet some, double tau, double threshold) {
        double mass = 0;
        for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
            mass += Math.min(1, Math.max(0, (scores[i] - threshold) / tau));
        }
        return mass;
    }

    private static BitSet all(int n) {
        BitSet all = new BitSet();
        all.set(0, n);
        return all;
    }

    private static BitSet drawn(float[] scores, double tau) {
        FloatArrayScores problem = new FloatArrayScores(scores);
        assertThat(bracketed(new FloatSample(), problem, scores.length / 3.0, tau))
                .isTrue();
        return problem.read;
    }

    /** Draws a sample and finds its bracket, and returns whether its scores are finite. */
    private static boolean bracketed(FloatSample sample, FloatArrayScores problem, double k, double tau) {
        boolean isFinite = sample.approach(problem, k, tau);
        if (isFinite) {
            sample.bracket();
        }
        return isFinite;
    }

    @Test
    void theSameScoresAreDrawnEveryTimeAndFromEveryPart() {
        float[] scores = normal(N, 1);
        BitSet first = drawn(scores, 1);
        assertThat(drawn(scores, 1)).isEqualTo(first);
        assertThat(drawn(scores, 3)).isEqualTo(first);
        // About n^(2/3) of them.
        assertThat(first.cardinality()).isBetween(1000, 4000);
        for (int part = 0; part < 50; part++) {
            assertThat(first.get(part * N / 50, (part + 1) * N / 50).cardinality())
                    .as("drawn from part %d", part)
                    .isPositive();
        }
    }

    @Test
    void scoresOfAnyPeriodAreMetAtManyPhases() {
        BitSet drawn = drawn(normal(N, 1), 1);
        for (int period = 2; period < 2000; period++) {
            BitSet phases = new BitSet();
            int runs = 0;
            // Scores that are drawn as neighbours count once: they are of many phases in any case.
            for (int i = drawn.nextSetBit(0); i >= 0; i = drawn.nextSetBit(drawn.nextClearBit(i))) {
                phases.set(i % period);
                runs++;
            }
            assertThat(phases.cardinality())
                    .as("phases of a period of %d that %d runs begin at", period, runs)
                    .isGreaterThanOrEqualTo(Math.min(period, 16) / 2);
        }
    }

    @Test
    void theThresholdIsThatOfTheScoresDrawn() {
        for (double tau : new double[] {0.01, 1, 30}) {
            for (double share : new double[] {0.01, 0.3, 0.9}) {
                float[] scores = normal(N, 2);
                FloatArrayScores problem = new FloatArrayScores(scores);
                FloatSample sample = new FloatSample();
                assertThat(bracketed(sample, problem, share * N, tau)).isTrue();
                int drawn = problem.read.cardinality();
                // Where few scores are active, it is read off their ranks, and the mass is right but for these.
                double at = sample.threshold();
                long active = problem.read.stream()
                        .filter(i -> scores[i] - at > 0 && scores[i] - at < tau)
                        .count();
                double off = sample.isStaircase() ? 1 + active : drawn * 64.0 * Math.ulp(UNIT) / Math.min(1, tau);
                assertThat(sample.isStaircase()).isEqualTo(tau < 1);
                assertThat(mass(scores, problem.read, tau, sample.threshold()))
                        .as("mass of the sample, tau=%s share=%s", tau, share)
                        .isCloseTo(share * drawn, within(off));
                assertThat(sample.lower()).isLessThanOrEqualTo(sample.threshold());
                assertThat(sample.upper()).isGreaterThanOrEqualTo(sample.threshold());
            }
        }
    }

    @Test
    void theBracketNearlyAlwaysHoldsTheSolutionOfScoresInRandomOrder() {
        int held = 0;
        int tried = 0;
        for (int seed = 0; seed < 20; seed++) {
            float[] scores = normal(N, 100 + seed);
            for (double tau : new double[] {1e-3, 1.5}) {
                for (double share : new double[] {0.001, 0.3, 0.99}) {
                    FloatSample sample = new FloatSample();
                    assertThat(bracketed(sample, new FloatArrayScores(scores), share * N, tau))
                            .isTrue();
                    boolean left =
                            Double.isInfinite(sample.lower()) || mass(scores, all(N), tau, sample.lower()) >= share * N;
                    boolean right =
                            Double.isInfinite(sample.upper()) || mass(scores, all(N), tau, sample.upper()) <= share * N;
                    held += left && right ? 1 : 0;
                    tried++;
                }
            }
        }
        assertThat(held).as("brackets that hold, of %d", tried).isGreaterThanOrEqualTo(tried - 5);
    }

    @Test
    void theBracketOfAMassOfFewScoresNearlyAlwaysHoldsTheSolution() {
        int held = 0;
        int tried = 0;
        for (int seed = 0; seed < 20; seed++) {
            float[] scores = normal(N, 200 + seed);
            for (double mass : new double[] {1, 60.5, 600, N - 600, N - 60.5, N - 1}) {
                FloatSample sample = new FloatSample();
                assertThat(bracketed(sample, new FloatArrayScores(scores), mass, 1e-3))
                        .isTrue();
                assertThat(sample.lower()).isLessThan(sample.upper());
                assertThat(sample.openShare(sample.lower(), sample.upper()))
                        .as("open share, mass=%s", mass)
                        .isLessThan(0.02);
                held += mass(scores, all(N), 1e-3, sample.lower()) >= mass
                                && mass(scores, all(N), 1e-3, sample.upper()) <= mass
                        ? 1
                        : 0;
                tried++;
            }
        }
        assertThat(held).as("brackets that hold, of %d", tried).isGreaterThanOrEqualTo(tried - 5);
    }

    @Test
    void theThresholdOfAHigherTemperatureIsNearThatOfTheProblem() {
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            float[] scores = normal(N, 7);
            FloatSample sample = new FloatSample();
            assertThat(sample.approach(new FloatArrayScores(scores), share * N, 1e-3))
                    .isTrue();
            assertThat(sample.isTypical()).isTrue();
            double warmer = sample.warm();
            assertThat(warmer).as("temperature, share=%s", share).isBetween(0.01, 1.0);
            assertThat(mass(scores, all(N), warmer, sample.threshold()) / N)
                    .as("share of the mass at the threshold, share=%s", share)
                    .isCloseTo(share, within(0.05));
        }
    }

    @Test
    void scoresThatAreAllTheSameAreOfNoHigherTemperature() {
        FloatSample sample = new FloatSample();
        assertThat(sample.approach(new FloatArrayScores(new float[N]), N / 2.0, 1e-3))
                .isTrue();
        assertThat(sample.warm()).isZero();
    }

    @Test
    void theOpenShareIsThatOfTheScoresDrawn() {
        float[] scores = normal(N, 3);
        FloatArrayScores problem = new FloatArrayScores(scores);
        FloatSample sample = new FloatSample();
        assertThat(bracketed(sample, problem, N / 3.0, 0.5)).isTrue();
        int open = 0;
        for (int i = problem.read.nextSetBit(0); i >= 0; i = problem.read.nextSetBit(i + 1)) {
            float y = scores[i];
            open += (y > 0.2 && y < 0.3) || (y > 0.7 && y < 0.8) ? 1 : 0;
        }
        assertThat(sample.openShare(0.2, 0.3)).isCloseTo((double) open / problem.read.cardinality(), within(1e-12));
        assertThat(sample.openShare(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isEqualTo(1);
    }

    @Test
    void aMassAtEitherEndHasAnOpenBracketThere() {
        float[] scores = normal(N, 4);
        FloatSample sample = new FloatSample();
        assertThat(bracketed(sample, new FloatArrayScores(scores), 1, 1)).isTrue();
        assertThat(sample.upper()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(bracketed(sample, new FloatArrayScores(scores), N - 1, 1)).isTrue();
        assertThat(sample.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whatTheSampleCanNotTellIsNotANumber() {
        float[] scores = normal(N, 5);
        FloatSample sample = new FloatSample();
        assertThat(bracketed(sample, new FloatArrayScores(scores), N / 2.0, 1)).isTrue();
        assertThat(sample.corrected(0, 2.0 * N)).isNaN();
        assertThat(sample.corrected(0, -2.0 * N)).isNaN();
        // Too much mass at 0.1: the threshold is above.
        assertThat(sample.corrected(0.1, 0.1 * N)).isGreaterThan(0.1).isFinite();
    }

    @Test
    void anInfiniteScoreOrANaNAmongThoseDrawnIsSeen() {
        float[] scores = normal(N, 6);
        FloatArrayScores problem = new FloatArrayScores(scores);
        assertThat(bracketed(new FloatSample(), problem, N / 2.0, 1)).isTrue();
        int at = problem.read.nextSetBit(N / 2);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            scores[at] = bad;
            assertThat(bracketed(new FloatSample(), new FloatArrayScores(scores), N / 2.0, 1))
                    .as("with %s at %d", bad, at)
                    .isFalse();
        }
    }
}
