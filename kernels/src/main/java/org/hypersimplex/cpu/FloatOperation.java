package org.hypersimplex.cpu;

import org.hypersimplex.Batch;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/**
 * The walk over a batch that all operations share: short problems in tiles of whole problems, tile by tile on the crew's
 * threads; long ones one after the other, chunk by chunk on the crew's threads. All problems are solved, which finds bad
 * numbers, before anything is written: in two walks, the second one along the rows of row-major matrices; or tile by tile
 * in one walk if there is only one tile. An object is used for one call at a time and kept for the next.
 */
abstract class FloatOperation implements Crew.Task {
    /** Entries of a tile. */
    private static final int TILE = 1 << 17;
    /** Interleaved problems in a tile: about a cache line of them. */
    private static final int GROUP = 16;

    private final FloatPasses passes;
    private final Crew crew;
    private final Pool<FloatWorkspace> spaces;

    protected final FloatOperand scores = new FloatOperand();
    protected final FloatOperand out = new FloatOperand();
    protected final FloatOperand weights = new FloatOperand();
    protected @Nullable FloatSource second;
    protected boolean writing;
    protected boolean weighted;
    protected final FloatSolutions solutions = new FloatSolutions();
    private final FloatRows rows = new FloatRows(this);

    private Batch batch = Batch.one(1);
    private int group = 1;
    /** What the walk does to each tile. */
    private boolean solving;

    private boolean storing;

    FloatOperation(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        this.passes = passes;
        this.crew = crew;
        this.spaces = spaces;
    }

    /** Forgets operands of the last call. */
    protected final void begin(Batch batch, Values scores) {
        this.batch = batch;
        this.scores.set(scores, batch);
        second = null;
        writing = false;
        weighted = false;
    }

    protected final void writeTo(Batch layout, @Nullable Values values) {
        if (values != null) {
            out.set(values, layout);
            writing = true;
        }
    }

    /** What a flight recording calls this. */
    protected abstract String name();

    /** Whether solving can find out that numbers are bad. */
    protected abstract boolean canFail();

    /** Solves a problem that the workspace is turned to, and notes the solution. */
    protected abstract void solve(FloatProblem problem, FloatWorkspace space);

    /** Called when all problems were solved, before anything is written. */
    protected void solved() {}

    /** Sets a clip to the solution of a problem. */
    protected abstract void restore(int problem, FloatClip clip);

    /** Writes the results of some entries of whole rows, beginning {@code at} entries into what the windows show. */
    protected abstract void writeRows(FloatWorkspace space, FloatStripes stripes, int at, int length);

