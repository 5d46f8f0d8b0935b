package org.hypersimplex.cpu;

import org.jspecify.annotations.Nullable;

/**
 * A window on some problems' numbers, contiguous: in place where they lie so already, else through scratch that the window
 * keeps and reuses. Either a tile of whole problems, or a piece of one.
 */
final class FloatWindow {
    /** Entries copied at once when problems are interleaved: small enough for all of their lines to stay in cache. */
    private static final int BLOCK = 64;

    private float[] scratch = new float[0];
    private float[] array = scratch;
    private int from;

    private int first;
    private int leading;
    private boolean inPlace;
    private @Nullable FloatSource source;

    /** The array that holds the window's numbers. */
    float[] array() {
        return array;
    }

    /** Where they begin. */
    int from() {
        return from;
    }

    /** Shows entries [start, start + length) of one problem, as a copy that may be changed if so wished. */
    void load(FloatSource source, boolean copy, int problem, long start, int length) {
        if (!show(source, copy, problem, start, length)) {
            source.load(problem, start, length, scratch, 0);
        }
    }

    /** Shows room for entries [start, start + length) of one problem, to be {@link #store}d after writing. */
    void reserve(FloatSource source, int problem, long start, int length) {
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
    void store(FloatOperand operand, int problem, long start, int length) {
        if (!inPlace) {
            operand.store(problem, start, length, array, from);
        }
    }

    /** Takes in whole problems, to be shown by {@link #select}, as a copy that may be changed if so wished. */
    void loadTile(FloatSource source, boolean copy, int first, int count, int length) {
        if (showTile(source, copy, first, count, length)) {
            return;
        }
        int block = count == 1 ? length : BLOCK;
        for (int start = 0; start < length; start += block) {
            int entries = Math.min(block, length - start);
            for (int p = 0; p < count; p++) {
                source.load(first + p, start, entries, scratch, p * length + start);
            }
        }
    }

    /** Shows whole rows of a row-major matrix whose columns are problems. */
    void loadRows(FloatSource source, int row, int rows, int columns) {
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

    /** Makes room for whole problems, to be stored after writing. */
    void reserveTile(FloatSource source, int first, int count, int length) {
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
    void select(int problem) {
        from = inPlace && source != null ? source.at(problem, 0) : (problem - first) * leading;
    }

    /** Writes a tile back to where it belongs, unless it is there already. */
    void storeTile(FloatOperand operand, int first, int count, int length) {
        if (inPlace) {
            return;
        }
        int block = count == 1 ? length : BLOCK;
        for (int start = 0; start < length; start += block) {
            int entries = Math.min(block, length - start);
            for (int p = 0; p < count; p++) {
                operand.store(first + p, start, entries, scratch, p * length + start);
            }
        }
    }

    private void grow(int size) {
        if (scratch.length < size) {
            scratch = new float[size];
        }
    }
}
