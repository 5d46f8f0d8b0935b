package org.hypersimplex.cpu.operation;

import java.util.Arrays;
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
final class FloatLockstep implements Crew.Task {
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
    /** Steps with rounded sums, and the length from which on the next one needs exact sums. */
    private static final int MAX_ROUNDED_STEPS = 8;

    private static final double ROUNDED_STEP = 0x1p-11;
    private static final int MAX_EXACT_STEPS = 6;
    /** If at most this share of a sample is active, φ is likely a staircase, on which Newton's method stalls. */
    private static final double STAIRCASE_SHARE = 1 / 256.0;
    /** After half of the rounded steps, a column with longer steps than this is given up. */
    private static final double STALLED_STEP = 0.1;
    /** Rounded thresholds are multiples of 2 to the power of minus this, in units of the temperature's power of 2. */
    private static final int GRID_BITS = 16;

    private static final float UNIT = 1;
    /** What an error of Σ x may be, beside k if that is above 1, and of x, some times smaller than is promised. */
    private static final double ACCURACY = Math.max(Math.ulp(UNIT), 0x1p-48);
    /** A step shorter than this times the temperature changes x by no more than about its rounding error. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * Math.ulp(1.0));
    /** A threshold as near as this times the temperature to a round number may be that number. */
    private static final double NEAR_ROUND = 16 * SHORTEST_STEP;
    /** Thresholds must be smaller, since passes fill up rows with scores of twice this size. */
    private static final double MAX_THRESHOLD = Float.MAX_VALUE / 2048;

    private final FloatColumns columns = new FloatColumns();
    private final FloatClip clip = columns.clip;
    private final FloatTallies own = new FloatTallies();
    private FloatTallies[] partial = new FloatTallies[0];
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
    private double tau;
    private double grid;

    private boolean[] open = new boolean[0];
    private double[] mass = new double[0];
    /** The thresholds tried, as pivots that are numbers of the scores' type, and offsets from these. */
    private float[] pivots = new float[0];

    private double[] offsets = new double[0];
    /** What is added to the offsets before the next pass, and the step that the last one gave. */
    private double[] steps = new double[0];

    private double[] lasts = new double[0];
    private boolean[] confirmed = new boolean[0];
    /** The partition at the threshold tried before. */
    private double[] lastActive = new double[0];

