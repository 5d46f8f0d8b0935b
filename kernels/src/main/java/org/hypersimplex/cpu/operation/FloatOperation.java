package org.hypersimplex.cpu.operation;

import java.util.Objects;
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
 * What all operations share: each is one call over a batch, which solves all its problems, which finds bad numbers, before
 * anything is written. So there are two walks, one that solves and one that writes, along the rows if the problems are
 * columns of row-major matrices; otherwise one walk is enough if there is only one tile or solving can't fail. An object is
 * used for one call at a time and kept for the next.
 */
abstract class FloatOperation {
    private final FloatPasses passes;
    private final Crew crew;
    private final Pool<FloatWorkspace> spaces;

    protected final FloatOperands operands = new FloatOperands();
    protected final WorkerTotals totals = new WorkerTotals();
    protected final FloatSolutions solutions = new FloatSolutions();
    private final FloatTiles tiles = new FloatTiles(this, operands);
    private final FloatGroups groups = new FloatGroups(this);
    private final FloatRows rows = new FloatRows(this);
    private final FloatBundles bundles = new FloatBundles(this, operands.scores, operands.out);

    protected double tau;
    /** What is known of thresholds beforehand, and where those found go. */
    private double @Nullable [] guesses;

    private double @Nullable [] thresholds;

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
        totals.over(workers);
        operands.begin(batch, scores);
    }

    /**
     * Lets go of everything that is the caller's. Operations are kept for the next call, which may be long in coming; what they
     * still knew of could not be freed until then.
     */
    protected void end() {
        operands.clear();
        guesses = null;
        thresholds = null;
        totals.over(AllReduce.single());
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
            solutions.copyThresholds(thresholds, batch().count());
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
        int count = batch().count();
        solutions.reserve(count);
        tiles.begin();
        boolean bundled = fitsBundles() && bundles.solve();
        if (!bundled && operands.isRowMajor() && totals.isSingle() && passes.rows() != null) {
            groups.solve();
        }
        boolean writing = operands.writing;
        // Never where nothing is written, as there is no output then.
        boolean byRows = operands.isRowMajor() && operands.out.isRowMajor();
        if (writing && !byRows && (tiles.isOne() || !canFail())) {
            tiles.walk(true, true);
        } else {
            if (!solutions.hasAll(count)) {
                tiles.walk(true, false);
            }
            solved();
            if (byRows && fitsRows()) {
                rows.write();
            } else if (writing && bundled && bundles.canWrite()) {
                bundles.write();
            } else if (writing) {
                tiles.walk(false, true);
            }
        }
        if (FlightRecorder.listens()) {
            FlightRecorder.record(name(), batch(), solutions.counts(count));
        }
    }

    /** Shows some rows of a group of columns to a pass; those of what is read only. */
    void show(FloatPiece piece, RowPass pass, int first, int row, int rows) {
        operands.show(piece, pass, first, row, rows);
    }

    /** Whether x may be written where it is counted. */
    final boolean writesWhileSolving() {
        return tiles.writesWhileSolving();
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
        return operands.batch();
    }

    final FloatOperands operands() {
        return operands;
    }

    final long length(int problem) {
        return batch().length(problem);
    }

    final FloatWorkspace borrow() {
        return spaces.take();
    }

    final void giveBack(FloatWorkspace space) {
        space.clear();
        spaces.give(space);
    }
}
