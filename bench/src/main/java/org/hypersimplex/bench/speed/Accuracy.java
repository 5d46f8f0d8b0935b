package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.bench.peers.Peer;
import org.hypersimplex.reference.PavProjection;

/**
 * How far a method in float is from the exact projection of N(0, 1) scores.
 *
 * @param method its name
 * @param n entries of the problem
 * @param largest the largest error of any entry of x
 * @param sum the error of Σx
 */
public record Accuracy(String method, int n, double largest, double sum) {
    private static final double TAU = 1.5;
    /** The name of the kernels among the methods. */
    public static final String KERNELS = "hypersimplex";

    /** Measures the kernels and every peer at lengths up to 2^20. */
    static List<Accuracy> measure() {
        List<Accuracy> all = new ArrayList<>();
        for (int n = 1 << 7; n <= 1 << 20; n <<= 1) {
            float[] y = ScoreKind.NORMAL.floats(n);
            int k = n / 2;
            double[] exact =
                    PavProjection.of(ProjectionError.doubles(y), k, TAU).x();
            float[] x = new float[n];
            SoftBinaryArgmax.of(k, TAU).project(y, x);
            all.add(of(KERNELS, x, exact, k));
            for (Peer peer : Peer.values()) {
                peer.of(n).project(y, k, TAU, x);
                all.add(of(peer.title(), x, exact, k));
            }
        }
        return all;
    }

    private static Accuracy of(String method, float[] x, double[] exact, int k) {
        ProjectionError error = ProjectionError.of(ProjectionError.doubles(x), exact, k);
        return new Accuracy(method, x.length, error.largest(), error.sum());
    }
}
