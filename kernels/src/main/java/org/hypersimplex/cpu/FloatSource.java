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

    /** Copies entries [from, from + length) of a problem into scratch. */
    void load(int problem, long from, int length, float[] scratch, int at);
}
