package org.hypersimplex.cpu.pass;

import java.util.Arrays;

/**
 * Copies of the last rows of a piece, of those that don't fill a group of periods or where a vector would reach beyond
 * the end. Filled up with entries that add nothing to any sum or count.
 */
final class FloatRest {
    /**
     * A score that has x = 0, unless the threshold is as extreme; passes over rows don't solve columns with such
     * thresholds. Far enough from the largest number for sums over the copied rows not to overflow.
     */
    private static final float LEAST = -Float.MAX_VALUE / 1024;
    /** A class that no column has. */
    private static final int NO_CLASS = -2;

    /** The rows copied. */
    final FloatPiece piece = new FloatPiece();

    /**
     * Copies the rows of a piece from this one on, and returns the number of periods that hold them, a multiple of a
     * group.
     */
    int copy(FloatPiece from, int row, RowPass pass, FloatColumns c, int group, int lanes) {
        int rows = from.rows - row;
        int periods = (rows + c.rows * group - 1) / (c.rows * group) * group;
        int step = c.rows * c.columns;
        // Vectors of the last period may reach into the next one.
        int size = periods * step + c.width - step;
        if (piece.scores.length < size) {
            piece.scores = new float[size];
            piece.second = new float[size];
            piece.out = new float[size];
        }
        piece.rows = rows;
        piece.stride = c.columns;
        piece.scale = from.scale;
        int skipped = row * from.stride;
        copy(from.scores, from.from + skipped, from.stride, piece.scores, size, filling(pass));
        if (pass.readsSecond()) {
            copy(from.second, from.secondFrom + skipped, from.stride, piece.second, size, 0);
        }
        if (pass.readsClasses()) {
            int needed = periods * c.rows + c.rows + lanes;
            if (piece.classes.length < needed) {
                piece.classes = new int[needed];
            }
            System.arraycopy(from.classes, from.classFrom + row, piece.classes, 0, rows);
            Arrays.fill(piece.classes, rows, needed, NO_CLASS);
        }
        return periods;
    }

    private static float filling(RowPass pass) {
        return switch (pass) {
            case SUM, TARGETS -> 0;
            // Never active, whatever the thresholds are: they are the caller's.
            case SUM_ACTIVE -> Float.NaN;
            default -> LEAST;
        };
    }

    private void copy(float[] from, int start, int stride, float[] to, int size, float filling) {
        // Rows without gaps lie in one piece.
        int pieces = stride == piece.stride ? 1 : piece.rows;
        int length = piece.rows / pieces * piece.stride;
        for (int r = 0; r < pieces; r++) {
            System.arraycopy(from, start + r * stride, to, r * length, length);
        }
        Arrays.fill(to, pieces * length, size, filling);
    }

    /** Copies what was written to where it belongs. */
    void store(FloatPiece to, int row) {
        System.arraycopy(piece.out, 0, to.out, to.outFrom + row * to.stride, piece.rows * piece.stride);
    }
}
