package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatColumns;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;

/**
 * Solves problems that are neighbouring columns of a row-major matrix together: each pass over the rows is a step of
 * Newton's method for all of them. It begins on a sample of the rows, goes on with passes that round to the scores' type
 * until steps are short, and ends with passes that don't. A column is solved once such a pass confirms its threshold.
 * What can't be confirmed is left to the search for single problems: columns with infinite scores or NaN, vertices,
 * masses of 0 and n, small temperatures at which Newton's method stalls. φ is as in the search for single problems.
 */
final class FloatLockstep implements Crew.Task, FloatExactSteps.Passes {
    /** About how many entries a thread reads at a time. */
    private static final int CHUNK_ENTRIES = 1 << 17;
    /** A multiple of the rows that a pass looks at in one turn of a loop: four times 16 lanes. */
    private static final int GROUP_ROWS = 64;
    /** Rows that a sample has at least, and that a matrix must have for each of them. */
    private static final int MIN_SAMPLE = 256;

    private static final int ROWS_PER_SAMPLED = 4;
    /** Steps on the sample at most, and their length in temperatures from which on the sample has told what it can. */
    private static final int MAX_SAMPLE_STEPS = 10;

    private static final double SAMPLE_STEP = 0x1p-6;
    /** Steps with rounded sums at most. */
    private static final int MAX_ROUNDED_STEPS = 8;
    /** If at most this share of a sample is active, φ is likely a staircase, on which Newton's method stalls. */
    private static final double STAIRCASE_SHARE = 1 / 256.0;
    /** After half of the rounded steps, a column with longer steps than this is given up. */
    private static final double STALLED_STEP = 0.1;

    private final FloatColumns columns = new FloatColumns();
    private final FloatClip clip = columns.clip;
    /** What a pass adds up, over all rows or in chunks, and the same for one that must not overwrite the last one's. */
    private FloatTallies own = new FloatTallies();

    private FloatTallies[] partial = new FloatTallies[0];
    private FloatTallies spare = new FloatTallies();
    private FloatTallies[] sparePartial = new FloatTallies[0];
    private FloatTallies tallies = own;
    private final FloatPiece piece = new FloatPiece();
    private long passes;

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatOperation operation;

    private int first;
    private int count;
    private int rows;
    private int chunkRows;
    private int skip = 1;
    private boolean spread;
    private RowPass pass = RowPass.COUNT;
    private final FloatExactSteps exact = new FloatExactSteps();

    /**
     * Sets the columns of the operation's matrix to be looked at.
     *
     * @param spread whether passes are spread over the crew's threads
     */
    private void begin(FloatOperation operation, int first, int count, boolean spread) {
        this.operation = operation;
        this.first = first;
        this.count = count;
        this.spread = spread;
        rows = (int) operation.batch().longest();
        operation.rowPasses().lay(columns, first, count, operation.batch().count());
        // A multiple of groups of periods.
        chunkRows = Math.max(1, CHUNK_ENTRIES / (count * GROUP_ROWS)) * GROUP_ROWS;
        passes = 0;
        skip = 1;
    }

    /** Solves what columns it can, and tells the operation. */
    void solve(FloatOperation operation, int first, int count, boolean spread) {
        begin(operation, first, count, spread);
        exact.begin(count, rows, clip.temperature(operation.tau));
        if (operation.surveysTargets()) {
            pass(RowPass.TARGETS);
        }
        boolean guessed = true;
        for (int c = 0; c < count; c++) {
            exact.mass[c] = operation.mass(first + c, c, tallies);
            exact.open[c] = exact.mass[c] > 0 && exact.mass[c] < rows;
            double guess = operation.guess(first + c);
            guessed &= Double.isFinite(guess);
            exact.pivots[c] = guessed ? exact.round(guess) : 0;
        }
        if (exact.isAnyOpen() && (guessed || sample()) && roundedSteps()) {
            exactSteps();
        }
    }

    /** Makes one pass with the thresholds that are given, so that the operation can adopt what it adds up. */
    void gather(FloatOperation operation, int first, int count, boolean spread) {
        begin(operation, first, count, spread);
        for (int c = 0; c < count; c++) {
            operation.start(first + c, clip);
            columns.put(c);
        }
        columns.repeat();
        pass(operation.rowPass());
        for (int c = 0; c < count; c++) {
            operation.start(first + c, clip);
            operation.adopt(first + c, clip, c, tallies, 0, 0);
        }
    }

