package org.hypersimplex.cpu.operation;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatColumns;
import org.hypersimplex.cpu.pass.FloatTallies;

/**
 * The last steps of Newton's method for several problems that are looked at together, each step from a pass that doesn't
 * round: what confirms thresholds. A problem is solved once its step is too short to matter, or leads to the same
 * partition, for which a pass that only counts is enough. A threshold that may be a round number is tried as that number,
 * too. What can't be confirmed is left to the search for single problems: infinite scores or NaN, vertices. φ is as in that
 * search.
 */
final class FloatExactSteps {
    private static final int MAX_STEPS = 4;
    /** See {@link #roundedStep}. */
    private static final double ROUNDED_STEP = 0.4;
    /** Rounded thresholds are multiples of 2 to the power of minus this, in units of the temperature's power of 2. */
    private static final int GRID_BITS = 16;

    private static final float UNIT = 1;
    /** What an error of Σ x may be, beside k if that is above 1, and of x, some times smaller than is promised. */
    private static final double ACCURACY = Math.max(Math.ulp(UNIT), 0x1p-48);
    /** A step shorter than this times the temperature changes x by no more than about its rounding error. */
    private static final double SHORTEST_STEP = Math.max(Math.ulp(UNIT) / 64, 2 * Math.ulp(1.0));
    /** Such a step is the last only if it changes Σ x by no more than this, too, beside k if that is above 1. */
    private static final double SUM_ACCURACY = Math.max(4 * Math.ulp(UNIT), 0x1p-41);
    /**
     * A threshold as near as this times the temperature to a round number may be that number: sums are rounded by less, but
     * rarely by more in lanes as long as those of 128 bits are.
     */
    private static final double NEAR_ROUND = 16 * SHORTEST_STEP;
    /** Thresholds must be smaller, since passes fill up rows with scores of twice this size. */
    private static final double MAX_THRESHOLD = Float.MAX_VALUE / 2048;

    /** The digits of a double: of ulp(v) it is known that it is at most |v| times this, and at least half of that. */
    private static final double ULP = Math.ulp(1.0);

    double tau;
    private double grid;
    /** 1/grid, which is exact, as both are powers of 2. */
    private double perGrid;

    private int count;
    /** Entries of a problem. */
    private int length;

    /** Which problems are still looked at: neither confirmed nor given up. */
    boolean[] open = new boolean[0];

    double[] mass = new double[0];
    /** The thresholds tried, as pivots that are numbers of the scores' type, and offsets from these. */
    float[] pivots = new float[0];

    private double[] offsets = new double[0];
    /** What is added to the offsets before the next pass, and the step from the threshold of the last sums. */
    double[] steps = new double[0];

    double[] lasts = new double[0];
    /** What the offsets still lack of a solution. */
    private double[] rests = new double[0];

    private boolean[] confirmed = new boolean[0];
    /** Where the step leads to a vertex. */
    private boolean[] edges = new boolean[0];

    /** The round numbers that were tried last, NaN before. */
    private double[] tried = new double[0];
    /** Where the solution may be a round number that the threshold is not. */
    private boolean[] mayBeRound = new boolean[0];

    /** The partition at the threshold tried before. */
    private double[] lastActive = new double[0];

    private double[] lastOnes = new double[0];

    /** Prepares for that many problems of this length. */
    void begin(int count, int length, double tau) {
        this.count = count;
        this.length = length;
        this.tau = tau;
        grid = Math.scalb(1.0, Math.getExponent(tau) - GRID_BITS);
        perGrid = 1 / grid;
        if (open.length < count) {
            open = new boolean[count];
            mass = new double[count];
            pivots = new float[count];
            offsets = new double[count];
            steps = new double[count];
            lasts = new double[count];
            rests = new double[count];
            edges = new boolean[count];
            confirmed = new boolean[count];
            tried = new double[count];
            mayBeRound = new boolean[count];
            lastActive = new double[count];
            lastOnes = new double[count];
        }
        Arrays.fill(offsets, 0, count, 0);
        Arrays.fill(steps, 0, count, 0);
        Arrays.fill(confirmed, 0, count, false);
        Arrays.fill(tried, 0, count, Double.NaN);
        Arrays.fill(lastActive, 0, count, -1);
    }

    /**
     * The length of a step, in temperatures, from which on the next one needs exact sums. The step after that is
     * shorter by about as much again, and then likely meets no kink of any problem.
     */
    double roundedStep() {
        return ROUNDED_STEP / Math.sqrt((double) length * count);
    }

    boolean isAnyOpen() {
        for (int c = 0; c < count; c++) {
            if (open[c]) {
                return true;
            }
        }
        return false;
    }

    /** The nearest multiple of the grid; see the search for single problems. */
    float round(double threshold) {
        double nearest = nearest(threshold);
        return (float) (Double.isFinite(nearest) ? nearest : threshold);
    }

    private double nearest(double threshold) {
        return Math.rint(threshold * perGrid) * grid;
    }

    /** The passes over the problems at the thresholds that the columns hold. */
    interface Passes {
        /** Adds up what {@link FloatOperation#rowPass} says. */
        FloatTallies sums();

        /** Counts as {@link org.hypersimplex.cpu.pass.RowPass#PARTITION} does, and leaves the last sums as they are. */
        FloatTallies partition();
    }

