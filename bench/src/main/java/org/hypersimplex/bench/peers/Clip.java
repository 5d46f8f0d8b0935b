package org.hypersimplex.bench.peers;

/** Helpers of the methods that search for the threshold: the range of the scores, and x once the threshold is found. */
final class Clip {
    private Clip() {}

    static void write(float[] y, double threshold, double tau, float[] x) {
        double scale = 1 / tau;
        for (int i = 0; i < y.length; i++) {
            x[i] = (float) Math.min(1, Math.max(0, (y[i] - threshold) * scale));
        }
    }

    static float min(float[] y) {
        float min = y[0];
        for (float score : y) {
            min = Math.min(min, score);
        }
        return min;
    }

    static float max(float[] y) {
        float max = y[0];
        for (float score : y) {
            max = Math.max(max, score);
        }
        return max;
    }
}
