package org.hypersimplex.cpu.memory;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.jspecify.annotations.Nullable;

/** Class ids seen as 0/1 targets: entry i of problem p is 1 if its class is p. */
public final class FloatOneHot implements FloatSource {
    private final FloatPasses passes;
    private static final int[] NOTHING = {};

    /** Class ids so few that copying them costs less than to treat the last ones otherwise. */
    private static final int MAX_PADDED = 1 << 14;
    /** A vector's lanes, and the rows of a period, at most. */
    private static final int MAX_LANES = 32;

    private int[] classIds = NOTHING;
    private int[] copy = NOTHING;
    private boolean padded;
    private int classes;
    /** How many of the entries counted belong to each class. */
    private long[] sizes = new long[0];

    public FloatOneHot(FloatPasses passes) {
        this.passes = passes;
    }

    /** Sets the class ids, and counts those of the first {@code entries}, which must be in range. */
    public void set(int[] classIds, int entries, int classes) {
        this.classIds = classIds;
        this.classes = classes;
        padded = entries <= MAX_PADDED;
        if (padded && copy.length < entries + MAX_LANES) {
            copy = new int[entries + MAX_LANES];
        }
        if (sizes.length < classes) {
            sizes = new long[classes];
        }
        Arrays.fill(sizes, 0);
        for (int i = 0; i < entries; i++) {
            sizes[classIds[i]]++;
        }
        if (padded) {
            System.arraycopy(classIds, 0, copy, 0, entries);
        }
    }

    /** How many of the entries counted belong to a class. */
    public long size(int classId) {
        return sizes[classId];
    }

    /** The class of each entry; if they are few, in an array in which vectors of them may reach beyond the end. */
    public int[] classIds() {
        return padded ? copy : classIds;
    }

    /** How many numbers {@link #classIds} has beyond the entries. */
    public int classRoom() {
        return padded ? MAX_LANES : 0;
    }

    /** Lets go of the caller's class ids. */
    public void clear() {
        classIds = NOTHING;
    }

    @Override
    public float @Nullable [] direct() {
        return null;
    }

    @Override
    public int at(int problem, long entry) {
        return (int) entry;
    }

    @Override
    public boolean interleaved() {
        return false;
    }

    @Override
    public boolean isRowMajor() {
        return true;
    }

    @Override
    public float @Nullable [] rows() {
        return null;
    }

    @Override
    public int row(int row) {
        return row * classes;
    }

    @Override
    public void loadRows(int row, int rows, float[] scratch) {
        Arrays.fill(scratch, 0, rows * classes, 0);
        for (int i = 0; i < rows; i++) {
            scratch[i * classes + classIds[row + i]] = 1;
        }
    }

    @Override
    public void load(int problem, long from, int length, float[] scratch, int at) {
        int start = (int) from;
        passes.oneHot(classIds, start, start + length, problem, scratch, at);
    }
}