    /** Takes steps until all problems are confirmed or given up, or there were enough, and returns the last sums. */
    FloatTallies run(FloatColumns columns, Passes passes) {
        for (int step = 1; ; step++) {
            move(columns);
            FloatTallies sums = passes.sums();
            if (settle(sums)) {
                return sums;
            }
            move(columns);
            if (verify(passes.partition()) || step == MAX_STEPS) {
                return sums;
            }
            Arrays.fill(steps, 0, count, 0);
        }
    }

    /** Moves the thresholds by the last steps. */
    private void move(FloatColumns columns) {
        for (int c = 0; c < count; c++) {
            offsets[c] = columns.clip.threshold(pivots[c], offsets[c] + steps[c]);
            columns.put(c);
        }
        columns.repeat();
    }

    /** Takes note of sums, and returns whether no problem needs another pass. */
    private boolean settle(FloatTallies sums) {
        boolean all = true;
        for (int c = 0; c < count; c++) {
            all &= !open[c] || isSettled(c, sums);
        }
        return all;
    }

    /** Confirms what has the same partition after its step, and returns whether that is all that was left. */
    private boolean verify(FloatTallies partition) {
        boolean all = true;
        for (int c = 0; c < count; c++) {
            double active = partition.active(c);
            boolean same = active == lastActive[c] && partition.sum(c) - active == lastOnes[c];
            // φ is linear on the way then, so that what it is at a round number follows from where the step led.
            boolean good = !mayBeRound[c] || isNear(c, Math.abs(steps[c] - lasts[c]), ACCURACY);
            if (same && good && !confirmed[c]) {
                confirmed[c] = open[c] && !edges[c];
                open[c] &= !edges[c];
                lasts[c] = steps[c];
                rests[c] = 0;
            } else if (!confirmed[c]) {
                // Sums at this threshold have this partition, of which nothing is known yet.
                lastActive[c] = -1;
                all &= !open[c];
            }
        }
        return all;
    }

    /** Whether a problem needs no other pass: it is confirmed, or given up. */
    private boolean isSettled(int c, FloatTallies tallies) {
        double active = tallies.active(c);
        double ones = tallies.ones(c);
        double sum = tallies.sum(c);
        double step = (sum + tau * (ones - mass[c])) / active;
        double distance = Math.abs(step);
        boolean same = active == lastActive[c] && ones == lastOnes[c];
        lastActive[c] = active;
        lastOnes[c] = ones;
        double tolerance = Math.max(SHORTEST_STEP * tau, ULP * Math.abs(offsets[c]));
        boolean near = isNear(c, distance, ACCURACY) || (distance <= tolerance && isNear(c, distance, SUM_ACCURACY));
        double edge = 4 * active * tolerance;
        edges[c] = (sum <= edge || tau * active - sum <= edge) && mass[c] == Math.rint(mass[c]);
        double threshold = pivots[c] + offsets[c] + step;
        boolean usable = active > 0
                && Double.isFinite(tallies.all(c))
                && ULP * Math.abs(offsets[c]) <= SHORTEST_STEP * tau
                && Math.abs(threshold) < MAX_THRESHOLD;
        boolean found = same || near;
        // Rounded sums must not lead away from a round number that they can't tell from the solution. Where they do
        // all the same, the problem is solved alone.
        double nearest = nearest(threshold);
        boolean stays = pivots[c] + offsets[c] == tried[c] && near;
        mayBeRound[c] = isRound(threshold) && !stays && !edges[c];
        boolean again = mayBeRound[c] && nearest == tried[c];
        boolean first = mayBeRound[c] && !again && open[c] && usable;
        boolean done = found && !first;
        confirmed[c] = usable && done && !edges[c] && !again;
        open[c] = usable && !(done && (edges[c] || again));
        lasts[c] = stays ? 0 : step;
        rests[c] = lasts[c];
        // What is confirmed stays where it is, so that it is confirmed with the same sums again.
        double further = first ? nearest - pivots[c] - offsets[c] : step;
        tried[c] = first ? nearest : tried[c];
        steps[c] = open[c] && !done ? further : 0;
        return !open[c] || done;
    }

    /**
     * Whether Σ x is accurate enough at a threshold at this distance from the solution. So is x then, as masses are below
     * the number of entries.
     *
     * @param accuracy what Σ x may be off by, beside a mass of 1 or less
     */
    private boolean isNear(int c, double distance, double accuracy) {
        return distance * length <= accuracy * tau * Math.max(1, mass[c]);
    }

    /** Whether a threshold may be a round number, at which entries are exactly at a kink. */
    private boolean isRound(double threshold) {
        return Math.abs(nearest(threshold) - threshold) <= NEAR_ROUND * tau && ULP / 2 * Math.abs(threshold) <= grid;
    }

    /** Tells the operation which problems are solved, of which the first has this number. */
    void adopt(FloatOperation operation, int first, FloatClip clip, FloatTallies tallies, long passes) {
        for (int c = 0; c < count; c++) {
            if (confirmed[c]) {
                clip.threshold(pivots[c], offsets[c] + rests[c]);
                operation.adopt(first + c, clip, c, tallies, lasts[c], passes);
            }
        }
    }
}
