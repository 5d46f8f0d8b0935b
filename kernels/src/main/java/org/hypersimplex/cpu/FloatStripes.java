package org.hypersimplex.cpu;

/**
 * The solutions of problems that are the columns of a dense row-major matrix, laid out like the matrix's rows and repeated
 * until whole vectors fit: what a pass needs to write all columns at once, in the order in which they lie in memory.
 */
final class FloatStripes {
    /** A multiple of every vector's lanes. */
    private static final int LANES = 16;
    /** Rows are repeated up to about this many entries, so that a period's end doesn't count for much. */
    private static final int LONG = 1024;

    /** The temperature; its threshold is not used. */
    final FloatClip clip = new FloatClip();

    float[] high = new float[0];
    float[] low = new float[0];
    float[] mean = new float[0];
    /** Entries after which everything repeats, a multiple of the columns. */
    int period;

    /** Takes in the solutions of all problems. */
    void set(FloatOperation operation, int columns) {
        int rows = columns >= LONG ? 1 : LANES * Math.max(1, LONG / (LANES * columns));
        period = rows * columns;
        if (high.length < period) {
            high = new float[period];
            low = new float[period];
            mean = new float[period];
        }
        for (int p = 0; p < columns; p++) {
            operation.restore(p, clip);
            high[p] = clip.high;
            low[p] = clip.low;
            mean[p] = (float) clip.mean;
        }
        repeat(high, columns);
        repeat(low, columns);
        repeat(mean, columns);
    }

    private void repeat(float[] row, int columns) {
        for (int at = columns; at < period; at += columns) {
            System.arraycopy(row, 0, row, at, columns);
        }
    }
}
