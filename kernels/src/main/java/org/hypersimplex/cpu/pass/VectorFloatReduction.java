package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Loops of the {@link VectorFloatSums} that keep the scores that a band leaves open and add up the others, over whole groups of
 * entries. They return where the next score would be kept, or −1 if there is no room for it.
 */
final class VectorFloatReduction {
    private static final int LANES = VectorFloatSums.LANES;
    /** Entries of two vectors, whose masks fit into one number. */
    private static final int ENTRIES = 2 * LANES;

    private VectorFloatReduction() {}

    /** Where a band has no room for scores that are active for certain. */
    static int cut(float[] y, int from, int bound, FloatBand band, float[] kept, int at, int end, Tally tally) {
        FloatVector zero = FloatVector.broadcast(FloatLanes.SPECIES, band.zero);
        FloatVector one = FloatVector.broadcast(FloatLanes.SPECIES, band.one);
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        int ones = 0;
        int next = at;
        for (int i = from; i < bound; i += ENTRIES) {
            FloatVector a = VectorFloatSums.load(y, i);
            FloatVector b = VectorFloatSums.load(y, i + LANES);
            all = all.add(a.add(b));
            long above = a.compare(GT, zero).toLong() | b.compare(GT, zero).toLong() << LANES;
            long settled = a.compare(GE, one).toLong() | b.compare(GE, one).toLong() << LANES;
            ones += Long.bitCount(settled);
            long open = above & ~settled;
            if (open != 0) {
                if (end - next < Long.bitCount(open)) {
                    return -1;
                }
                next = keep(y, i, open, kept, next);
            }
        }
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.ones += ones;
        return next;
    }

    /**
     * Keeps some entries one by one: few are open in a narrow band, and the Vector API's compress is slow before AVX-512.
     */
    private static int keep(float[] y, int from, long open, float[] kept, int at) {
        int next = at;
        for (long left = open; left != 0; left &= left - 1) {
            kept[next++] = y[from + Long.numberOfTrailingZeros(left)];
        }
        return next;
    }

    /** Any band. */
    static int reduce(
            float[] y,
            int from,
            int bound,
            FloatBand band,
            FloatClip clip,
            float[] kept,
            int at,
            int end,
            Tally tally) {
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector lineBound = FloatVector.broadcast(FloatLanes.SPECIES, band.line);
        FloatVector bendBound = FloatVector.broadcast(FloatLanes.SPECIES, band.bend);
        FloatVector zeroBound = FloatVector.broadcast(FloatLanes.SPECIES, band.zero);
        FloatVector oneBound = FloatVector.broadcast(FloatLanes.SPECIES, band.one);
        FloatVector none = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        DoubleVector sum = FloatLanes.zero();
        int linear = 0;
        int ones = 0;
        int next = at;
        for (int i = from; i < bound; i += ENTRIES) {
            FloatVector a = VectorFloatSums.load(y, i);
            FloatVector b = VectorFloatSums.load(y, i + LANES);
            all = all.add(a.add(b));
            VectorMask<Float> aLine = a.compare(GE, lineBound);
            VectorMask<Float> bLine = b.compare(GE, lineBound);
            VectorMask<Float> aBend = a.compare(GT, bendBound);
            VectorMask<Float> bBend = b.compare(GT, bendBound);
            FloatVector aPart = none.blend(a.sub(high).sub(low), aLine.andNot(aBend));
            FloatVector bPart = none.blend(b.sub(high).sub(low), bLine.andNot(bBend));
            sum = FloatLanes.accumulate(sum, aPart.add(bPart));
            long line = aLine.toLong() | bLine.toLong() << LANES;
            long bend = aBend.toLong() | bBend.toLong() << LANES;
            long zero =
                    a.compare(GT, zeroBound).toLong() | b.compare(GT, zeroBound).toLong() << LANES;
            long one =
                    a.compare(GE, oneBound).toLong() | b.compare(GE, oneBound).toLong() << LANES;
            linear += Long.bitCount(line & ~bend);
            ones += Long.bitCount(one);
            long open = (zero & ~line) | (bend & ~one);
            if (open != 0) {
                if (end - next < Long.bitCount(open)) {
                    return -1;
                }
                next = keep(y, i, open, kept, next);
            }
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.active += linear;
        tally.ones += ones;
        return next;
    }
}
