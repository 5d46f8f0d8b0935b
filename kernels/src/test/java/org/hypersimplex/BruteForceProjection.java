package org.hypersimplex;

/**
 * The projection by its definition, for a handful of scores: of all faces of the hypersimplex (every entry fixed at 0,
 * fixed at 1, or free), project onto the face's plane, and keep the closest result that is in the box.
 */
final class BruteForceProjection {
    private final double[] z;
    private final double k;
    private double[] best = {};
    private double leastDistance = Double.POSITIVE_INFINITY;

    private BruteForceProjection(double[] z, double k) {
        this.z = z;
        this.k = k;
    }

    static double[] of(double[] scores, double k, double tau) {
        double[] z = scores.clone();
        for (int i = 0; i < z.length; i++) {
            z[i] = (scores[i] - scores[0]) / tau;
        }
        BruteForceProjection search = new BruteForceProjection(z, k);
        int faces = (int) Math.round(Math.pow(3, z.length));
        for (int face = 0; face < faces; face++) {
            search.visit(face);
        }
        return search.best;
    }

    /** Digit i of the face in base 3 is 0 or 1 where entry i is fixed there, and 2 where it is free. */
    private void visit(int face) {
        int[] kind = new int[z.length];
        int free = 0;
        double excess = -k;
        for (int i = 0, rest = face; i < z.length; i++, rest /= 3) {
            kind[i] = rest % 3;
            free += kind[i] == 2 ? 1 : 0;
            excess += kind[i] == 2 ? z[i] : kind[i];
        }
        if (free == 0 && Math.abs(excess) > 1e-9) {
            return;
        }
        double[] x = new double[z.length];
        double distance = 0;
        for (int i = 0; i < z.length; i++) {
            x[i] = kind[i] == 2 ? z[i] - excess / free : kind[i];
            if (x[i] < -1e-12 || x[i] > 1 + 1e-12) {
                return;
            }
            distance += (x[i] - z[i]) * (x[i] - z[i]);
        }
        if (distance < leastDistance) {
            leastDistance = distance;
            best = x;
        }
    }
}
