package org.hypersimplex.cpu.pass;

import java.util.Arrays;

/**
 * Short problems side by side, one in each lane of a vector: entry i of the problem in lane l is number i · lanes + l of
 * the tile. So a problem's sums need no adding up of lanes, and all problems take their steps together. Shorter problems
 * are filled up with −∞, which adds nothing to any count.
 */
public final class FloatBundle {
    /** The rows of a tile are a multiple of this: the periods per turn of a loop. */
    private static final int GROUP = 4;

    private static final int MAX_LANES = 32;

    public final FloatColumns columns = new FloatColumns();
    public final FloatTallies tallies = new FloatTallies();
    public final FloatTallies partition = new FloatTallies();
    final FloatPiece piece = new FloatPiece();

    /** How many problems there are, at most as many as lanes, and the length of the longest. */
    public int count;

    public int length;
    /** Where each problem begins. */
    public final int[] starts = new int[MAX_LANES];

    /** The mass of each problem times the temperature, and a bracket of its threshold. */
    final float[] mass = new float[MAX_LANES];

    final float[] left = new float[MAX_LANES];
    final float[] right = new float[MAX_LANES];
    /** What a pass adds up: for each lane a sum, and then for each a count. */
    final float[] sums = new float[2 * MAX_LANES];

    float[] tile = new float[0];
    /** Rows of the tile. */
    int rows;

    /** Whole vectors of problems that reach beyond the end of their array. */
    float[] rest = new float[0];

    /** Makes room for that many problems of this length. */
    public void begin(int count, int length, int lanes) {
        this.count = count;
        this.length = length;
        rows = (length + GROUP - 1) / GROUP * GROUP;
        int whole = (rows + lanes - 1) / lanes * lanes;
        if (tile.length < whole * lanes) {
            tile = new float[whole * lanes];
        }
        Arrays.fill(left, Float.NEGATIVE_INFINITY);
        Arrays.fill(right, Float.POSITIVE_INFINITY);
        piece.rows = rows;
        piece.stride = lanes;
        piece.scores = tile;
    }

    /**
     * The array to read whole vectors from, beyond the ends of problems: the given one, or if it ends too early, a copy,
     * to which the starts are changed.
     */
    float[] readable(float[] y, int lanes) {
        int whole = (length + lanes - 1) / lanes * lanes;
        int end = 0;
        for (int lane = 0; lane < lanes; lane++) {
            end = Math.max(end, starts[lane] + whole);
        }
        if (end <= y.length) {
            return y;
        }
        if (rest.length < lanes * whole) {
            rest = new float[lanes * whole];
        }
        for (int lane = 0; lane < lanes; lane++) {
            System.arraycopy(y, starts[lane], rest, lane * whole, Math.min(length, y.length - starts[lane]));
            starts[lane] = lane * whole;
        }
        return rest;
    }

    /** Fills one lane up from that entry on. */
    public void fill(int lane, int from, int lanes) {
        for (int i = from; i < rows; i++) {
            tile[i * lanes + lane] = Float.NEGATIVE_INFINITY;
        }
    }

    /** Fills the rows after the longest problem up. */
    void fillRows(int lanes) {
        Arrays.fill(tile, length * lanes, rows * lanes, Float.NEGATIVE_INFINITY);
    }

    /** The sum of a problem's entries, those of −∞ left out, and their number. */
    public float sum(int lane) {
        return sums[lane];
    }

    public float entries(int lane) {
        return sums[columns.width + lane];
    }

    /** Sets the threshold that a problem's search begins with, and its mass times the temperature. */
    public void put(int lane, float threshold, float mass) {
        columns.high[lane] = threshold;
        this.mass[lane] = mass;
    }

    /** The threshold of a problem. */
    public float threshold(int lane) {
        return columns.high[lane];
    }
}
