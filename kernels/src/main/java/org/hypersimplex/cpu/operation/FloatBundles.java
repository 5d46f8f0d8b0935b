package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatOperand;
import org.hypersimplex.cpu.pass.FloatBundle;
import org.hypersimplex.cpu.pass.FloatBundlePasses;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.problem.Batch;
import org.jspecify.annotations.Nullable;

/** Solves a batch of short problems in bundles of neighbouring ones, and writes their results where they are contiguous. */
final class FloatBundles implements Crew.Task {
    /** The longest problems that are solved so: a bundle of them stays in the second-level cache. */
    private static final int MAX_LENGTH = 1 << 10;
    /** Bundles that columns of a matrix must fill; fewer are solved faster from the rows as they lie. */
    private static final int MIN_BUNDLES_OF_COLUMNS = 2;

    private final FloatOperation operation;
    private final FloatOperand scores;
    private final FloatOperand out;
    /** How many problems a bundle has. */
    private int lanes = 1;

    private boolean writing;

    FloatBundles(FloatOperation operation, FloatOperand scores, FloatOperand out) {
        this.operation = operation;
        this.scores = scores;
        this.out = out;
    }

    /** Solves all problems that can be solved so, and returns whether these problems are of the kind that may be. */
    boolean solve() {
        FloatBundlePasses passes = operation.passes().bundles();
        Batch batch = operation.batch();
        int count = batch.count();
        if (passes == null
                || batch.longest() > MAX_LENGTH
                || !operation.totals().isSingle()) {
            return false;
        }
        if (scores.direct() == null && !batch.isUniform()) {
            // Problems would be copied as if all were as long as the longest, which may be more than there is.
            return false;
        }
        lanes = passes.lanes();
        if (count < (scores.isRowMajor() ? MIN_BUNDLES_OF_COLUMNS * lanes : Math.max(2, lanes / 2))) {
            return false;
        }
        run(false);
        return true;
    }

    /** Writes the results of all problems, which must be contiguous. */
    void write() {
        run(true);
    }

    private void run(boolean writing) {
        this.writing = writing;
        operation.crew().run((operation.batch().count() + lanes - 1) / lanes, this);
    }

    /** Whether this can write results. */
    boolean canWrite() {
        return scores.direct() != null && out.direct() != null;
    }

    @Override
    public void run(int from, int to) {
        FloatBundlePasses passes = operation.passes().bundles();
        FloatWorkspace space = operation.borrow();
        try {
            int most = !writing && scores.isRowMajor() ? FloatBundle.MAX_BUNDLES : 1;
            for (int b = from; b < to && passes != null; b += most) {
                int bundles = Math.min(most, to - b);
                int first = b * lanes;
                int count = Math.min(bundles * lanes, operation.batch().count() - first);
                if (writing) {
                    write(space, first, count);
                } else {
                    load(space, passes, first, count);
                    for (int k = 0; k < bundles; k++) {
                        space.bundles.solve(operation, first + k * lanes, k);
                    }
                }
            }
        } finally {
            operation.giveBack(space);
        }
    }

    private void load(FloatWorkspace space, FloatBundlePasses passes, int first, int count) {
        Batch batch = operation.batch();
        int length = (int) batch.longest();
        space.bundles.begin(passes, count, length);
        FloatBundle bundle = space.bundles.bundle;
        float @Nullable [] rows = scores.rows();
        if (rows != null && scores.isRowMajor()) {
            // Columns needn't be transposed.
            passes.loadColumns(rows, scores.row(0) + first, batch.count(), bundle);
            return;
        }
        space.scores.loadTile(scores, false, first, count, length);
        for (int c = 0; c < lanes; c++) {
            space.scores.select(first + Math.min(c, count - 1));
            bundle.starts[c] = space.scores.from();
        }
        passes.loadRows(space.scores.array(), bundle);
        for (int c = 0; c < count && !batch.isUniform(); c++) {
            bundle.fill(c, (int) batch.length(first + c), lanes);
        }
    }

    private void write(FloatWorkspace space, int first, int count) {
        Batch batch = operation.batch();
        int length = (int) batch.longest();
        space.scores.loadTile(scores, false, first, count, length);
        space.out.reserveTile(out, first, count, length);
        FloatClip clip = space.solver.clip();
        operation.restore(first, clip);
        for (int p = first; p < first + count; p++) {
            space.scores.select(p);
            space.out.select(p);
            operation.solutions.get(p, clip);
            operation.own(Pass.WRITE, space, clip, (int) batch.length(p), space.tally);
            if (!batch.isUniform()) {
                out.clearPadding(p);
            }
        }
    }
}
