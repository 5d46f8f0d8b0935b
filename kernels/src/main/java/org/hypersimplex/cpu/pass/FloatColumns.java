package org.hypersimplex.cpu.pass;

/**
 * Neighbouring columns of a row-major matrix, each a problem with a threshold of its own, laid out for vectors. Whole
 * rows are repeated until vectors fit, since which columns the lanes of a vector hold repeats after some rows: with ten
 * columns and 16 lanes after eight rows, which are five vectors. These positions are the <em>period</em>. A pass walks
 * down the matrix once per vector of the period, so that the thresholds and what it adds up stay in registers.
 */
public final class FloatColumns {
    /** Columns are repeated only if the period has no more vectors than this; else the last one is partly unused. */
    private static final int MAX_VECTORS = 64;

    /** The temperature of all columns. Also used to split thresholds. */
    public final FloatClip clip = new FloatClip();

    /** How many columns there are, and the first one's number. */
    public int columns;

    public int first;
    private int stride;
    /** The rows of a period, and its positions, those unused in the last vector included. */
    int rows;

    int width;

    float[] high = new float[0];
    float[] low = new float[0];
    float[] mean = new float[0];
    /** The column of each position as a class id, and its row, counted from that of the vector's first position. */
    int[] ids = new int[0];

    int[] shuffle = new int[0];
    /** What the vector engine makes of {@link #shuffle}, one object for each vector of the period. */
    Object[] shuffles = new Object[0];

    private int lanes;

    /**
     * Sets the columns.
     *
     * @param stride the distance between neighbouring rows
     * @param lanes how many columns a pass looks at at once
     * @return false if they were set already
     */
    boolean lay(int first, int columns, int stride, int lanes) {
        boolean known = this.first == first && this.columns == columns && this.stride == stride && this.lanes == lanes;
        if (known) {
            return false;
        }
        this.first = first;
        this.columns = columns;
        this.stride = stride;
        this.lanes = lanes;
        int common = common(columns, lanes);
        rows = columns == stride && columns / common <= MAX_VECTORS ? lanes / common : 1;
        int period = rows * columns;
        width = (period + lanes - 1) / lanes * lanes;
        if (high.length < width) {
            high = new float[width];
            low = new float[width];
            mean = new float[width];
            ids = new int[width];
            shuffle = new int[width];
        }
        for (int at = 0; at < width; at++) {
            ids[at] = at < period ? first + at % columns : -1;
            shuffle[at] = at < period ? at / columns - firstRow(at / lanes * lanes) : 0;
        }
        return true;
    }

    /** The greatest common divisor. */
    private static int common(int a, int b) {
        return b == 0 ? a : common(b, a % b);
    }

    /** Whether no vector of a period reaches beyond it. */
    public boolean isFull() {
        return width == rows * columns;
    }

    /** The row of a position within the period. */
    int firstRow(int at) {
        return at / columns;
    }

    /** Takes the threshold and mean of a column from the clip. */
    public void put(int column) {
        high[column] = clip.high;
        low[column] = clip.low;
        mean[column] = (float) clip.mean;
    }

    /** The threshold of a column, for a pass that uses its upper half only. */
    public void put(int column, float threshold) {
        high[column] = threshold;
    }

    /** Repeats what was put for the first row; must be called after that. */
    public void repeat() {
        repeat(high);
        repeat(low);
        repeat(mean);
    }

    /** The same if only upper halves were put. */
    public void repeatThresholds() {
        repeat(high);
    }

    private void repeat(float[] row) {
        // Lanes, and so the rows of a period, are a power of 2.
        for (int at = columns; at < rows * columns; at *= 2) {
            System.arraycopy(row, 0, row, at, at);
        }
    }
}
