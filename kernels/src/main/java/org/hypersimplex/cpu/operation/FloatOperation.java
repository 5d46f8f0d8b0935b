package org.hypersimplex.cpu.operation;

import java.util.Objects;
import org.hypersimplex.cpu.memory.FloatOperand;
import org.hypersimplex.cpu.memory.FloatSource;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.FloatRowPasses;
import org.hypersimplex.cpu.pass.FloatStripes;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.cpu.search.WorkerTotals;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.jspecify.annotations.Nullable;

/**
 * The walk over a batch that all operations share: short problems in tiles of whole problems, tile by tile on the
 * crew's threads; long ones one after the other, chunk by chunk on the crew's threads. All problems are solved, which
 * finds bad numbers, before anything is written. So there are two walks, one that solves and one that writes, along the
 * rows if the problems are columns of row-major matrices; otherwise one walk is enough if there is only one tile or
 * solving can't fail. An object is used for one call at a time and kept for the next.
 */
abstract class FloatOperation implements Crew.Task {
    /** Entries of a tile. */
    private static final int TILE_ENTRIES = 1 << 17;
    /** Problems in a tile if they are interleaved in memory: one or two cache lines of neighbouring numbers. */
    private static final int INTERLEAVED_PROBLEMS = 16;

    private final FloatPasses passes;
    private final Crew crew;
    private final Pool<FloatWorkspace> spaces;

    protected final FloatOperand scores = new FloatOperand();
    protected final FloatOperand out = new FloatOperand();
    protected final FloatOperand weights = new FloatOperand();
    /** What is read beside the scores: the loss's targets, or the directions of a product. */
    protected @Nullable FloatSource second;

    protected boolean writing;
    protected boolean weighted;
    protected final WorkerTotals totals = new WorkerTotals();
    protected final FloatSolutions solutions = new FloatSolutions();
    private final FloatGroups groups = new FloatGroups(this);
    private final FloatRows rows = new FloatRows(this);
    private final FloatBundles bundles = new FloatBundles(this, scores, out);

    protected double tau;
    /** What is known of thresholds beforehand, and where those found go. */
    private double @Nullable [] guesses;

    private double @Nullable [] thresholds;

    private Batch batch = Batch.one(1);
    /** Problems in a tile. */
    private int group = 1;

    /** Whether the walk solves the problems of each tile, and whether it stores results. */
    private boolean solving;

    private boolean storing;

    FloatOperation(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        this.passes = passes;
        this.crew = crew;
        this.spaces = spaces;
    }

    /** Sets the scores and forgets the other operands of the last call. */
    protected final void begin(Batch batch, Values scores, double tau, AllReduce workers) {
        this.tau = tau;
        guesses = null;
        thresholds = null;
        this.batch = batch;
        totals.over(workers);
        this.scores.set(scores, batch);
        second = null;
        writing = false;
        weighted = false;
    }

    /**
     * Lets go of everything that is the caller's. Operations are kept for the next call, which may be long in coming; what they
     * still knew of could not be freed until then.
     */
    protected void end() {
        scores.clear();
        out.clear();
        weights.clear();
        second = null;
        guesses = null;
        thresholds = null;
        totals.over(AllReduce.single());
    }

    protected final void writeTo(Batch layout, @Nullable Values values) {
        if (values != null) {
            out.set(values, layout);
            writing = true;
        }
    }

    /** Says where searches may begin, and where the thresholds that they find go. */
    protected final void threshold(double @Nullable [] guesses, double @Nullable [] thresholds) {
        this.guesses = guesses;
        this.thresholds = thresholds;
    }

    /** The guess of a problem's threshold, or NaN. */
    protected final double guess(int problem) {
        return guesses == null ? Double.NaN : guesses[problem];
    }

    /** What a flight recording calls this. */
    protected abstract String name();

    /** Whether solving can find out that numbers are bad. */
    protected abstract boolean canFail();

    /** Whether results may be written while a problem is solved, once its numbers are known to be good. */
    protected boolean canWriteWhileSolving() {
        return false;
    }

    /** Solves a problem that the workspace shows, and keeps the solution in {@link #solutions}. */
    protected abstract void solve(FloatProblem problem, FloatWorkspace space);

    /** Called when all problems were solved, before anything is written. */
    protected void solved() {
        if (thresholds != null) {
            solutions.copyThresholds(thresholds, batch.count());
        }
    }

    /** Sets a clip to the solution of a problem. */
    protected void restore(int problem, FloatClip clip) {
        clip.temperature(tau);
        solutions.get(problem, clip);
    }

    /** Whether problems need nothing but a threshold, so that short ones can be solved in bundles. */
    protected boolean fitsBundles() {
        return false;
    }

    /** Whether {@link #writeRows} can write the solutions that were found. */
    protected boolean fitsRows() {
        return true;
    }

    /** Writes the results of some entries of whole rows, beginning {@code at} entries into what the windows show. */
    protected abstract void writeRows(FloatWorkspace space, FloatStripes stripes, int at, int length);

    /** Solves neighbouring columns of a matrix, those that can be solved together. */
    protected void solveColumns(FloatLockstep lockstep, int first, int count, boolean alone) {
        lockstep.solve(this, first, count, alone);
    }

    /** Whether targets are given as the class of each row. */
    protected boolean targetsAreClasses() {
        return false;
    }

