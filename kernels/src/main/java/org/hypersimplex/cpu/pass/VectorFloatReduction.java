package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Loops of the {@link VectorFloatSums} that keep the scores that a band leaves open and add up the others, over whole groups of
 * entries, at most {@link #BLOCK_ENTRIES} of them. They return where the next score would be kept, or −1 if there is no room
 * for it.
 *
 * <p>There are few comparisons, since on some processors each costs as much as two to four sums. Instead, signs tell: a bound
 * less a score is negative if the score is above the bound. The bounds rise from {@link FloatBand#zero} to {@link FloatBand#one}, so
 * that the exclusive or of two signs is set for the scores between two bounds, and that of all four for the open scores.
 * What both loops do with open scores is written out in each: C2 doesn't inline a helper of ours in loops this long.
 */
final class VectorFloatReduction {
    private static final int LANES = VectorFloatSums.LANES;
    /** Entries of four vectors, whose masks fit into one number. */
    private static final int ENTRIES = VectorFloatSums.UNROLLED_ENTRIES;

    static final int BLOCK_ENTRIES = Tally.OPEN_MASKS * ENTRIES;

    /** The place of the sign in a score's bits. */
    private static final int SIGN = Float.SIZE - 1;

    /**
     * Whether open scores are moved together within a vector. Where that is slow, the loop over vectors only notes which
     * are open, and another one copies them: a loop within a loop over vectors makes C2 put vectors on the heap.
     */
    private static final boolean COMPRESSES = VectorFloatSums.HAS_MASKS;

    private VectorFloatReduction() {}

    /** Where a band has no room for scores that are active for certain. */
    static int cut(float[] y, int from, int bound, FloatBand band, float[] kept, int at, int end, Tally tally) {
        FloatVector zeroBound = FloatVector.broadcast(FloatLanes.SPECIES, band.zero);
        FloatVector oneBound = FloatVector.broadcast(FloatLanes.SPECIES, Math.nextDown(band.one));
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        var ones = all.reinterpretAsInts();
        long[] masks = tally.open;
        // Whole vectors are written, also where fewer scores are kept, so that there must be room for all.
        boolean compresses = COMPRESSES && end - at >= bound - from;
        int next = at;
        int openCount = 0;
        for (int i = from, group = 0; i < bound; i += ENTRIES, group++) {
            FloatVector a = VectorFloatSums.load(y, i);
            FloatVector b = VectorFloatSums.load(y, i + LANES);
            FloatVector c = VectorFloatSums.load(y, i + 2 * LANES);
            FloatVector d = VectorFloatSums.load(y, i + 3 * LANES);
            all = all.add(a.add(b).add(c.add(d)));
            var aOne = oneBound.sub(a).reinterpretAsInts();
            var bOne = oneBound.sub(b).reinterpretAsInts();
            var cOne = oneBound.sub(c).reinterpretAsInts();
            var dOne = oneBound.sub(d).reinterpretAsInts();
            var aOpen = zeroBound.sub(a).reinterpretAsInts().lanewise(XOR, aOne);
            var bOpen = zeroBound.sub(b).reinterpretAsInts().lanewise(XOR, bOne);
            var cOpen = zeroBound.sub(c).reinterpretAsInts().lanewise(XOR, cOne);
            var dOpen = zeroBound.sub(d).reinterpretAsInts().lanewise(XOR, dOne);
            aOne = aOne.lanewise(ASHR, SIGN).add(bOne.lanewise(ASHR, SIGN));
            cOne = cOne.lanewise(ASHR, SIGN).add(dOne.lanewise(ASHR, SIGN));
            ones = ones.add(aOne.add(cOne));
            if (compresses) {
                var aKept = aOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                a.compress(aKept).intoArray(kept, next);
                next += aKept.trueCount();
                var bKept = bOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                b.compress(bKept).intoArray(kept, next);
                next += bKept.trueCount();
                var cKept = cOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                c.compress(cKept).intoArray(kept, next);
                next += cKept.trueCount();
                var dKept = dOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                d.compress(dKept).intoArray(kept, next);
                next += dKept.trueCount();
            } else {
                long open = aOpen.compare(LT, 0).toLong() | bOpen.compare(LT, 0).toLong() << LANES;
                long more = cOpen.compare(LT, 0).toLong() | dOpen.compare(LT, 0).toLong() << LANES;
                open |= more << (2 * LANES);
                masks[group] = open;
                openCount += Long.bitCount(open);
            }
        }
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.ones -= ones.reduceLanesToLong(ADD);
        return openCount == 0 ? next : keep(y, from, bound, masks, kept, at, end - openCount);
    }

    /**
     * Keeps open entries one by one.
     *
     * @param masks of the open entries, for each {@link #ENTRIES} of the range
     * @param last where the first of them is kept at the latest, for all to find room
     */
    private static int keep(float[] y, int from, int bound, long[] masks, float[] kept, int at, int last) {
        if (at > last) {
            return -1;
        }
        int next = at;
        for (int i = from, group = 0; i < bound; i += ENTRIES, group++) {
            for (long left = masks[group]; left != 0; left &= left - 1) {
                kept[next++] = y[i + Long.numberOfTrailingZeros(left)];
            }
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
        FloatVector zeroBound = FloatVector.broadcast(FloatLanes.SPECIES, band.zero);
        FloatVector lineBound = FloatVector.broadcast(FloatLanes.SPECIES, Math.nextDown(band.line));
        FloatVector bendBound = FloatVector.broadcast(FloatLanes.SPECIES, band.bend);
        FloatVector oneBound = FloatVector.broadcast(FloatLanes.SPECIES, Math.nextDown(band.one));
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector parts = all;
        DoubleVector sum = FloatLanes.zero();
        var linear = all.reinterpretAsInts();
        var ones = all.reinterpretAsInts();
        long[] masks = tally.open;
        // Whole vectors are written, also where fewer scores are kept, so that there must be room for all.
        boolean compresses = COMPRESSES && end - at >= bound - from;
        int next = at;
        int openCount = 0;
        for (int i = from, group = 0; i < bound; i += ENTRIES, group++) {
            sum = FloatLanes.accumulate(sum, parts);
            FloatVector a = VectorFloatSums.load(y, i);
            FloatVector b = VectorFloatSums.load(y, i + LANES);
            FloatVector c = VectorFloatSums.load(y, i + 2 * LANES);
            FloatVector d = VectorFloatSums.load(y, i + 3 * LANES);
            all = all.add(a.add(b).add(c.add(d)));
            FloatVector aLine = lineBound.sub(a);
            FloatVector bLine = lineBound.sub(b);
            FloatVector cLine = lineBound.sub(c);
            FloatVector dLine = lineBound.sub(d);
            var aOne = oneBound.sub(a).reinterpretAsInts();
            var bOne = oneBound.sub(b).reinterpretAsInts();
            var cOne = oneBound.sub(c).reinterpretAsInts();
            var dOne = oneBound.sub(d).reinterpretAsInts();
            var aLinear =
                    aLine.reinterpretAsInts().lanewise(XOR, bendBound.sub(a).reinterpretAsInts());
            var bLinear =
                    bLine.reinterpretAsInts().lanewise(XOR, bendBound.sub(b).reinterpretAsInts());
            var cLinear =
                    cLine.reinterpretAsInts().lanewise(XOR, bendBound.sub(c).reinterpretAsInts());
            var dLinear =
                    dLine.reinterpretAsInts().lanewise(XOR, bendBound.sub(d).reinterpretAsInts());
            var aOpen =
                    aLinear.lanewise(XOR, zeroBound.sub(a).reinterpretAsInts()).lanewise(XOR, aOne);
            var bOpen =
                    bLinear.lanewise(XOR, zeroBound.sub(b).reinterpretAsInts()).lanewise(XOR, bOne);
            var cOpen =
                    cLinear.lanewise(XOR, zeroBound.sub(c).reinterpretAsInts()).lanewise(XOR, cOne);
            var dOpen =
                    dLinear.lanewise(XOR, zeroBound.sub(d).reinterpretAsInts()).lanewise(XOR, dOne);
            var aMask = aLinear.lanewise(ASHR, SIGN);
            var bMask = bLinear.lanewise(ASHR, SIGN);
            var cMask = cLinear.lanewise(ASHR, SIGN);
            var dMask = dLinear.lanewise(ASHR, SIGN);
            FloatVector aPart = aLine.reinterpretAsInts().and(aMask).reinterpretAsFloats();
            FloatVector bPart = bLine.reinterpretAsInts().and(bMask).reinterpretAsFloats();
            FloatVector cPart = cLine.reinterpretAsInts().and(cMask).reinterpretAsFloats();
            FloatVector dPart = dLine.reinterpretAsInts().and(dMask).reinterpretAsFloats();
            parts = aPart.add(bPart).add(cPart.add(dPart));
            linear = linear.add(aMask.add(bMask).add(cMask.add(dMask)));
            aOne = aOne.lanewise(ASHR, SIGN).add(bOne.lanewise(ASHR, SIGN));
            cOne = cOne.lanewise(ASHR, SIGN).add(dOne.lanewise(ASHR, SIGN));
            ones = ones.add(aOne.add(cOne));
            if (compresses) {
                var aKept = aOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                a.compress(aKept).intoArray(kept, next);
                next += aKept.trueCount();
                var bKept = bOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                b.compress(bKept).intoArray(kept, next);
                next += bKept.trueCount();
                var cKept = cOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                c.compress(cKept).intoArray(kept, next);
                next += cKept.trueCount();
                var dKept = dOpen.compare(LT, 0).cast(FloatLanes.SPECIES);
                d.compress(dKept).intoArray(kept, next);
                next += dKept.trueCount();
            } else {
                long open = aOpen.compare(LT, 0).toLong() | bOpen.compare(LT, 0).toLong() << LANES;
                long more = cOpen.compare(LT, 0).toLong() | dOpen.compare(LT, 0).toLong() << LANES;
                open |= more << (2 * LANES);
                masks[group] = open;
                openCount += Long.bitCount(open);
            }
        }
        long linearCount = -linear.reduceLanesToLong(ADD);
        sum.intoArray(tally.lanes, 0);
        parts.intoArray(tally.floats, 0);
        double below = tally.lanes(FloatLanes.WIDE_LANES) + tally.floats(LANES);
        tally.sum += linearCount * (Math.nextDown(band.line) - (double) clip.high - clip.low) - below;
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.active += linearCount;
        tally.ones += -ones.reduceLanesToLong(ADD);
        return openCount == 0 ? next : keep(y, from, bound, masks, kept, at, end - openCount);
    }
}
