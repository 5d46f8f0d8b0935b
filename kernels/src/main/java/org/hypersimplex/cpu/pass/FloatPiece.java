package org.hypersimplex.cpu.pass;

/** Some rows of a row-major matrix of scores, and of what belongs to them: what a {@link RowPass} goes over. */
public final class FloatPiece {
    private static final float[] NOTHING = {};
    private static final int[] NO_CLASSES = {};

    /** The number of rows; of those of scores and all else, where the first begins. */
    public int rows;

    public float[] scores = NOTHING;
    public int from;
    /** Targets, or the directions of a product. */
    public float[] second = NOTHING;

    public int secondFrom;
    /** The class of each row. */
    public int[] classes = NO_CLASSES;

    public int classFrom;
    /** How many numbers may be read from there on, of which those beyond the rows don't matter. */
    public int classRoom;

    public float[] out = NOTHING;
    public int outFrom;
    /** The distance between rows. */
    public int stride;
    /** Only every so many periods are read, from the first one on; a sample. */
    public int skip = 1;
    /** What a gradient is multiplied by. */
    public double scale;

    /** Lets go of all arrays. */
    public void clear() {
        scores = NOTHING;
        second = NOTHING;
        classes = NO_CLASSES;
        out = NOTHING;
    }
}
