package org.hypersimplex.problem;

/**
 * The floating-point type of the scores. Sums, thresholds and losses are always kept in double. Immutable and
 * thread-safe.
 */
public enum Precision {
    /** 32 bits. */
    FLOAT(Float.BYTES, Float.MIN_NORMAL, Float.MAX_VALUE),
    /** 64 bits. */
    DOUBLE(Double.BYTES, Double.MIN_NORMAL, Double.MAX_VALUE);

    private static final double MARGIN = 0x1p20;

    private final int bytes;
    private final double coldest;
    private final double hottest;

    Precision(int bytes, double leastNormal, double largest) {
        this.bytes = bytes;
        coldest = leastNormal * MARGIN;
        hottest = largest / MARGIN;
    }

    /**
     * The size of one number.
     *
     * @return 4 or 8
     */
    public int bytes() {
        return bytes;
    }

    /**
     * The temperature that an engine uses in place of the one asked for: the nearest one for which both τ and 1/τ are
     * normal numbers of this type, with a factor of 2²⁰ to spare: [1.2e-32, 3.2e32] for float, [4.7e-302, 1.7e302] for
     * double. It differs only for extreme τ, and changes x only where differences between scores are as extreme. Float
     * scores whose τ is outside the range of float are computed in double.
     *
     * @param tau positive and finite
     * @return the same, or the nearer end of the usable range
     */
    public double usableTemperature(double tau) {
        return Math.min(hottest, Math.max(coldest, tau));
    }
}
