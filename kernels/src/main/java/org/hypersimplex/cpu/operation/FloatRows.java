package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatColumns;
import org.hypersimplex.cpu.pass.FloatStripes;
import org.hypersimplex.cpu.pass.RowPass;

/**
 * Writes the results of a batch whose problems are the columns of dense row-major matrices: all columns at once in one
 * walk along memory, instead of a tile of columns at a time.
 */
final class FloatRows implements Crew.Task {
    /** About how many entries a thread writes at a time. */
    private static final int PIECE_ENTRIES = 1 << 14;
    /** Columns at most for which targets are made of class ids on the way, instead of beforehand. */
    private static final int MAX_CLASSES = 1024;

    private final FloatOperation operation;
    private final FloatStripes stripes = new FloatStripes();
    private final FloatColumns classes = new FloatColumns();
    private boolean byClass;
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
        byClass = operation.targetsAreClasses()
                && columns <= MAX_CLASSES
                && operation.passes().rows() != null;
        if (byClass) {
            operation.rowPasses().lay(classes, 0, columns, columns);
            byClass = classes.isFull();
        }
        stripes.begin(columns);
        for (int p = 0; p < columns; p++) {
            if (byClass) {
                operation.restore(p, classes.clip);
                classes.put(p);
            } else {
                operation.restore(p, stripes.clip);
                stripes.put(p);
            }
        }
        if (byClass) {
            classes.repeat();
        } else {
            stripes.end(columns);
        }
        piece = stripes.period * Math.max(1, PIECE_ENTRIES / stripes.period);
        operation.crew().run(Math.toIntExact((entries + piece - 1) / piece), this);
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int i = from; i < to; i++) {
                long start = (long) i * piece;
                int row = Math.toIntExact(start / columns);
                int length = (int) Math.min(piece, entries - start);
                if (byClass) {
                    operation.show(space.piece, RowPass.CLASS_GRADIENT, 0, row, length / columns);
                    operation.rowPasses().pass(RowPass.CLASS_GRADIENT, space.piece, classes, space.tallies);
                    continue;
                }
                operation.operands().loadRows(space, row, length / columns);
                for (int at = 0; at < length; at += stripes.period) {
                    operation.writeRows(space, stripes, at, Math.min(stripes.period, length - at));
                }
            }
        } finally {
            operation.giveBack(space);
        }
    }
}
