package org.hypersimplex;

import java.util.SplittableRandom;

/**
 * Scores made from a projection that was chosen first, with no entry near a kink: derivatives exist, and rounding the
 * scores leaves the partition as it is.
 *
 * @param scores the scores, rounded to the engine's precision
 * @param k the mass
 * @param tau the temperature
 */
@SuppressWarnings("ArrayRecordComponent")
record Planted(double[] scores, double k, double tau) {
    /**
     * The x of active entries keep this distance from 0 and 1, and the scores of the others this times τ from the kink.
     */
    static final double MARGIN = 0.05;

    static Planted of(EngineCase engine, int n, double threshold, double tau, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[n];
        double k = 0;
        for (int i = 0; i < n; i++) {
            double x;
            switch (random.nextInt(3)) {
                case 0 -> x = -random.nextDouble(MARGIN, 3);
                case 1 -> x = 1 + random.nextDouble(MARGIN, 3);
                default -> x = random.nextDouble(MARGIN, 1 - MARGIN);
            }
            if (i == n / 2) {
                x = 0.5;
            }
            scores[i] = threshold + tau * x;
            k += Math.min(1, Math.max(0, x));
        }
        return new Planted(engine.round(scores), Math.min(k, n), tau);
    }

    ExactProjection exact() {
        return ExactProjection.of(scores, k, tau);
    }
}
