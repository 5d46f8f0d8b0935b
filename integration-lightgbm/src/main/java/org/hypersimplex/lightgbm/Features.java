package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * A matrix of features in memory off the heap, a row per sample, which LightGBM reads in place. The memory must stay
 * alive and unchanged during the calls that it is passed to, and may be freed after. Immutable views, thread-safe while
 * nobody writes to the memory.
 */
public sealed interface Features {
    /**
     * The number of rows.
     *
     * @return at least 1
     */
    int rows();

    /**
     * The number of columns.
     *
     * @return at least 1
     */
    int columns();

    /**
     * A matrix with all of its numbers.
     *
     * @param values rows · columns floats, row after row; NaN means missing
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1
     */
    record Dense(MemorySegment values, int rows, int columns) implements Features {
        /**
         * Checks the size.
         *
         * @throws IllegalArgumentException if there is no row or column, or the memory is on the heap or of another
         *     size
         */
        public Dense {
            requirePositive(rows, columns);
            Library.requireNative(values, (long) rows * columns, Float.BYTES, "values");
        }
    }

    /**
     * A sparse matrix in compressed rows (CSR): row i has the entries from {@code rowStarts[i]} to before
     * {@code rowStarts[i + 1]}. Entries that are not listed are 0.
     *
     * @param rowStarts rows + 1 longs, from 0 to the number of entries, in non-decreasing order
     * @param columnIds the column of every entry, an int in [0, columns)
     * @param values the value of every entry, a float; NaN means missing
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1
     */
    record Sparse(MemorySegment rowStarts, MemorySegment columnIds, MemorySegment values, int rows, int columns)
            implements Features {
        /**
         * Checks sizes, row starts and column ids, which LightGBM doesn't.
         *
         * @throws IllegalArgumentException if there is no row or column, memory is on the heap or of another size, or a
         *     row start or column id is out of range
         */
        public Sparse {
            requirePositive(rows, columns);
            Library.requireNative(rowStarts, rows + 1L, Long.BYTES, "row starts");
            long entries = values.byteSize() / Float.BYTES;
            Library.requireNative(values, entries, Float.BYTES, "values");
            Library.requireNative(columnIds, entries, Integer.BYTES, "column ids");
            requireStarts(rowStarts, rows, entries);
            for (long e = 0; e < entries; e++) {
                int column = columnIds.getAtIndex(JAVA_INT_UNALIGNED, e);
                if (column < 0 || column >= columns) {
                    throw new IllegalArgumentException(
                            "column id of entry " + e + " must be in [0, " + (columns - 1) + "], was " + column);
                }
            }
        }

        private static void requireStarts(MemorySegment rowStarts, int rows, long entries) {
            long before = 0;
            for (int row = 0; row <= rows; row++) {
                long start = rowStarts.getAtIndex(JAVA_LONG_UNALIGNED, row);
                boolean isEnd = row == 0 ? start == 0 : row < rows || start == entries;
                if (start < before || start > entries || !isEnd) {
                    throw new IllegalArgumentException("row starts must rise from 0 to the number of entries, "
                            + entries + "; number " + row + " is " + start);
                }
                before = start;
            }
        }

        /** How many entries there are. */
        long entries() {
            return values.byteSize() / Float.BYTES;
        }
    }

    private static void requirePositive(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("features need a row and a column, were " + rows + " x " + columns);
        }
    }
}
