package org.hypersimplex.bench.speed;

/**
 * How far a projection is from the exact one.
 *
 * @param largest the largest error of any entry of x
 * @param sum the error of Σx
 */
record ProjectionError(double largest, double sum) {
    static ProjectionError of(double[] x, double[] exact, double k) {
        double largest = 0;
        double off = -k;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] - exact[i]));
            off += x[i];
        }
        return new ProjectionError(largest, Math.abs(off));
    }

    /** The same numbers in double. */
    static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
