package org.hypersimplex.cpu.pass;

import java.util.Arrays;

/**
 * Short problems side by side, one in each lane of a vector: entry i of the problem in lane l is number i · lanes + l of
 * the tile. So a problem's sums need no adding up of lanes, and all problems take their steps together. Shorter problems
 * are filled up with −∞, which adds nothing to any count. Several bundles may be loaded at once, each into a tile of its own;
 * passes look at one of them.
 */
public final class FloatBundle {
    /** The rows of a tile are a multiple of this: the periods per turn of a loop. */
    private static final int GROUP = 4;

    private static final int MAX_LANES = 32;
    /**
     * How many bundles of neighbouring columns are worth loading at once. Rows of a wide matrix lie far from each other, and
     * memory gives several neighbouring vectors of one as fast as a single one.
     */
    public static final int MAX_BUNDLES = 4;

    public final FloatColumns columns = new FloatColumns();
    public final FloatTallies tallies = new FloatTallies();
    public final FloatTallies partition = new FloatTallies();
    final FloatPiece piece = new FloatPiece();

    /** How many problems were loaded, and how many of them the bundle has that passes look at. */
    int loaded;

    public int count;
    /** The length of the longest problem. */
    public int length;
    /** Where each problem begins. */
    public final int[] starts = new int[MAX_LANES];

    /** The mass of each problem times the temperature, and a bracket of its threshold. */
    final float[] mass = new float[MAX_LANES];

    final float[] left = new float[MAX_LANES];
    final float[] right = new float[MAX_LANES];
    /** What a pass adds up: for each lane a sum, and then for each a count. */
    final float[] sums = new float[2 * MAX_LANES];

    /** The tiles, one after the other; how many numbers each takes, and where the one begins that passes look at. */
    float[] tile = new float[0];

    int size;
    int from;
    /** Rows of a tile. */
    int rows;

    /** Whole vectors of problems that reach beyond the end of their array. */
    float[] rest = new float[0];

    /** Makes room for that many problems of this length, of which the first bundle is looked at. */
    public void begin(int problems, int length, int lanes) {
        loaded = problems;
        this.length = length;
        rows = (length + GROUP - 1) / GROUP * GROUP;
        size = (rows + lanes - 1) / lanes * lanes * lanes;
        int bundles = (problems + lanes - 1) / lanes;
        if (tile.length < bundles * size) {
            tile = new float[bundles * size];
        }
        piece.rows = rows;
        piece.stride = lanes;
        piece.scores = tile;
        select(0, lanes);
    }

    /** Lets passes look at one of the bundles that were loaded. */
    public void select(int bundle, int lanes) {
        count = Math.min(lanes, loaded - bundle * lanes);
        from = bundle * size;
        piece.from = from;
        Arrays.fill(left, Float.NEGATIVE_INFINITY);
        Arrays.fill(right, Float.POSITIVE_INFINITY);
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

    /** Fills one lane up, from its problem's end on. */
    public void fill(int lane, int length, int lanes) {
        for (int i = length; i < rows; i++) {
            tile[from + i * lanes + lane] = Float.NEGATIVE_INFINITY;
        }
    }

    /** Fills the rows after the longest problem up, in all tiles. */
    void fillRows(int lanes) {
        for (int at = 0; at < loaded; at += lanes) {
            int tileFrom = at / lanes * size;
            Arrays.fill(tile, tileFrom + length * lanes, tileFrom + rows * lanes, Float.NEGATIVE_INFINITY);
        }
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
