package org.hypersimplex.cpu.pass;

import jdk.incubator.vector.DoubleVector;

/**
 * The passes over row-major matrices in the Vector API. A tile of rows, small enough for the first-level cache, is
 * walked down once per vector of the period, four periods at a time. See {@link VectorFloatPasses} for why helpers
 * are short.
 */
final class VectorFloatRows implements FloatRowPasses {
    private static final int LANES = FloatLanes.SPECIES.length();
    private static final int GROUP = VectorFloatLoops.GROUP;
    /** About how many entries a tile has: what is written must stay in the first-level cache beside what is read. */
    private static final int TILE_ENTRIES = 1 << 14;

    private static final int WRITTEN_ENTRIES = 1 << 12;
    /**
     * Periods that a tile has: enough for setting up a walk to cost little, and few enough for sums not to be rounded
     * much, which matters less on the way to a solution and not at all for counts.
     */
    private static final int MIN_TILE = 16;

    private static final int MAX_TILE = 64;
    private static final int MAX_LONG_TILE = 128;

    @Override
    public void lay(FloatColumns c, int first, int columns, int stride) {
        if (c.lay(first, columns, stride, LANES)) {
            c.shuffles = new Object[c.width / LANES];
            for (int v = 0; v < c.shuffles.length; v++) {
                c.shuffles[v] = FloatLanes.shuffle(c.shuffle, v * LANES);
            }
        }
    }

    @Override
    public void pass(RowPass pass, FloatPiece rows, FloatColumns c, FloatTallies t) {
        t.begin(c, pass);
        int whole = inPlace(pass, rows, c);
        tiles(pass, rows, whole, c, t);
        int done = whole * c.rows;
        t.rows = done;
        if (done < rows.rows && rows.skip == 1) {
            t.rows = rows.rows;
            int periods = t.rest.copy(rows, done, pass, c, GROUP, LANES);
            tiles(pass, t.rest.piece, periods, c, t);
            if (pass.writes()) {
                t.rest.store(rows, done);
            }
        }
        t.end();
        if (c.rows > 1) {
            for (int f = 0; f < t.fields; f++) {
                fold(t.totals, f * t.width, c);
            }
        }
    }

    /** Adds up the rows of the period. */
    private static void fold(double[] totals, int from, FloatColumns c) {
        for (int at = from; at < from + c.columns; at += FloatLanes.WIDE_LANES) {
            DoubleVector sum = FloatLanes.wide(totals, at);
            for (int r = 1; r < c.rows; r++) {
                sum = sum.add(FloatLanes.wide(totals, at + r * c.columns));
            }
            // Beyond the columns, this overwrites what was read already.
            sum.intoArray(totals, at);
        }
    }

    /**
     * The periods that can be read in place: whole groups from which no vector reaches beyond the rows. What lies behind
     * them must not matter, or it would change how sums are rounded.
     */
    private static int inPlace(RowPass pass, FloatPiece rows, FloatColumns c) {
        int periods = (c.isFull() ? rows.rows : rows.rows - 1) / (c.rows * rows.skip);
        if (pass.readsClasses()) {
            int reach = c.firstRow(c.width - LANES) + LANES;
            periods = Math.min(periods, Math.max(0, (rows.classRoom - reach) / c.rows + 1));
        }
        return periods / GROUP * GROUP;
    }

    private static void tiles(RowPass pass, FloatPiece rows, int periods, FloatColumns c, FloatTallies t) {
        int most = pass == RowPass.COUNT || pass == RowPass.PARTITION ? MAX_LONG_TILE : MAX_TILE;
        int entries = pass.writes() ? WRITTEN_ENTRIES : TILE_ENTRIES;
        int tile = Math.min(most, Math.max(MIN_TILE, entries / c.width / GROUP * GROUP));
        int step = c.rows * rows.stride * rows.skip;
        for (int p = 0; p < periods; p += tile) {
            for (int lane = 0; lane < c.width; lane += LANES) {
                int size = Math.min(tile, periods - p);
                lanes(pass, rows, p * step + lane, p * c.rows + c.firstRow(lane), size, step, c, lane, t.lanes);
            }
            t.widen();
        }
    }

    /** Walks down one vector of the period. */
    private static void lanes(
            RowPass pass,
            FloatPiece rows,
            int at,
            int row,
            int periods,
            int step,
            FloatColumns c,
            int lane,
            float[] sums) {
        float[] y = rows.scores;
        int from = rows.from + at;
        float[] second = rows.second;
        int secondFrom = rows.secondFrom + at;
        int[] classes = rows.classes;
        int classFrom = rows.classFrom + row;
        switch (pass) {
            case COUNT -> VectorFloatLoops.count(y, from, periods, step, c, lane, sums);
            case PARTITION -> VectorFloatLoops.partition(y, from, periods, step, c, lane, sums);
            case CONFIRM -> VectorFloatLoops.confirm(y, from, periods, step, c, lane, sums);
            case RESIDUALS ->
                VectorFloatLoops.residual(
                        y, from, periods, step, c, lane, second, secondFrom, classes, classFrom, sums);
            case CLASS_RESIDUALS ->
                VectorFloatLoops.residual(y, from, periods, step, c, lane, null, 0, classes, classFrom, sums);
            case SUM, TARGETS -> VectorFloatLoops.targets(y, from, periods, step, c, lane, sums);
            case SUM_ACTIVE -> VectorFloatLoops.sumActive(y, from, periods, step, c, lane, second, secondFrom, sums);
            case CLASS_GRADIENT -> {
                float slope = (float) (rows.scale * c.clip.inverse);
                VectorFloatLoops.gradient(
                        y, from, periods, step, c, lane, classes, classFrom, slope, rows.out, rows.outFrom + at);
            }
        }
    }
}
