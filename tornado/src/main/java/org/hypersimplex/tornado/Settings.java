package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/** What varies from call to call, in an array for the kernels: indices of the numbers that all searches need. */
final class Settings {
    /** The temperature τ. */
    static final int TAU = 0;
    /** What results are multiplied by, 1/τ for projections. */
    static final int FACTOR = 1;
    /** Round numbers, one of which may be the exact solution, are multiples of this power of 2. */
    static final int GRID = 2;
    /** The first of the masses k, one for each problem. What else a kernel needs comes behind the last one. */
    static final int MASSES = 3;

    /** Rounded thresholds are multiples of 2 to the power of minus this, in temperatures rounded to a power of 2. */
    private static final int GRID_BITS = 16;

    private Settings() {}

    /** Sets the temperature, and what results are multiplied by. */
    static void set(DoubleArray settings, double tau, double factor) {
        settings.set(TAU, tau);
        settings.set(FACTOR, factor);
        settings.set(GRID, Math.scalb(1.0, Math.getExponent(tau) - GRID_BITS));
    }
}
