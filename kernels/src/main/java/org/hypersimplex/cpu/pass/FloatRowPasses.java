package org.hypersimplex.cpu.pass;

/** The loops over row-major matrices whose columns are problems; an engine is one way to write them. */
public interface FloatRowPasses {
    /**
     * Lays neighbouring columns out for these loops.
     *
     * @param stride the distance between neighbouring rows
     */
    void lay(FloatColumns c, int first, int columns, int stride);

    /** Makes a pass over rows, and replaces the tallies by what it adds up. */
    void pass(RowPass pass, FloatPiece rows, FloatColumns c, FloatTallies t);
}
