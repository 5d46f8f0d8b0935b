package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The passes over row-major matrices in the Vector API. A tile of rows, small enough for the first-level cache, is
 * walked down once per vector of the period, four periods at a time. See {@link VectorFloatPasses} for why helpers
 * are short.
 */
final class VectorFloatRows implements FloatRowPasses {
    private static final int LANES = FloatLanes.SPECIES.length();
    /** Periods per turn of a loop. */
    private static final int GROUP = 4;
    /** About how many entries a tile has: they stay in the first-level cache. */
    private static final int TILE_ENTRIES = 1 << 13;
    /**
     * Periods that a tile has: enough for setting up a walk to cost little, and few enough for sums not to be rounded
     * much.
     */
    private static final int MIN_TILE = 16;

    private static final int MAX_TILE = 64;

    private static final FloatVector ZERO = FloatVector.zero(FloatLanes.SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    /** The start of a sum. Not a constant: C2 would make an object of every sum that is merged with one. */
    private static FloatVector zero() {
        return FloatVector.zero(FloatLanes.SPECIES);
    }

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
        int tile = Math.min(MAX_TILE, Math.max(MIN_TILE, TILE_ENTRIES / c.width / GROUP * GROUP));
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
            case COUNT -> count(y, from, periods, step, c, lane, sums);
            case CONFIRM -> confirm(y, from, periods, step, c, lane, sums);
            case RESIDUALS -> residual(y, from, periods, step, c, lane, second, secondFrom, sums);
            case CLASS_RESIDUALS -> residual(y, from, periods, step, c, lane, classes, classFrom, sums);
            case SUM, TARGETS -> targets(y, from, periods, step, c, lane, sums);
            case SUM_ACTIVE -> sumActive(y, from, periods, step, c, lane, second, secondFrom, sums);
            case CLASS_GRADIENT -> {
                float slope = (float) (rows.scale * c.clip.inverse);
                gradient(y, from, periods, step, c, lane, classes, classFrom, slope, rows.out, rows.outFrom + at);
            }
        }
    }

    private static void count(float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
        FloatVector threshold = load(c.high, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector activeA = zero();
        FloatVector activeB = zero();
        FloatVector activeE = zero();
        FloatVector activeF = zero();
        for (int p = 0; p < periods; p += GROUP) {
            int i = from + p * step;
            FloatVector a = load(y, i).sub(threshold);
            FloatVector b = load(y, i + step).sub(threshold);
            FloatVector e = load(y, i + 2 * step).sub(threshold);
            FloatVector f = load(y, i + 3 * step).sub(threshold);
            FloatVector clippedA = FloatLanes.clip(a, tau);
            FloatVector clippedB = FloatLanes.clip(b, tau);
            FloatVector clippedE = FloatLanes.clip(e, tau);
            FloatVector clippedF = FloatLanes.clip(f, tau);
            sumA = sumA.add(clippedA.add(clippedB));
            sumB = sumB.add(clippedE.add(clippedF));
            activeA = activeA.add(ONE, clippedA.compare(EQ, a));
            activeB = activeB.add(ONE, clippedB.compare(EQ, b));
            activeE = activeE.add(ONE, clippedE.compare(EQ, e));
            activeF = activeF.add(ONE, clippedF.compare(EQ, f));
        }
        FloatVector sum = sumA.add(sumB);
        FloatVector active = activeA.add(activeB).add(activeE.add(activeF));
        sum.intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * c.width + lane);
    }

    private static void confirm(float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector active = zero();
        FloatVector ones = zero();
        FloatVector all = zero();
        FloatVector more = zero();
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            VectorMask<Float> oneA = a.compare(GE, tau);
            VectorMask<Float> oneB = b.compare(GE, tau);
            VectorMask<Float> activeA = a.compare(GT, ZERO).andNot(oneA);
            VectorMask<Float> activeB = b.compare(GT, ZERO).andNot(oneB);
            sumA = sumA.add(a, activeA);
            sumB = sumB.add(b, activeB);
            active = active.add(ONE, activeA).add(ONE, activeB);
            ones = ones.add(ONE, oneA).add(ONE, oneB);
            all = all.add(a);
            more = more.add(b);
        }
        int width = c.width;
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * width + lane);
        ones.intoArray(sums, FloatTallies.ONES * width + lane);
        all.add(more).intoArray(sums, FloatTallies.ALL * width + lane);
    }

    private static void residual(
            float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] t, int tFrom, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.inverse);
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector active = zero();
        FloatVector ones = zero();
        FloatVector all = zero();
        FloatVector targets = zero();
        FloatVector squares = zero();
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            int j = tFrom + p * step;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            FloatVector targetsA = load(t, j);
            FloatVector targetsB = load(t, j + step);
            VectorMask<Float> positiveA = a.compare(GT, ZERO);
            VectorMask<Float> positiveB = b.compare(GT, ZERO);
            VectorMask<Float> oneA = a.compare(GE, tau);
            VectorMask<Float> oneB = b.compare(GE, tau);
            VectorMask<Float> activeA = positiveA.andNot(oneA);
            VectorMask<Float> activeB = positiveB.andNot(oneB);
            sumA = sumA.add(a, activeA);
            sumB = sumB.add(b, activeB);
            active = active.add(ONE, activeA).add(ONE, activeB);
            ones = ones.add(ONE, oneA).add(ONE, oneB);
            all = all.add(a.add(b));
            targets = targets.add(targetsA, activeA).add(targetsB, activeB);
            FloatVector restA =
                    ZERO.blend(a.mul(inverse), positiveA).blend(ONE, oneA).sub(targetsA);
            FloatVector restB =
                    ZERO.blend(b.mul(inverse), positiveB).blend(ONE, oneB).sub(targetsB);
            squares = squares.add(restA.mul(restA).add(restB.mul(restB)));
        }
        int width = c.width;
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * width + lane);
        ones.intoArray(sums, FloatTallies.ONES * width + lane);
        all.intoArray(sums, FloatTallies.ALL * width + lane);
        targets.intoArray(sums, FloatTallies.OTHER * width + lane);
        squares.intoArray(sums, FloatTallies.SQUARES * width + lane);
    }

    private static void residual(
            float[] y, int from, int periods, int step, FloatColumns c, int lane, int[] ids, int idFrom, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.inverse);
        IntVector classes = FloatLanes.ints(c.ids, lane);
        VectorShuffle<Integer> shuffle = FloatLanes.shuffle(c.shuffles[lane / LANES]);
        int rows = c.rows;
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector active = zero();
        FloatVector ones = zero();
        FloatVector all = zero();
        FloatVector targets = zero();
        FloatVector squares = zero();
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            int j = idFrom + p * rows;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            FloatVector targetsA = FloatLanes.oneHot(ids, j, shuffle, classes);
            FloatVector targetsB = FloatLanes.oneHot(ids, j + rows, shuffle, classes);
            VectorMask<Float> positiveA = a.compare(GT, ZERO);
            VectorMask<Float> positiveB = b.compare(GT, ZERO);
            VectorMask<Float> oneA = a.compare(GE, tau);
            VectorMask<Float> oneB = b.compare(GE, tau);
            VectorMask<Float> activeA = positiveA.andNot(oneA);
            VectorMask<Float> activeB = positiveB.andNot(oneB);
            sumA = sumA.add(a, activeA);
            sumB = sumB.add(b, activeB);
            active = active.add(ONE, activeA).add(ONE, activeB);
            ones = ones.add(ONE, oneA).add(ONE, oneB);
            all = all.add(a.add(b));
            targets = targets.add(targetsA, activeA).add(targetsB, activeB);
            FloatVector restA =
                    ZERO.blend(a.mul(inverse), positiveA).blend(ONE, oneA).sub(targetsA);
            FloatVector restB =
                    ZERO.blend(b.mul(inverse), positiveB).blend(ONE, oneB).sub(targetsB);
            squares = squares.add(restA.mul(restA).add(restB.mul(restB)));
        }
        int width = c.width;
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * width + lane);
        ones.intoArray(sums, FloatTallies.ONES * width + lane);
        all.intoArray(sums, FloatTallies.ALL * width + lane);
        targets.intoArray(sums, FloatTallies.OTHER * width + lane);
        squares.intoArray(sums, FloatTallies.SQUARES * width + lane);
    }

    private static void targets(float[] t, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
        FloatVector bad = zero();
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        for (int p = 0; p < periods; p += GROUP) {
            int i = from + p * step;
            FloatVector a = load(t, i);
            FloatVector b = load(t, i + step);
            FloatVector e = load(t, i + 2 * step);
            FloatVector f = load(t, i + 3 * step);
            VectorMask<Float> goodA = a.compare(GE, ZERO).and(a.compare(LE, ONE));
            VectorMask<Float> goodB = b.compare(GE, ZERO).and(b.compare(LE, ONE));
            VectorMask<Float> goodE = e.compare(GE, ZERO).and(e.compare(LE, ONE));
            VectorMask<Float> goodF = f.compare(GE, ZERO).and(f.compare(LE, ONE));
            FloatVector badAB = ONE.blend(ZERO, goodA).add(ONE.blend(ZERO, goodB));
            FloatVector badEF = ONE.blend(ZERO, goodE).add(ONE.blend(ZERO, goodF));
            bad = bad.add(badAB.add(badEF));
            sumA = sumA.add(a.add(b));
            sumB = sumB.add(e.add(f));
        }
        sumA.add(sumB).intoArray(sums, lane);
        bad.intoArray(sums, FloatTallies.ACTIVE * c.width + lane);
    }

    private static void sumActive(
            float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] v, int vFrom, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector active = zero();
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        for (int p = 0; p < periods; p += GROUP) {
            int i = from + p * step;
            int j = vFrom + p * step;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            FloatVector e = load(y, i + 2 * step).sub(high).sub(low);
            FloatVector f = load(y, i + 3 * step).sub(high).sub(low);
            VectorMask<Float> activeA = a.compare(GT, ZERO).andNot(a.compare(GE, tau));
            VectorMask<Float> activeB = b.compare(GT, ZERO).andNot(b.compare(GE, tau));
            VectorMask<Float> activeE = e.compare(GT, ZERO).andNot(e.compare(GE, tau));
            VectorMask<Float> activeF = f.compare(GT, ZERO).andNot(f.compare(GE, tau));
            active =
                    active.add(ONE, activeA).add(ONE, activeB).add(ONE, activeE).add(ONE, activeF);
            sumA = sumA.add(load(v, j), activeA).add(load(v, j + step), activeB);
            sumB = sumB.add(load(v, j + 2 * step), activeE).add(load(v, j + 3 * step), activeF);
        }
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * c.width + lane);
    }

    private static void gradient(
            float[] y,
            int from,
            int periods,
            int step,
            FloatColumns c,
            int lane,
            int[] ids,
            int idFrom,
            float slope,
            float[] gradient,
            int at) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector mean = load(c.mean, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.inverse);
        FloatVector slopes = FloatVector.broadcast(FloatLanes.SPECIES, slope);
        IntVector classes = FloatLanes.ints(c.ids, lane);
        VectorShuffle<Integer> shuffle = FloatLanes.shuffle(c.shuffles[lane / LANES]);
        int rows = c.rows;
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            int j = at + p * step;
            int row = idFrom + p * rows;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            VectorMask<Float> activeA = a.compare(GT, ZERO).andNot(a.compare(GE, tau));
            VectorMask<Float> activeB = b.compare(GT, ZERO).andNot(b.compare(GE, tau));
            FloatVector targetsA = FloatLanes.oneHot(ids, row, shuffle, classes);
            FloatVector targetsB = FloatLanes.oneHot(ids, row + rows, shuffle, classes);
            FloatVector centredA = a.mul(inverse).sub(targetsA).sub(mean).mul(slopes);
            FloatVector centredB = b.mul(inverse).sub(targetsB).sub(mean).mul(slopes);
            ZERO.blend(centredA, activeA).intoArray(gradient, j);
            ZERO.blend(centredB, activeB).intoArray(gradient, j + step);
        }
    }
}
