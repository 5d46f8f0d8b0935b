package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.NE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** The passes over bundles of short problems in the Vector API. See {@link VectorFloatPasses} for why helpers are short. */
final class VectorFloatBundles implements FloatBundlePasses {
    private static final int LANES = FloatLanes.SPECIES.length();
    private static final int QUARTER = Math.max(1, LANES / 4);
    /** For each bit of a lane's number, the lanes that have it, and what exchanges them with the others. */
    private static final VectorMask<Float> HALVES = upper(LANES / 2);

    private static final VectorMask<Float> QUARTERS = upper(QUARTER);
    private static final VectorMask<Float> PAIRS = upper(LANES > 2 ? 2 : 1);
    private static final VectorMask<Float> ODD = upper(1);
    private static final VectorShuffle<Float> SWAP_HALVES = swap(LANES / 2);
    private static final VectorShuffle<Float> SWAP_QUARTERS = swap(QUARTER);
    private static final VectorShuffle<Float> SWAP_PAIRS = swap(LANES > 2 ? 2 : 1);
    private static final VectorShuffle<Float> SWAP_LANES = swap(1);
    private static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);
    private static final FloatVector MASKED = FloatVector.broadcast(FloatLanes.SPECIES, Float.NEGATIVE_INFINITY);

    private final VectorFloatRows rowPasses;

    VectorFloatBundles(VectorFloatRows rowPasses) {
        this.rowPasses = rowPasses;
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    /** Exchanges lanes whose numbers differ in one bit. */
    private static VectorShuffle<Float> swap(int bit) {
        return VectorShuffle.fromOp(FloatLanes.SPECIES, lane -> lane ^ bit);
    }

    /** The lanes whose numbers have this bit. */
    private static VectorMask<Float> upper(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < LANES; lane++) {
            lanes |= (lane & bit) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(FloatLanes.SPECIES, lanes);
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void lay(FloatColumns columns) {
        rowPasses.lay(columns, 0, LANES, LANES);
    }

    /**
     * Transposes squares of as many rows as columns. Number every entry by the bits of its row and its column: each
     * bit of one is exchanged with that of the other, two bits at a time.
     */
    @Override
    public void loadRows(float[] array, FloatBundle b) {
        float[] y = b.readable(array, LANES);
        int squares = (b.length + LANES - 1) / LANES;
        if (LANES < 4) {
            entries(y, b);
        } else {
            upperBits(y, b.starts, squares, b.tile);
        }
        if (LANES == 8) {
            lowestBit(b.tile, squares);
        } else if (LANES == 16) {
            lowerBits(b.tile, squares);
        }
        b.fillRows(LANES);
    }

    private static void entries(float[] y, FloatBundle b) {
        for (int i = 0; i < b.length; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                b.tile[i * LANES + lane] = y[b.starts[lane] + i];
            }
        }
    }

    private static void upperBits(float[] y, int[] starts, int squares, float[] tile) {
        VectorShuffle<Float> swapFar = SWAP_HALVES;
        VectorShuffle<Float> swapNear = SWAP_QUARTERS;
        VectorMask<Float> far = HALVES;
        VectorMask<Float> near = QUARTERS;
        for (int t = 0; t < squares * QUARTER; t++) {
            int lane = t % QUARTER;
            int square = t / QUARTER * LANES;
            FloatVector a = load(y, starts[lane] + square);
            FloatVector b = load(y, starts[lane + QUARTER] + square);
            FloatVector c = load(y, starts[lane + 2 * QUARTER] + square);
            FloatVector d = load(y, starts[lane + 3 * QUARTER] + square);
            FloatVector ac = a.blend(c.rearrange(swapFar), far);
            FloatVector ca = a.rearrange(swapFar).blend(c, far);
            FloatVector bd = b.blend(d.rearrange(swapFar), far);
            FloatVector db = b.rearrange(swapFar).blend(d, far);
            int at = (square + lane) * LANES;
            ac.blend(bd.rearrange(swapNear), near).intoArray(tile, at);
            ac.rearrange(swapNear).blend(bd, near).intoArray(tile, at + QUARTER * LANES);
            ca.blend(db.rearrange(swapNear), near).intoArray(tile, at + 2 * QUARTER * LANES);
            ca.rearrange(swapNear).blend(db, near).intoArray(tile, at + 3 * QUARTER * LANES);
        }
    }

    private static void lowerBits(float[] tile, int squares) {
        VectorShuffle<Float> swapFar = SWAP_PAIRS;
        VectorShuffle<Float> swapNear = SWAP_LANES;
        VectorMask<Float> far = PAIRS;
        VectorMask<Float> near = ODD;
        for (int at = 0; at < squares * LANES * LANES; at += 4 * LANES) {
            FloatVector a = load(tile, at);
            FloatVector b = load(tile, at + LANES);
            FloatVector c = load(tile, at + 2 * LANES);
            FloatVector d = load(tile, at + 3 * LANES);
            FloatVector ac = a.blend(c.rearrange(swapFar), far);
            FloatVector ca = a.rearrange(swapFar).blend(c, far);
            FloatVector bd = b.blend(d.rearrange(swapFar), far);
            FloatVector db = b.rearrange(swapFar).blend(d, far);
            ac.blend(bd.rearrange(swapNear), near).intoArray(tile, at);
            ac.rearrange(swapNear).blend(bd, near).intoArray(tile, at + LANES);
            ca.blend(db.rearrange(swapNear), near).intoArray(tile, at + 2 * LANES);
            ca.rearrange(swapNear).blend(db, near).intoArray(tile, at + 3 * LANES);
        }
    }

    private static void lowestBit(float[] tile, int squares) {
        VectorShuffle<Float> swap = SWAP_LANES;
        VectorMask<Float> odd = ODD;
        for (int at = 0; at < squares * LANES * LANES; at += 2 * LANES) {
            FloatVector a = load(tile, at);
            FloatVector b = load(tile, at + LANES);
            a.blend(b.rearrange(swap), odd).intoArray(tile, at);
            a.rearrange(swap).blend(b, odd).intoArray(tile, at + LANES);
        }
    }

    @Override
    public void loadColumns(float[] y, int from, int stride, FloatBundle b) {
        int whole = b.loaded / LANES;
        int rest = b.loaded % LANES;
        if (whole == FloatBundle.MAX_BUNDLES) {
            four(y, from, stride, b.length, b.tile, b.size);
        } else {
            for (int k = 0; k < whole; k++) {
                one(y, from + k * LANES, stride, b.length, b.tile, k * b.size);
            }
        }
        for (int i = 0; i < b.length && rest > 0; i++) {
            System.arraycopy(y, from + i * stride + whole * LANES, b.tile, whole * b.size + i * LANES, rest);
        }
        b.fillRows(LANES);
    }

    private static void one(float[] y, int from, int stride, int length, float[] tile, int at) {
        for (int i = 0; i < length; i++) {
            load(y, from + i * stride).intoArray(tile, at + i * LANES);
        }
    }

    private static void four(float[] y, int from, int stride, int length, float[] tile, int size) {
        for (int i = 0; i < length; i++) {
            int row = from + i * stride;
            int at = i * LANES;
            load(y, row).intoArray(tile, at);
            load(y, row + LANES).intoArray(tile, at + size);
            load(y, row + 2 * LANES).intoArray(tile, at + 2 * size);
            load(y, row + 3 * LANES).intoArray(tile, at + 3 * size);
        }
    }

    /**
     * This and {@link #newton} are compiled into their caller together, which is so large then that C2 inlines no helpers
     * of ours any more, and makes objects of the vectors that they return. So they load without one.
     */
    @Override
    public void survey(FloatBundle b) {
        FloatVector sumA = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector sumB = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector countA = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector countB = FloatVector.zero(FloatLanes.SPECIES);
        int end = b.from + b.rows * LANES;
        for (int i = b.from; i < end; i += 2 * LANES) {
            FloatVector a = FloatVector.fromArray(FloatLanes.SPECIES, b.tile, i);
            FloatVector c = FloatVector.fromArray(FloatLanes.SPECIES, b.tile, i + LANES);
            VectorMask<Float> hasA = a.compare(NE, MASKED);
            VectorMask<Float> hasC = c.compare(NE, MASKED);
            sumA = sumA.add(a, hasA);
            sumB = sumB.add(c, hasC);
            countA = countA.add(ONE, hasA);
            countB = countB.add(ONE, hasC);
        }
        sumA.add(sumB).intoArray(b.sums, 0);
        countA.add(countB).intoArray(b.sums, LANES);
    }

    @Override
    public boolean step(FloatBundle b, float limit) {
        VectorFloatLoops.count(b.tile, b.from, b.rows, LANES, b.columns, 0, b.sums);
        return newton(b, limit);
    }

    private static boolean newton(FloatBundle b, float limit) {
        FloatVector at = FloatVector.fromArray(FloatLanes.SPECIES, b.columns.high, 0);
        FloatVector excess = FloatVector.fromArray(FloatLanes.SPECIES, b.sums, 0)
                .sub(FloatVector.fromArray(FloatLanes.SPECIES, b.mass, 0));
        FloatVector next = at.add(excess.div(FloatVector.fromArray(FloatLanes.SPECIES, b.sums, LANES)));
        FloatVector left = FloatVector.fromArray(FloatLanes.SPECIES, b.left, 0).blend(at, excess.compare(GE, 0));
        FloatVector right =
                FloatVector.fromArray(FloatLanes.SPECIES, b.right, 0).blend(at, excess.compare(LE, 0));
        FloatVector middle = left.mul(0.5f).add(right.mul(0.5f));
        VectorMask<Float> inside = next.compare(GE, left).and(next.compare(LE, right));
        next = middle.blend(next, inside);
        left.intoArray(b.left, 0);
        right.intoArray(b.right, 0);
        next.intoArray(b.columns.high, 0);
        return next.sub(at).abs().compare(GT, limit).anyTrue();
    }

    @Override
    public void confirm(FloatBundle b) {
        rowPasses.pass(RowPass.CONFIRM, b.piece, b.columns, b.tallies);
        // Of entries of −∞, which are as good as none; that all others are finite is known from the survey.
        Arrays.fill(b.tallies.totals, FloatTallies.ALL * LANES, (FloatTallies.ALL + 1) * LANES, 0);
    }

    @Override
    public void partition(FloatBundle b) {
        rowPasses.pass(RowPass.PARTITION, b.piece, b.columns, b.partition);
    }
}
