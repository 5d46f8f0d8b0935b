package org.hypersimplex.experiments.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction (1979) for looking at several tests: it bounds the chance of any false finding among them. */
public final class Holm {
    private Holm() {}

    /**
     * Corrects a family of tests.
     *
     * @param p probabilities in [0, 1], in any order
     * @return the corrected ones in the same order, each at least as large and at most 1
     */
    public static double[] adjusted(double... p) {
        int[] byEvidence = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = byEvidence[rank];
            largest = Math.max(largest, Math.min(1, p[i] * (p.length - rank)));
            adjusted[i] = largest;
        }
        return adjusted;
    }
}
