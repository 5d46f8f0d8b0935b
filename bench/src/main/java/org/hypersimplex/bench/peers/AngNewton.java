package org.hypersimplex.bench.peers;

/**
 * Newton's method on φ(ν) = k, where φ is the sum of the projection at the threshold ν (Ang, Ma, Liu, Huang and Wang
 * 2021). It starts from the threshold that would be right if all entries were active. Each step also narrows an
 * interval that holds the solution; a Newton step that would leave the interval, or that doesn't exist because no entry
 * is active, is replaced by the interval's midpoint. Plain loops, sums in double.
 */
final class AngNewton implements Peer.Method {
    private static final int MAX_STEPS = 200;
    private static final double RELATIVE_TOLERANCE = 1e-12;

    private double sum;
    private long active;

    @Override
    public void project(float[] y, double k, double tau, float[] x) {
        double total = 0;
        for (float score : y) {
            total += score;
        }
        double low = Clip.min(y) - tau;
        double high = Clip.max(y);
        double threshold = total / y.length - tau * k / y.length;
        for (int step = 0; step < MAX_STEPS; step++) {
            count(y, threshold, tau);
            double excess = sum - k * tau;
            if (Math.abs(excess) <= RELATIVE_TOLERANCE * tau * k) {
                break;
            }
            low = excess > 0 ? Math.max(low, threshold) : low;
            high = excess < 0 ? Math.min(high, threshold) : high;
            double next = active == 0 ? Double.NaN : threshold + excess / active;
            next = next > low && next < high ? next : 0.5 * (low + high);
            if (next == threshold) {
                break;
            }
            threshold = next;
        }
        Clip.write(y, threshold, tau, x);
    }

    private void count(float[] y, double threshold, double tau) {
        double clipped = 0;
        double strictly = 0;
        for (float score : y) {
            double d = score - threshold;
            clipped += Math.min(tau, Math.max(0, d));
            // Counts by signs and not by branches, which the processor would mispredict for random scores.
            strictly += 0.25 * (1 - Math.copySign(1, 0 - d)) * (1 - Math.copySign(1, d - tau));
        }
        sum = clipped;
        active = (long) strictly;
    }
}
