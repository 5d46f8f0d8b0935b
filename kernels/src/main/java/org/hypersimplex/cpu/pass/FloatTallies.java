package org.hypersimplex.cpu.pass;

import java.util.Arrays;

/**
 * What one pass over some rows adds up for each of its columns: several numbers, the fields. {@link Tally} is the same
 * for one problem. Tallies of neighbouring chunks of rows are added in order, so the result doesn't depend on who
 * computed which.
 */
public final class FloatTallies {
    static final int SUM = 0;
    static final int ACTIVE = 1;
    static final int ONES = 2;
    static final int ALL = 3;
    static final int RESIDUALS = 4;
    static final int SQUARES = 5;

    private static final int MAX_LANES = 32;

    /** Field by field, in each the positions of a period; folded to one number per column at the end of a pass. */
    double[] totals = new double[0];

    /** The same of one tile of rows, rounded to the scores' type. */
    float[] lanes = new float[0];

    int width;
    int fields;
    /** How many rows were read. */
    public int rows;

    /** Where a pass copies the rows that don't fill its groups. */
    final FloatRest rest = new FloatRest();

    /** Whether nothing was added to the totals yet, which hold anything then. */
    private boolean empty = true;

    /** Makes room for as many fields as a pass needs, and lets it begin from nothing. */
    void begin(FloatColumns c, RowPass pass) {
        width = c.width;
        fields = pass.fields;
        rows = 0;
        empty = true;
        if (lanes.length < fields * width) {
            // Vectors may reach beyond the end.
            totals = new double[fields * width + MAX_LANES];
            lanes = new float[fields * width];
        }
    }

    /** Adds the sums of a tile to the totals. */
    void widen() {
        if (empty) {
            for (int i = 0; i < fields * width; i++) {
                totals[i] = lanes[i];
            }
            empty = false;
            return;
        }
        for (int i = 0; i < fields * width; i++) {
            totals[i] += lanes[i];
        }
    }

    /** Ends a pass, which may have read nothing. */
    void end() {
        if (empty) {
            Arrays.fill(totals, 0, fields * width, 0);
        }
    }

    /** Adds the tallies of the rows that follow. */
    public void add(FloatTallies other, int columns) {
        rows += other.rows;
        for (int f = 0; f < fields; f++) {
            for (int at = f * width; at < f * width + columns; at++) {
                totals[at] += other.totals[at];
            }
        }
    }

    /** The sum that the pass is for, such as Σ d over the active entries. */
    public double sum(int column) {
        return totals[SUM * width + column];
    }

    /** Entries strictly between 0 and 1. */
    public double active(int column) {
        return totals[ACTIVE * width + column];
    }

    /** Entries at 1. */
    public double ones(int column) {
        return totals[ONES * width + column];
    }

    /** A sum of all entries; see {@link Tally#all}. */
    public double all(int column) {
        return totals[ALL * width + column];
    }

    /** Σ (x − t) over the active entries. */
    public double residuals(int column) {
        return totals[RESIDUALS * width + column];
    }

    public double squares(int column) {
        return totals[SQUARES * width + column];
    }
}
