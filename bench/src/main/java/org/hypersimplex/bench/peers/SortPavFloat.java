package org.hypersimplex.bench.peers;

/**
 * The paper's algorithm in float, as its authors run it. With scores s sorted in decreasing order and w = (1, …, 1, 0,
 * …, 0) with k ones, the projection is s/τ − v, where v is the isotonic regression of s/τ − w by pooling adjacent
 * violators (Blondel et al. 2020). k is rounded to a whole number.
 */
final class SortPavFloat implements Peer.Method {
    private final Order order;
    private final float[] sums;
    private final int[] sizes;

    SortPavFloat(int n) {
        order = new Order(n);
        sums = new float[n];
        sizes = new int[n];
    }

    @Override
    public void project(float[] y, double k, double tau, float[] x) {
        order.sort(y);
        int ones = (int) Math.rint(k);
        float scale = (float) (1 / tau);
        int blocks = 0;
        for (int r = 0; r < y.length; r++) {
            float sum = y[order.index(r)] * scale - (r < ones ? 1 : 0);
            int size = 1;
            while (blocks > 0 && sums[blocks - 1] * size <= sum * sizes[blocks - 1]) {
                blocks--;
                sum += sums[blocks];
                size += sizes[blocks];
            }
            sums[blocks] = sum;
            sizes[blocks] = size;
            blocks++;
        }
        int r = 0;
        for (int b = 0; b < blocks; b++) {
            float mean = sums[b] / sizes[b];
            for (int end = r + sizes[b]; r < end; r++) {
                int i = order.index(r);
                x[i] = (y[i] * scale - mean);
            }
        }
    }
}