    /** Sets a clip to the threshold that the caller gave for a problem, in operations that need no search. */
    protected void start(int problem, FloatClip clip) {
        throw new IllegalStateException("thresholds are to be found");
    }

    /** The pass over rows that confirms thresholds and adds up what the operation needs beside them. */
    protected abstract RowPass rowPass();

    /**
     * The mass of a problem that is a column of a matrix, or NaN if it can't be told yet.
     *
     * @param column the problem's number in the tallies, which are of its targets, if there are any to be surveyed
     */
    protected abstract double mass(int problem, int column, FloatTallies targets);

    /** Whether masses depend on targets that must be surveyed first. */
    protected boolean surveysTargets() {
        return false;
    }

    /**
     * Keeps the solution of a problem that is a column of a matrix.
     *
     * @param clip its threshold
     * @param column the problem's number in the tallies
     * @param tallies what {@link #rowPass} added up at a threshold which this much must be added to
     * @param step how much
     * @param counts how many thresholds were tried
     */
    protected void adopt(int problem, FloatClip clip, int column, FloatTallies tallies, double step, long counts) {
        solutions.put(problem, clip, counts);
    }

    /** Does one of the passes that differ between operations: targets, gather or write. */
    protected abstract void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally);

    protected final void run() {
        int count = batch.count();
        solutions.reserve(count);
        boolean together = scores.interleaved() && scores.direct() == null;
        group = together ? (int) Math.max(1, Math.min(INTERLEAVED_PROBLEMS, TILE_ENTRIES / batch.longest())) : 1;
        boolean bundled = fitsBundles() && bundles.solve();
        if (!bundled && isRowMajor() && totals.isSingle() && passes.rows() != null) {
            groups.solve();
        }
        boolean byRows = writing && isRowMajor() && out.isRowMajor();
        if (writing && !byRows && (count <= group || !canFail())) {
            walk(true, true);
        } else {
            if (!solutions.hasAll(count)) {
                walk(true, false);
            }
            solved();
            if (byRows && fitsRows()) {
                rows.write();
            } else if (writing && bundled && bundles.canWrite()) {
                bundles.write();
            } else if (writing) {
                walk(false, true);
            }
        }
        if (FlightRecorder.listens()) {
            FlightRecorder.record(name(), batch, solutions.counts(count));
        }
    }

    /** Whether all that is read are row-major matrices of which each column is a problem. */
    private boolean isRowMajor() {
        FloatSource other = second;
        return !weighted && scores.isRowMajor() && (other == null || other.isRowMajor());
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
    protected final void showOut(FloatPiece piece, int row) {
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
        if (batch.longest() <= TILE_ENTRIES) {
            int tiles = (count + group - 1) / group;
            if (totals.isSingle()) {
                crew.run(tiles, this);
            } else {
                // All workers must ask for their totals in the same order: one problem after the other, on this thread.
                run(0, tiles);
            }
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

    /** Solves or writes the problems that the workspace shows, or both, as this walk does. */
    private void visit(int first, int count, FloatWorkspace space) {
        for (int p = first; solving && p < first + count; p++) {
            if (!solutions.has(p)) {
                turnTo(p, space);
                solve(space.problem, space);
            }
        }
        if (solving && storing && canFail()) {
            solved();
        }
        boolean written = solving && writesWhileSolving() && space.solver.written();
        for (int p = first; storing && !written && p < first + count; p++) {
            turnTo(p, space);
            restore(p, space.solver.clip());
            space.tally.clear();
            space.problem.pass(Pass.WRITE, space.solver.clip(), space.tally);
        }
    }

    /** Whether this walk writes the only problem there is, so that no other's bad numbers can turn up later. */
    final boolean writesWhileSolving() {
        return solving && storing && batch.count() == 1 && canWriteWhileSolving();
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
        if (solving && !storing && solutions.has(first)) {
            // Not to be copied again; those between others are few.
            int solved = 1;
            while (solved < count && solutions.has(first + solved)) {
                solved++;
            }
            if (solved < count) {
                tile(space, first + solved, count - solved, length);
            }
            return;
        }
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

    /** Shows one problem of the tile in the workspace; does nothing if problems are too long for tiles. */
    private void turnTo(int p, FloatWorkspace space) {
        if (batch.longest() > TILE_ENTRIES) {
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

    /**
     * Sets the scores of weight 0 to −∞ and, if {@code both}, the second operand's numbers there to 0. Both are copies.
     */
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
            case COUNT -> passes.count(y, from, from + length, clip, tally);
            case APPROACH -> passes.approach(y, from, from + length, clip, tally);
            case MASS -> passes.mass(y, from, from + length, clip, tally);
            case GAP -> passes.gap(y, from, from + length, clip, tally);
            case TIES -> passes.ties(y, from, from + length, clip.gap, tally);
            case REDUCE -> throw new IllegalStateException("done by the problem");
            case TARGETS, GATHER, WRITE, WRITE_MASS -> own(pass, space, clip, length, tally);
        }
    }

    final FloatPasses passes() {
        return passes;
    }

    /** The engine's loops over rows; only where it has any. */
    final FloatRowPasses rowPasses() {
        return Objects.requireNonNull(passes.rows());
    }

    final Crew crew() {
        return crew;
    }

    final WorkerTotals totals() {
        return totals;
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
        space.clear();
        spaces.give(space);
    }
}