    /** Sets thresholds from a sample of the rows, and returns whether any column is left to be solved. */
    private boolean sample() {
        int wanted = Math.max(MIN_SAMPLE, (int) Math.cbrt((double) rows * rows));
        skip = rows / wanted >= ROWS_PER_SAMPLED ? rows / wanted : 1;
        try {
            mean();
            for (int step = 1; step <= MAX_SAMPLE_STEPS && exact.isAnyOpen(); step++) {
                if (step(STAIRCASE_SHARE) <= SAMPLE_STEP) {
                    break;
                }
            }
            return exact.isAnyOpen();
        } finally {
            skip = 1;
        }
    }

    /** Sets the thresholds that would be right if all entries were active. */
    private void mean() {
        pass(RowPass.SUM);
        for (int c = 0; c < count; c++) {
            double start = tallies.sum(c) / tallies.rows - exact.tau * (exact.mass[c] / rows);
            exact.open[c] &= Double.isFinite(start);
            exact.pivots[c] = exact.round(start);
        }
    }

    /** Takes steps until they are short, and returns whether any column is left to be solved. */
    private boolean roundedSteps() {
        for (int step = 1; step <= MAX_ROUNDED_STEPS; step++) {
            double longest = step(0);
            for (int c = 0; c < count && step == MAX_ROUNDED_STEPS / 2; c++) {
                exact.open[c] &= Math.abs(exact.steps[c]) <= STALLED_STEP * exact.tau;
            }
            if (longest <= exact.roundedStep()) {
                break;
            }
        }
        return exact.isAnyOpen();
    }

    /**
     * Moves the pivots by the last steps, counts there, and computes the next steps of Newton's method.
     *
     * @param share which share of its scores a column must have active, else it is given up
     * @return the longest step of a column that is still open, in temperatures
     */
    private double step(double share) {
        for (int c = 0; c < count; c++) {
            exact.pivots[c] = exact.round(exact.pivots[c] + exact.steps[c]);
            columns.put(c, exact.pivots[c]);
        }
        columns.repeatThresholds();
        pass(RowPass.COUNT);
        double longest = 0;
        double part = (double) tallies.rows / rows;
        for (int c = 0; c < count; c++) {
            double active = tallies.active(c);
            double step = (tallies.sum(c) - exact.tau * exact.mass[c] * part) / active;
            exact.open[c] &= active > share * tallies.rows && Double.isFinite(step);
            exact.steps[c] = exact.open[c] ? step : 0;
            longest = Math.max(longest, Math.abs(exact.steps[c]));
        }
        return longest / exact.tau;
    }

    /** Takes exact steps, and adopts the columns that they confirm. */
    private void exactSteps() {
        FloatTallies sums = exact.run(columns, this);
        exact.adopt(operation, first, clip, sums, passes);
    }

    @Override
    public FloatTallies sums() {
        pass(operation.rowPass());
        return tallies;
    }

    @Override
    public FloatTallies partition() {
        FloatTallies lastOwn = own;
        own = spare;
        spare = lastOwn;
        FloatTallies[] lastPartial = partial;
        partial = sparePartial;
        sparePartial = lastPartial;
        pass(RowPass.PARTITION);
        return tallies;
    }

    private void pass(RowPass pass) {
        this.pass = pass;
        passes++;
        int chunks = (rows + chunkRows - 1) / chunkRows;
        if (chunks == 1 || skip > 1) {
            tallies = own;
            try {
                pass(piece, own, 0, rows);
            } finally {
                piece.clear();
            }
            return;
        }
        if (partial.length < chunks) {
            partial = new FloatTallies[chunks];
            for (int i = 0; i < chunks; i++) {
                partial[i] = new FloatTallies();
            }
        }
        if (spread) {
            operation.crew().run(chunks, this);
        } else {
            run(0, chunks);
        }
        tallies = partial[0];
        for (int i = 1; i < chunks; i++) {
            tallies.add(partial[i], count);
        }
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int i = from; i < to; i++) {
                int row = i * chunkRows;
                pass(space.piece, partial[i], row, Math.min(chunkRows, rows - row));
            }
        } finally {
            operation.giveBack(space);
        }
    }

    private void pass(FloatPiece piece, FloatTallies tallies, int row, int rows) {
        operation.show(piece, pass, first, row, rows);
        piece.skip = skip;
        operation.rowPasses().pass(pass, piece, columns, tallies);
    }
}
