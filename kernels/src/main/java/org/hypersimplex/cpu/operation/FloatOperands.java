package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatOperand;
import org.hypersimplex.cpu.memory.FloatSource;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/** What a call reads and writes, and how parts of it come before a workspace's windows. */
final class FloatOperands {
    final FloatOperand scores = new FloatOperand();
    final FloatOperand out = new FloatOperand();
    final FloatOperand weights = new FloatOperand();
    /** What is read beside the scores: the loss's targets, or the directions of a product. */
    @Nullable
    FloatSource second;

    boolean writing;
    boolean weighted;
    private Batch batch = Batch.one(1);

    /** Sets the scores and forgets the other operands of the last call. */
    void begin(Batch batch, Values scores) {
        this.batch = batch;
        this.scores.set(scores, batch);
        second = null;
        writing = false;
        weighted = false;
    }

    void writeTo(Batch layout, @Nullable Values values) {
        if (values != null) {
            out.set(values, layout);
            writing = true;
        }
    }

    void weighBy(Batch layout, @Nullable Values values) {
        if (values != null) {
            weights.set(values, layout);
            weighted = true;
        }
    }

    /** Lets go of everything that is the caller's. */
    void clear() {
        scores.clear();
        out.clear();
        weights.clear();
        second = null;
    }

    Batch batch() {
        return batch;
    }

    /** Whether all that is read are row-major matrices of which each column is a problem. */
    boolean isRowMajor() {
        FloatSource other = second;
        return !weighted && scores.isRowMajor() && (other == null || other.isRowMajor());
    }

    /** Shows a tile of whole problems, one after the other, but for scores of weight 0. */
    void loadTile(FloatWorkspace space, int first, int count, int length) {
        space.scores.loadTile(scores, weighted, first, count, length);
        if (second != null) {
            space.second.loadTile(second, weighted, first, count, length);
        }
        if (weighted) {
            space.weights.loadTile(weights, false, first, count, length);
            for (int p = first; p < first + count; p++) {
                select(space, p);
                exclude(space, second != null, (int) batch.length(p));
            }
        }
    }

    /** Turns to one problem of a tile. */
    void select(FloatWorkspace space, int p) {
        space.scores.select(p);
        if (second != null) {
            space.second.select(p);
        }
        if (weighted) {
            space.weights.select(p);
        }
    }

    /** Shows a chunk of a problem in the windows that a pass needs. */
    void load(FloatWorkspace space, Pass pass, int problem, long start, int length) {
        space.scores.load(scores, weighted, problem, start, length);
        if (weighted) {
            space.weights.load(weights, false, problem, start, length);
        }
        boolean all = pass.readsAll && second != null;
        if (all && second != null) {
            space.second.load(second, weighted, problem, start, length);
        }
        if (weighted) {
            exclude(space, all, length);
        }
        if (pass.writes) {
            space.out.reserve(out, problem, start, length);
        }
    }

    /** Stores a chunk after a pass that writes. */
    void store(FloatWorkspace space, Pass pass, int problem, long start, int length) {
        if (pass.writes) {
            space.out.store(out, problem, start, length);
        }
    }

    /**
     * Sets the scores of weight 0 to −∞ and, if {@code both}, the second operand's numbers there to 0. Both are copies.
     */
    private static void exclude(FloatWorkspace space, boolean both, int length) {
        float[] w = space.weights.array();
        for (int i = 0; i < length; i++) {
            if (w[space.weights.from() + i] == 0) {
                space.scores.array()[space.scores.from() + i] = Float.NEGATIVE_INFINITY;
                if (both) {
                    space.second.array()[space.second.from() + i] = 0;
                }
            }
        }
    }

    /** Shows whole rows. */
    void loadRows(FloatWorkspace space, int row, int rows) {
        int columns = batch.count();
        space.scores.loadRows(scores, row, rows, columns);
        space.out.loadRows(out, row, rows, columns);
        if (second != null) {
            space.second.loadRows(second, row, rows, columns);
        }
    }

    /** Shows some rows of a group of columns to a pass; those of what is read only. */
    void show(FloatPiece piece, RowPass pass, int first, int row, int rows) {
        FloatSource read = pass == RowPass.TARGETS && second != null ? second : scores;
        piece.rows = rows;
        piece.stride = batch.count();
        piece.scores = array(read);
        piece.from = read.row(row) + first;
        if (pass.readsSecond() && second != null) {
            piece.second = array(second);
            piece.secondFrom = second.row(row) + first;
        }
    }

    /** Shows where results for the same rows go. */
    void showOut(FloatPiece piece, int row) {
        piece.out = array(out);
        piece.outFrom = out.row(row);
    }

    private static float[] array(FloatSource matrix) {
        float[] rows = matrix.rows();
        if (rows == null) {
            throw new IllegalStateException("rows that lie in no array");
        }
        return rows;
    }
}
