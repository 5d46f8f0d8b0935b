package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatStripes;

/**
 * Writes the results of a batch whose problems are the columns of dense row-major matrices: all columns at once in one
 * walk along memory, instead of a tile of columns at a time.
 */
final class FloatRows implements Crew.Task {
    /** About how many entries a thread writes at a time. */
    private static final int PIECE_ENTRIES = 1 << 14;

    private final FloatOperation operation;
    private final FloatStripes stripes = new FloatStripes();
    private int columns;
    private long entries;
    /** Entries of a piece, a multiple of the stripes' period. */
    private int piece;

    FloatRows(FloatOperation operation) {
        this.operation = operation;
    }

    /** Writes all results; the problems must be solved. */
    void write() {
        columns = operation.batch().count();
        entries = operation.batch().longest() * columns;
        stripes.begin(columns);
        for (int p = 0; p < columns; p++) {
            operation.restore(p, stripes.clip);
            stripes.put(p);
        }
        stripes.end(columns);
        piece = stripes.period * Math.max(1, PIECE_ENTRIES / stripes.period);
        operation.crew().run(Math.toIntExact((entries + piece - 1) / piece), this);
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int i = from; i < to; i++) {
                long start = (long) i * piece;
                int length = (int) Math.min(piece, entries - start);
                operation.loadRows(space, Math.toIntExact(start / columns), length / columns);
                for (int at = 0; at < length; at += stripes.period) {
                    operation.writeRows(space, stripes, at, Math.min(stripes.period, length - at));
                }
            }
        } finally {
            operation.giveBack(space);
        }
    }
}
