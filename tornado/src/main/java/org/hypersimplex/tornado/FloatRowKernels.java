package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What reads and writes row-major matrices row by row, as TornadoVM kernels, so that neighbouring threads meet
 * neighbouring numbers.
 *
 * <p><b>Launch</b>: one dimension, workgroups of {@link #TILE} times {@link #ROWS} threads. What {@link Sdk} says of
 * kernels holds here, too.
 */
final class FloatRowKernels {
    /** Columns of a tile: as many as one access to memory holds. */
    static final int TILE = 32;
    /** Rows of a tile that are read or written at once. */
    static final int ROWS = 8;

    private static final int PER_TURN = FloatColumnKernels.PER_TURN;
    /** The rows of a tile in local memory, one number apart from a power of 2, lest columns share a bank. */
    private static final int PITCH = TILE + 1;

    private FloatRowKernels() {}

    /**
     * Copies a row-major matrix column by column.
     *
     * @param scores operand 0
     * @param columns receives column c at c n, where n is the number of rows
     * @param down how many workgroups share the rows of a tile's columns
     */
    static void transpose(KernelContext context, FloatArray scores, IntArray shape, FloatArray columns, int down) {
        float[] tile = context.allocateFloatLocalArray(TILE * PITCH);
        int me = context.localIdx;
        int group = context.groupIdx;
        int x = me % TILE;
        int y = me / TILE;
        int count = Shape.count(shape);
        int n = Shape.length(shape, 0);
        int stride = Shape.stride(shape, 0);
        int left = group / down * TILE;
        int from = Math.min(left + x, count - 1);
        int last = n - 1;
        for (int row = group % down * TILE; row < n; row += down * TILE) {
            float y0 = scores.get(from + Math.min(row + y, last) * stride);
            float y1 = scores.get(from + Math.min(row + y + ROWS, last) * stride);
            float y2 = scores.get(from + Math.min(row + y + 2 * ROWS, last) * stride);
            float y3 = scores.get(from + Math.min(row + y + 3 * ROWS, last) * stride);
            tile[y * PITCH + x] = y0;
            tile[(y + ROWS) * PITCH + x] = y1;
            tile[(y + 2 * ROWS) * PITCH + x] = y2;
            tile[(y + 3 * ROWS) * PITCH + x] = y3;
            context.localBarrier();
            int to = row + x;
            int end = to < n ? count : 0;
            for (int c = y; c < Math.min(TILE, end - left); c += ROWS) {
                columns.set((left + c) * n + to, tile[x * PITCH + c]);
            }
            context.localBarrier();
        }
    }

    /**
     * Writes the projections of neighbouring columns of a row-major matrix: {@link #TILE} columns and {@link #ROWS} rows
     * at a time, so that neighbouring threads write neighbouring numbers. {@link FloatColumnKernels#solve} would write every number into a
     * sector of memory of its own.
     *
     * @param state as {@link FloatColumnKernels#solve} left it
     * @param x operand 1; may be the scores
     * @param down how many workgroups share the rows of a tile's columns
     */
    static void write(
            KernelContext context,
            FloatArray scores,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            FloatArray x,
            int down) {
        int me = context.localIdx;
        int group = context.groupIdx;
        int columns = Shape.count(shape);
        int wanted = group / down * TILE + me % TILE;
        int column = Math.min(wanted, columns - 1);
        int n = wanted < columns ? Shape.length(shape, column) : 0;
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, column);
        int toStride = Shape.stride(shape, 1);
        int to = Shape.start(shape, 1, column);
        float high = (float) state.get(column * SearchState.RESULTS + SearchState.HIGH);
        float low = (float) state.get(column * SearchState.RESULTS + SearchState.LOW);
        float width = (float) settings.get(Settings.TAU);
        float inverse = (float) settings.get(Settings.FACTOR);
        int first = group % down * ROWS + me / TILE;
        int step = down * ROWS;
        int whole = n / (PER_TURN * step) * (PER_TURN * step);
        for (int i = first; i < whole; i += PER_TURN * step) {
            float y0 = scores.get(start + i * stride);
            float y1 = scores.get(start + (i + step) * stride);
            float y2 = scores.get(start + (i + 2 * step) * stride);
            float y3 = scores.get(start + (i + 3 * step) * stride);
            x.set(to + i * toStride, FloatEntries.clip((y0 - high) - low, width, inverse));
            x.set(to + (i + step) * toStride, FloatEntries.clip((y1 - high) - low, width, inverse));
            x.set(to + (i + 2 * step) * toStride, FloatEntries.clip((y2 - high) - low, width, inverse));
            x.set(to + (i + 3 * step) * toStride, FloatEntries.clip((y3 - high) - low, width, inverse));
        }
        for (int i = whole + first; i < n; i += step) {
            float y = scores.get(start + i * stride);
            x.set(to + i * toStride, FloatEntries.clip((y - high) - low, width, inverse));
        }
    }
}
