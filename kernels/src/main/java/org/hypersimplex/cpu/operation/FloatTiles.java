package org.hypersimplex.cpu.operation;

/**
 * The walk over a batch problem by problem: short ones in tiles of whole problems, tile by tile on the crew's threads; long
 * ones one after the other, chunk by chunk on the crew's threads.
 */
final class FloatTiles implements Crew.Task {
    /** Entries of a tile. */
    private static final int TILE_ENTRIES = 1 << 17;
    /** Problems in a tile if they are interleaved in memory: one or two cache lines of neighbouring numbers. */
    private static final int INTERLEAVED_PROBLEMS = 16;

    private final FloatOperation operation;
    private final FloatOperands operands;
    /** Problems in a tile. */
    private int group = 1;

    /** Whether the walk solves the problems of each tile, and whether it stores results. */
    private boolean solving;

    private boolean storing;

    FloatTiles(FloatOperation operation, FloatOperands operands) {
        this.operation = operation;
        this.operands = operands;
    }

    /** Prepares for the operands of a call. */
    void begin() {
        boolean together = operands.scores.interleaved() && operands.scores.direct() == null;
        long longest = operands.batch().longest();
        group = together ? (int) Math.max(1, Math.min(INTERLEAVED_PROBLEMS, TILE_ENTRIES / longest)) : 1;
    }

    /** Whether all problems are in one tile, or there is only one problem. */
    boolean isOne() {
        return operands.batch().count() <= group;
    }

    private boolean isTiled() {
        return operands.batch().longest() <= TILE_ENTRIES;
    }

    /** Solves the problems that aren't yet, or stores results, or both. */
    void walk(boolean solve, boolean store) {
        solving = solve;
        storing = store;
        int count = operands.batch().count();
        if (isTiled()) {
            int tiles = (count + group - 1) / group;
            if (operation.totals().isSingle()) {
                operation.crew().run(tiles, this);
            } else {
                // All workers must ask for their totals in the same order: one problem after the other, on this thread.
                run(0, tiles);
            }
            return;
        }
        FloatWorkspace space = operation.borrow();
        try {
            for (int p = 0; p < count; p++) {
                space.problem.chunked(operation, p);
                visit(p, 1, space);
                if (store) {
                    operands.out.clearPadding(p);
                }
            }
        } finally {
            operation.giveBack(space);
        }
    }

    /** Whether this walk writes the only problem there is, so that no other's bad numbers can turn up later. */
    boolean writesWhileSolving() {
        return solving && storing && operands.batch().count() == 1 && operation.canWriteWhileSolving();
    }

    /** Solves or writes the problems that the workspace shows, or both, as this walk does. */
    private void visit(int first, int count, FloatWorkspace space) {
        for (int p = first; solving && p < first + count; p++) {
            if (!operation.solutions.has(p)) {
                turnTo(p, space);
                operation.solve(space.problem, space);
            }
        }
        if (solving && storing && operation.canFail()) {
            operation.solved();
        }
        boolean written = solving && writesWhileSolving() && space.solver.written();
        for (int p = first; storing && !written && p < first + count; p++) {
            turnTo(p, space);
            operation.restore(p, space.solver.clip());
            space.problem.pass(Pass.WRITE, space.solver.clip(), space.tally);
        }
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int g = from; g < to; g++) {
                int first = g * group;
                int count = Math.min(group, operands.batch().count() - first);
                long length = count == 1
                        ? operands.batch().length(first)
                        : operands.batch().longest();
                tile(space, first, count, (int) length);
            }
        } finally {
            operation.giveBack(space);
        }
    }

    private void tile(FloatWorkspace space, int first, int count, int length) {
        if (solving && !storing && operation.solutions.has(first)) {
            // Not to be copied again; those between others are few.
            int solved = 1;
            while (solved < count && operation.solutions.has(first + solved)) {
                solved++;
            }
            if (solved < count) {
                tile(space, first + solved, count - solved, length);
            }
            return;
        }
        operands.loadTile(space, first, count, length);
        if (storing) {
            space.out.reserveTile(operands.out, first, count, length);
        }
        visit(first, count, space);
        if (storing) {
            space.out.storeTile(operands.out, first, count, length);
            for (int p = first; p < first + count; p++) {
                operands.out.clearPadding(p);
            }
        }
    }

    /** Shows one problem of the tile in the workspace; does nothing if problems are too long for tiles. */
    private void turnTo(int p, FloatWorkspace space) {
        if (!isTiled()) {
            return;
        }
        operands.select(space, p);
        if (storing) {
            space.out.select(p);
        }
        space.problem.whole(operation, p);
    }
}