    /** Does a pass that is the operation's own. */
    protected abstract void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally);

    protected final void run() {
        int count = batch.count();
        solutions.reserve(count);
        boolean together = scores.interleaved() && scores.direct() == null;
        group = together ? (int) Math.max(1, Math.min(GROUP, TILE / batch.longest())) : 1;
        if (writing && isRowMajor()) {
            walk(true, false);
            solved();
            rows.write();
        } else if (writing && (count <= group || !canFail())) {
            walk(true, true);
        } else {
            walk(true, false);
            solved();
            if (writing) {
                walk(false, true);
            }
        }
        if (FlightRecorder.listens()) {
            FlightRecorder.record(name(), batch, solutions.counts(count));
        }
    }

    /** Whether all operands are row-major matrices of which each column is a problem. */
    private boolean isRowMajor() {
        FloatSource other = second;
        return !weighted && scores.isRowMajor() && out.isRowMajor() && (other == null || other.isRowMajor());
    }

    /** Shows whole rows of all operands. */
    final void loadRows(FloatWorkspace space, int row, int rows) {
        int columns = batch.count();
        space.scores.loadRows(scores, row, rows, columns);
        space.out.loadRows(out, row, rows, columns);
        if (second != null) {
            space.second.loadRows(second, row, rows, columns);
        }
    }

    private void walk(boolean solve, boolean store) {
        solving = solve;
        storing = store;
        int count = batch.count();
        if (batch.longest() <= TILE) {
            crew.run((count + group - 1) / group, this);
            return;
        }
        FloatWorkspace space = borrow();
        try {
            for (int p = 0; p < count; p++) {
                space.problem.chunked(this, p);
                visit(p, 1, space);
                if (store) {
                    out.clearPadding(p);
                }
            }
        } finally {
            giveBack(space);
        }
    }

    /** Solves and writes problems that the workspace shows, as far as this walk does that. */
    private void visit(int first, int count, FloatWorkspace space) {
        for (int p = first; solving && p < first + count; p++) {
            turnTo(p, space);
            solve(space.problem, space);
        }
        if (solving && storing && canFail()) {
            solved();
        }
        for (int p = first; storing && p < first + count; p++) {
            turnTo(p, space);
            restore(p, space.solver.clip());
            space.tally.clear();
            space.problem.pass(Pass.WRITE, space.tally);
        }
    }

    @Override
    public final void run(int from, int to) {
        FloatWorkspace space = borrow();
        try {
            for (int g = from; g < to; g++) {
                int first = g * group;
                int count = Math.min(group, batch.count() - first);
                int length = (int) (count == 1 ? batch.length(first) : batch.longest());
                tile(space, first, count, length);
            }
        } finally {
            giveBack(space);
        }
    }

    private void tile(FloatWorkspace space, int first, int count, int length) {
        space.scores.loadTile(scores, weighted, first, count, length);
        if (second != null) {
            space.second.loadTile(second, weighted, first, count, length);
        }
        if (weighted) {
            space.weights.loadTile(weights, false, first, count, length);
            for (int p = first; p < first + count; p++) {
                turnTo(p, space);
                exclude(space, second != null, (int) batch.length(p));
            }
        }
        if (storing) {
            space.out.reserveTile(out, first, count, length);
        }
        visit(first, count, space);
        if (storing) {
            space.out.storeTile(out, first, count, length);
            for (int p = first; p < first + count; p++) {
                out.clearPadding(p);
            }
        }
    }

    /** Turns the workspace to a problem of the tile it shows, if it shows one. */
    private void turnTo(int p, FloatWorkspace space) {
        if (batch.longest() > TILE) {
            return;
        }
        space.scores.select(p);
        if (second != null) {
            space.second.select(p);
        }
        if (storing) {
            space.out.select(p);
        }
        if (weighted) {
            space.weights.select(p);
        }
        space.problem.whole(this, p);
    }

    /** Shows a chunk of a problem in the windows that a pass needs. */
    final void load(FloatWorkspace space, Pass pass, int problem, long start, int length) {
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
    final void store(FloatWorkspace space, Pass pass, int problem, long start, int length) {
        if (pass.writes) {
            space.out.store(out, problem, start, length);
        }
    }

    /** Masks the scores of weight 0, and zeroes whatever stands beside them. */
    private void exclude(FloatWorkspace space, boolean both, int length) {
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

    final void pass(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        float[] y = space.scores.array();
        int from = space.scores.from();
        switch (pass) {
            case SURVEY -> passes.survey(y, from, from + length, tally);
            case CHECK -> passes.check(y, from, from + length, tally);
            case COUNT -> passes.count(y, from, from + length, clip, tally);
            case GAP -> passes.gap(y, from, from + length, clip, tally);
            case REDUCE -> throw new IllegalStateException("done by the problem");
            case TARGETS, GATHER, WRITE -> own(pass, space, clip, length, tally);
        }
    }

    final FloatPasses passes() {
        return passes;
    }

    final Crew crew() {
        return crew;
    }

    final Batch batch() {
        return batch;
    }

    final long length(int problem) {
        return batch.length(problem);
    }

    final FloatWorkspace borrow() {
        return spaces.take();
    }

    final void giveBack(FloatWorkspace space) {
        spaces.give(space);
    }
}
