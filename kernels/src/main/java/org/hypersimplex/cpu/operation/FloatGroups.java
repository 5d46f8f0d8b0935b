package org.hypersimplex.cpu.operation;

/**
 * Solves a batch whose problems are the columns of row-major matrices: groups of neighbouring columns, each in lockstep.
 * A matrix of one group is read by all threads, else each thread takes groups of its own.
 */
final class FloatGroups implements Crew.Task {
    /** The columns of a group at most: some rows of them fit the first-level cache. */
    private static final int MAX_COLUMNS = 1024;

    private final FloatOperation operation;
    private int count;
    /** Columns of a group. */
    private int group = 1;

    FloatGroups(FloatOperation operation) {
        this.operation = operation;
    }

    /** Solves all problems that can be solved so. */
    void solve() {
        count = operation.batch().count();
        int groups = (count + MAX_COLUMNS - 1) / MAX_COLUMNS;
        group = (count + groups - 1) / groups;
        operation.crew().run(groups, this);
    }

    /** Whether the matrix is one group. */
    boolean isOne() {
        return count <= MAX_COLUMNS;
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int g = from; g < to; g++) {
                int first = g * group;
                operation.solveColumns(space.lockstep, first, Math.min(group, count - first), isOne());
            }
        } finally {
            operation.giveBack(space);
        }
    }
}
