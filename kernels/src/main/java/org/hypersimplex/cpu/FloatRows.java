package org.hypersimplex.cpu;

/**
 * Writes the results of a batch whose problems are the columns of dense row-major matrices: all columns at once in one walk
 * along memory, instead of a tile of columns at a time.
 */
final class FloatRows implements Crew.Task {
    /** Entries of a piece, about. */
    private static final int PIECE = 1 << 14;

    private final FloatOperation operation;
    private final FloatStripes stripes = new FloatStripes();
    private int columns;
    private long entries;
    /** Entries of a piece: whole periods. */
    private int piece;

    FloatRows(FloatOperation operation) {
        this.operation = operation;
    }

    /** Writes all results; the problems must be solved. */
    void write() {
        columns = operation.batch().count();
        entries = operation.batch().longest() * columns;
        stripes.set(operation, columns);
        piece = stripes.period * Math.max(1, PIECE / stripes.period);
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
