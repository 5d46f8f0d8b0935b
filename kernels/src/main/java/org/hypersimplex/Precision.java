package org.hypersimplex;

/** The floating-point type of the scores. Sums, thresholds and losses are always kept in double. */
public enum Precision {
    /** 32 bits. */
    FLOAT(Float.BYTES),
    /** 64 bits. */
    DOUBLE(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /**
     * The size of one number.
     *
     * @return 4 or 8
     */
    public int bytes() {
        return bytes;
    }
}
