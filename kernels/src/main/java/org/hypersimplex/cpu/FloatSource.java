package org.hypersimplex.cpu;

import org.jspecify.annotations.Nullable;

/** Numbers that can be read as problems of contiguous floats: an operand of a call, or something made from operands. */
interface FloatSource {
    /** The array in which every problem lies contiguous, or null if they must be loaded. */
    float @Nullable [] direct();

    /** Where an entry lies in {@link #direct()}. */
    int at(int problem, long entry);

    /** Whether neighbouring problems should be loaded together, since their entries are neighbours in memory. */
    boolean interleaved();

    /** Whether the problems are, or can be had as, the columns of a dense row-major matrix. */
    boolean isRowMajor();

    /** The array in which that matrix lies, or null if its rows must be loaded. */
    float @Nullable [] rows();

    /** Where a row begins in {@link #rows()}. */
    int row(int row);

    /** Makes some of the rows. */
    void loadRows(int row, int rows, float[] scratch);

    /** Copies entries [from, from + length) of a problem into scratch. */
    void load(int problem, long from, int length, float[] scratch, int at);
}
