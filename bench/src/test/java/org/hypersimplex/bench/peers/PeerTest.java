package org.hypersimplex.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hypersimplex.reference.PavProjection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerTest {
    /** Scores of magnitude 4 in float, over the temperature: what a method in float may be off by. */
    private static final double FLOAT = 4e-6;

    @ParameterizedTest
    @EnumSource
    void everyPeerComputesTheProjection(Peer peer) {
        Random random = new Random(7);
        for (int n : new int[] {2, 3, 17, 1000}) {
            for (boolean tied : new boolean[] {false, true}) {
                float[] y = new float[n];
                for (int i = 0; i < n; i++) {
                    y[i] = (float) (tied ? random.nextInt(5) / 2.0 : random.nextGaussian());
                }
                for (int k : new int[] {1, n / 2, n - 1}) {
                    for (double tau : new double[] {0.25, 1.5, 20}) {
                        check(peer, y, k, tau);
                    }
                }
            }
        }
    }

    private static void check(Peer peer, float[] y, int k, double tau) {
        double[] scores = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            scores[i] = y[i];
        }
        double[] exact = PavProjection.of(scores, k, tau).x();
        float[] x = new float[y.length];
        Peer.Method method = peer.of(y.length);
        method.project(y, k, tau, x);
        // Twice, since scratch is kept.
        method.project(y, k, tau, x);
        for (int i = 0; i < y.length; i++) {
            assertThat((double) x[i])
                    .as("%s, n=%d, k=%d, tau=%s, entry %d", peer, y.length, k, tau, i)
                    .isCloseTo(exact[i], within(FLOAT * Math.max(1, 1 / tau)));
        }
    }
}
