package org.hypersimplex.cpu.pass;

/**
 * The solutions of problems that are the columns of a dense row-major matrix, laid out like the matrix's rows and
 * repeated until whole vectors fit: what a pass needs to write all columns at once, in the order in which they lie in
 * memory.
 */
public final class FloatStripes {
    /** A multiple of every vector's lanes. */
    private static final int MAX_LANES = 16;
    /** Rows are repeated up to about this many entries, so that the tails of loops cost little. */
    private static final int USUAL_PERIOD = 1024;

    /** The temperature of all problems; passes over stripes don't use its threshold. */
    public final FloatClip clip = new FloatClip();

    float[] high = new float[0];
    float[] low = new float[0];
    float[] mean = new float[0];
    /** Entries after which everything repeats, a multiple of the columns. */
    public int period;

    /** Makes room for the solutions of that many problems. */
    public void begin(int columns) {
        int rows = columns >= USUAL_PERIOD ? 1 : MAX_LANES * Math.max(1, USUAL_PERIOD / (MAX_LANES * columns));
        period = rows * columns;
        if (high.length < period) {
            high = new float[period];
            low = new float[period];
            mean = new float[period];
        }
    }

    /** Takes the solution of a problem from the clip. */
    public void put(int problem) {
        high[problem] = clip.high;
        low[problem] = clip.low;
        mean[problem] = (float) clip.mean;
    }

    /** Repeats the solutions of the first row up to the end of the period. */
    public void end(int columns) {
        repeat(high, columns);
        repeat(low, columns);
        repeat(mean, columns);
    }

    private void repeat(float[] row, int columns) {
        for (int at = columns; at < period; at *= 2) {
            System.arraycopy(row, 0, row, at, Math.min(at, period - at));
        }
    }
}
