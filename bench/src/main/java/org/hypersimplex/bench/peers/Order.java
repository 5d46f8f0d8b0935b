package org.hypersimplex.bench.peers;

import java.util.Arrays;

/** The permutation that sorts scores in decreasing order, by the JDK's sort of longs that hold score and index. */
final class Order {
    private final long[] keys;

    Order(int n) {
        keys = new long[n];
    }

    void sort(float[] y) {
        for (int i = 0; i < y.length; i++) {
            int bits = Float.floatToRawIntBits(y[i]);
            // These integers sort as the floats do, and their complements in the opposite order.
            int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[i] = ((long) ~ascending << 32) | i;
        }
        Arrays.sort(keys);
    }

    /** The index of the score with that rank, 0 being the largest. */
    int index(int rank) {
        return (int) keys[rank];
    }
}
