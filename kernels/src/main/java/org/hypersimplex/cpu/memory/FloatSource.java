package org.hypersimplex.cpu.memory;

import org.jspecify.annotations.Nullable;

/** Numbers that can be read as problems of contiguous floats: an operand of a call, or something made from operands. */
public interface FloatSource {
    /** The array in which every problem lies contiguous, or null if they must be loaded. */
    float @Nullable [] direct();

    /** The index of an entry in {@link #direct()}. */
    int at(int problem, long entry);

    /** Whether neighbouring problems should be loaded together, since their entries are neighbours in memory. */
    boolean interleaved();

    /** Whether the problems are the columns of a dense row-major matrix, in memory or as {@link #loadRows} makes it. */
    boolean isRowMajor();

    /** The array in which that matrix lies, or null if its rows must be loaded. */
    float @Nullable [] rows();

    /** Where a row begins in {@link #rows()}. */
    int row(int row);

    /** Writes rows [row, row + rows) of that matrix to scratch. */
    void loadRows(int row, int rows, float[] scratch);

    /** Copies entries [from, from + length) of a problem to scratch, from index {@code at} on. */
    void load(int problem, long from, int length, float[] scratch, int at);
}
