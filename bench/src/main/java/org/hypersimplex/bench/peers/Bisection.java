package org.hypersimplex.bench.peers;

/** Halves [min y − τ, max y] fifty times, as entmax's budget_bisect does. */
final class Bisection implements Peer.Method {
    private static final int STEPS = 50;

    @Override
    public void project(float[] y, double k, double tau, float[] x) {
        double low = Clip.min(y) - tau;
        double high = Clip.max(y);
        for (int step = 0; step < STEPS; step++) {
            double middle = 0.5 * (low + high);
            if (mass(y, middle, 1 / tau) >= k) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Clip.write(y, 0.5 * (low + high), tau, x);
    }

    private static double mass(float[] y, double threshold, double scale) {
        float high = (float) threshold;
        float factor = (float) scale;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < y.length; i += 4) {
            a += Math.min(1f, Math.max(0f, (y[i] - high) * factor));
            b += Math.min(1f, Math.max(0f, (y[i + 1] - high) * factor));
            c += Math.min(1f, Math.max(0f, (y[i + 2] - high) * factor));
            d += Math.min(1f, Math.max(0f, (y[i + 3] - high) * factor));
        }
        for (; i < y.length; i++) {
            a += Math.min(1f, Math.max(0f, (y[i] - high) * factor));
        }
        return (a + b) + (c + d);
    }
}