    private double[] lastOnes = new double[0];

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
        if (open.length < count) {
            open = new boolean[count];
            mass = new double[count];
            pivots = new float[count];
            offsets = new double[count];
            steps = new double[count];
            lasts = new double[count];
            confirmed = new boolean[count];
            lastActive = new double[count];
            lastOnes = new double[count];
        }
    }

    /** Solves what columns it can, and tells the operation. */
    void solve(FloatOperation operation, int first, int count, boolean spread) {
        begin(operation, first, count, spread);
        tau = clip.temperature(operation.tau);
        grid = Math.scalb(1.0, Math.getExponent(tau) - GRID_BITS);
        if (operation.surveysTargets()) {
            pass(RowPass.TARGETS);
        }
        boolean guessed = true;
        for (int c = 0; c < count; c++) {
            mass[c] = operation.mass(first + c, c, tallies);
            open[c] = mass[c] > 0 && mass[c] < rows;
            double guess = operation.guess(first + c);
            guessed &= Double.isFinite(guess);
            pivots[c] = guessed ? round(guess) : 0;
            offsets[c] = 0;
            steps[c] = 0;
            confirmed[c] = false;
        }
        if (isAnyOpen() && (guessed || sample()) && roundedSteps()) {
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

    private boolean isAnyOpen() {
        for (int c = 0; c < count; c++) {
            if (open[c]) {
                return true;
            }
        }
        return false;
    }

    /** Sets thresholds from a sample of the rows, and returns whether any column is left to be solved. */
    private boolean sample() {
        int wanted = Math.max(MIN_SAMPLE, (int) Math.cbrt((double) rows * rows));
        skip = rows / wanted >= ROWS_PER_SAMPLED ? rows / wanted : 1;
        try {
            mean();
            for (int step = 1; step <= MAX_SAMPLE_STEPS && isAnyOpen(); step++) {
                if (step(STAIRCASE_SHARE) <= SAMPLE_STEP) {
                    break;
                }
            }
            return isAnyOpen();
        } finally {
            skip = 1;
        }
    }

    /** Sets the thresholds that would be right if all entries were active. */
    private void mean() {
        pass(RowPass.SUM);
        for (int c = 0; c < count; c++) {
            double start = tallies.sum(c) / tallies.rows - tau * (mass[c] / rows);
            open[c] &= Double.isFinite(start);
            pivots[c] = round(start);
        }
    }

    /** Takes steps until they are short, and returns whether any column is left to be solved. */
    private boolean roundedSteps() {
        for (int step = 1; step <= MAX_ROUNDED_STEPS; step++) {
            double longest = step(0);
            for (int c = 0; c < count && step == MAX_ROUNDED_STEPS / 2; c++) {
                open[c] &= Math.abs(steps[c]) <= STALLED_STEP * tau;
            }
            if (longest <= ROUNDED_STEP) {
                break;
            }
        }
        return isAnyOpen();
    }

    /**
     * Moves the pivots by the last {@link #steps}, counts there, and computes the next steps of Newton's method.
     *
     * @param share which share of its scores a column must have active, else it is given up
     * @return the longest step of a column that is still open, in temperatures
     */
    private double step(double share) {
        for (int c = 0; c < count; c++) {
            pivots[c] = round(pivots[c] + steps[c]);
            columns.put(c, pivots[c]);
        }
        columns.repeatThresholds();
        pass(RowPass.COUNT);
        double longest = 0;
        double part = (double) tallies.rows / rows;
        for (int c = 0; c < count; c++) {
            double active = tallies.active(c);
            double step = (tallies.sum(c) - tau * mass[c] * part) / active;
            open[c] &= active > share * tallies.rows && Double.isFinite(step);
            steps[c] = open[c] ? step : 0;
            longest = Math.max(longest, Math.abs(steps[c]));
        }
        return longest / tau;
    }

    /** The nearest multiple of the grid; see the search for single problems. */
    private float round(double threshold) {
        double rounded = Math.rint(threshold / grid) * grid;
        return (float) (Double.isFinite(rounded) ? rounded : threshold);
    }

    /** Takes exact steps until all columns are confirmed or too many were taken, and adopts those confirmed. */
    private void exactSteps() {
        Arrays.fill(lastActive, 0, count, -1);
        boolean all = false;
        for (int step = 1; step <= MAX_EXACT_STEPS && !all; step++) {
            for (int c = 0; c < count; c++) {
                offsets[c] = clip.threshold(pivots[c], offsets[c] + steps[c]);
                columns.put(c);
            }
            columns.repeat();
            pass(operation.rowPass());
            all = true;
            for (int c = 0; c < count; c++) {
                all &= !open[c] || isSettled(c);
            }
        }
        for (int c = 0; c < count; c++) {
            if (confirmed[c]) {
                clip.threshold(pivots[c], offsets[c] + lasts[c]);
                operation.adopt(first + c, clip, c, tallies, lasts[c], passes);
            }
        }
    }

    /** Whether a column needs no other pass: it is confirmed, or given up. */
    private boolean isSettled(int c) {
        double active = tallies.active(c);
        double ones = tallies.ones(c);
        double sum = tallies.sum(c);
        double step = (sum + tau * (ones - mass[c])) / active;
        double length = Math.abs(step);
        boolean same = active == lastActive[c] && ones == lastOnes[c];
        lastActive[c] = active;
        lastOnes[c] = ones;
        double tolerance = Math.max(SHORTEST_STEP * tau, 2 * Math.ulp(offsets[c]));
        double allowed = ACCURACY * tau;
        boolean near = length * rows <= allowed * Math.max(1, mass[c]) && length <= allowed / 4;
        double edge = 4 * active * tolerance;
        boolean atEdge = (sum <= edge || tau * active - sum <= edge) && mass[c] == Math.rint(mass[c]);
        double threshold = pivots[c] + offsets[c] + step;
        boolean usable = active > 0
                && Double.isFinite(tallies.all(c))
                && Math.ulp(offsets[c]) <= SHORTEST_STEP * tau
                && !isNearRound(threshold)
                && Math.abs(threshold) < MAX_THRESHOLD;
        boolean found = same || length <= tolerance || near;
        confirmed[c] = usable && found && !atEdge;
        open[c] = usable && !(found && atEdge);
        lasts[c] = step;
        // A column that is confirmed stays where it is, so that it is confirmed with the same sums again.
        steps[c] = open[c] && !found ? step : 0;
        return !open[c] || found;
    }

    /** Whether a threshold may be a round number, at which entries are exactly at a kink; the single search looks. */
    private boolean isNearRound(double threshold) {
        double distance = Math.abs(Math.rint(threshold / grid) * grid - threshold);
        return distance <= NEAR_ROUND * tau && Math.ulp(threshold) <= grid;
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
