package org.hypersimplex.bench.peers;

import java.util.Arrays;

/**
 * Sorts the scores and walks the 2n breakpoints y and y − τ of φ(ν) = Σ clip((y − ν)/τ, 0, 1) from the largest to the
 * smallest until φ reaches k, with two pointers into one sorted array.
 */
final class SortScan implements Peer.Method {
    private final float[] sorted;

    SortScan(int n) {
        sorted = new float[n];
    }

    @Override
    public void project(float[] y, double k, double tau, float[] x) {
        System.arraycopy(y, 0, sorted, 0, y.length);
        Arrays.sort(sorted);
        Clip.write(y, threshold(k, tau), tau, x);
    }

    private double threshold(double k, double tau) {
        int n = sorted.length;
        int next = n - 1;
        int saturated = n - 1;
        double at = sorted[n - 1];
        double mass = 0;
        int active = 0;
        while (true) {
            double enter = next >= 0 ? sorted[next] : Double.NEGATIVE_INFINITY;
            double leave = saturated >= 0 ? sorted[saturated] - tau : Double.NEGATIVE_INFINITY;
            double to = Math.max(enter, leave);
            double gained = active == 0 ? 0 : active * (at - to) / tau;
            if (mass + gained >= k) {
                return at - (k - mass) * tau / active;
            }
            mass += gained;
            at = to;
            if (enter >= leave) {
                next--;
                active++;
            } else {
                saturated--;
                active--;
            }
        }
    }
}
