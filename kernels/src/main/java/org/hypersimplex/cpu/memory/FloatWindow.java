package org.hypersimplex.cpu.memory;

import org.jspecify.annotations.Nullable;

/**
 * A view of numbers of a source in which each problem's entries are contiguous: in place if they are so in memory, else
 * in a scratch array that the window keeps and reuses. It shows either a tile of whole problems, part of one problem,
 * or rows of a matrix.
 */
public final class FloatWindow {
    /**
     * Entries copied of each problem in turn when problems are interleaved: few enough for the cache lines that they
     * share to stay in cache.
     */
    private static final int COPIED_ENTRIES = 64;

    private float[] scratch = new float[0];
    private float[] array = scratch;
    private int from;

    /** A tile's first problem, and in scratch the distance between the first entries of neighbouring ones. */
    private int first;

    private int leading;
    private boolean inPlace;
    private @Nullable FloatSource source;

    /** The array that holds the window's numbers. */
    public float[] array() {
        return array;
    }

    /** Where the window's numbers begin in {@link #array()}. */
    public int from() {
        return from;
    }

    /**
     * Shows entries [start, start + length) of one problem; with {@code copy} always as a copy, which may be changed.
     */
    public void load(FloatSource source, boolean copy, int problem, long start, int length) {
        if (!show(source, copy, problem, start, length)) {
            source.load(problem, start, length, scratch, 0);
        }
    }

    /** Shows room for entries [start, start + length) of one problem, to be {@link #store}d after writing. */
    public void reserve(FloatSource source, int problem, long start, int length) {
        show(source, false, problem, start, length);
    }

    private boolean show(FloatSource source, boolean copy, int problem, long start, int length) {
        float[] direct = copy ? null : source.direct();
        inPlace = direct != null;
        if (direct != null) {
            array = direct;
            from = source.at(problem, start);
            return true;
        }
        grow(length);
        array = scratch;
        from = 0;
        return false;
    }

    /** Writes what the window shows back to where it belongs, unless it is there already. */
    public void store(FloatOperand operand, int problem, long start, int length) {
        if (!inPlace) {
            operand.store(problem, start, length, array, from);
        }
    }

    /**
     * Loads whole problems, to be shown one by one by {@link #select}; with {@code copy} always as a copy, which may be
     * changed.
     */
    public void loadTile(FloatSource source, boolean copy, int first, int count, int length) {
        if (showTile(source, copy, first, count, length)) {
            return;
        }
        int block = count == 1 ? length : COPIED_ENTRIES;
        for (int start = 0; start < length; start += block) {
            int entries = Math.min(block, length - start);
            for (int p = 0; p < count; p++) {
                source.load(first + p, start, entries, scratch, p * length + start);
            }
        }
    }

    /** Shows whole rows of a row-major matrix whose columns are problems. */
    public void loadRows(FloatSource source, int row, int rows, int columns) {
        float[] direct = source.rows();
        if (direct != null) {
            array = direct;
            from = source.row(row);
        } else {
            grow(rows * columns);
            array = scratch;
            from = 0;
            source.loadRows(row, rows, scratch);
        }
    }

    /** Makes room for whole problems, to be stored by {@link #storeTile} after writing. */
    public void reserveTile(FloatSource source, int first, int count, int length) {
        showTile(source, false, first, count, length);
    }

    private boolean showTile(FloatSource source, boolean copy, int first, int count, int length) {
        this.source = source;
        this.first = first;
        this.leading = length;
        float[] direct = copy ? null : source.direct();
        inPlace = direct != null;
        if (direct != null) {
            array = direct;
        } else {
            grow(count * length);
            array = scratch;
        }
        return inPlace;
    }

    /** Shows one problem of the tile. */
    public void select(int problem) {
        from = inPlace && source != null ? source.at(problem, 0) : (problem - first) * leading;
    }

    /** Writes a tile back to where it belongs, unless it is there already. */
    public void storeTile(FloatOperand operand, int first, int count, int length) {
        if (inPlace) {
            return;
        }
        int block = count == 1 ? length : COPIED_ENTRIES;
        for (int start = 0; start < length; start += block) {
            int entries = Math.min(block, length - start);
            for (int p = 0; p < count; p++) {
                operand.store(first + p, start, entries, scratch, p * length + start);
            }
        }
    }

    /** Lets go of the caller's memory; the scratch array is kept. */
    public void clear() {
        array = scratch;
        source = null;
    }

    private void grow(int size) {
        if (scratch.length < size) {
            scratch = new float[size];
        }
    }
}
