package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * The passes in the Vector API, with vectors of the width that the machine prefers. Accumulators begin as new vectors
 * and not as constants: else C2 (JDK 25) puts every step of the loop on the heap, ten times as slow. Helpers that take vectors have at
 * most 35 bytes of bytecode, which C2 always inlines. It may or may not inline longer ones, and a vector that is passed
 * to a method that isn't inlined becomes an object on the heap. Clipping compares bits as whole numbers, or is
 * written as compare and blend: both are faster than min and max with their rules for NaN and −0. Tails are left to {@link ScalarFloatPasses}.
 */
public final class VectorFloatPasses implements FloatPasses {
    private static final int LANES = FloatLanes.SPECIES.length();
    /**
     * Entries of four vectors. They are added pairwise before they join the accumulator, since adding costs no more
     * than accumulating, which may have to convert first.
     */
    private static final int UNROLLED_ENTRIES = 4 * LANES;
    /** Entries summed up in one accumulator: keeps rounding errors from growing with n. */
    private static final int SUMMED_ENTRIES = 128 * UNROLLED_ENTRIES;

    private static final FloatVector ZERO = FloatVector.zero(FloatLanes.SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);
    private static final ScalarFloatPasses TAIL = ScalarFloatPasses.INSTANCE;

    private final VectorFloatRows rows = new VectorFloatRows();
    private final VectorFloatBundles bundles = new VectorFloatBundles(rows);

    @Override
    public FloatRowPasses rows() {
        return rows;
    }

    @Override
    public FloatBundlePasses bundles() {
        return bundles;
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    private static int bound(int from, int to) {
        return from + FloatLanes.SPECIES.loopBound(to - from);
    }

    /** The end of the whole groups of {@link #UNROLLED_ENTRIES} in a range. */
    private static int groups(int from, int to) {
        return to - (to - from) % UNROLLED_ENTRIES;
    }

    private static FloatVector sum(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        return a.add(b).add(c.add(d));
    }

    @Override
    public void check(float[] y, int from, int to, Tally tally) {
        int bound = groups(from, to);
        DoubleVector sum = FloatLanes.zero();
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector group = sum(load(y, i), load(y, i + LANES), load(y, i + 2 * LANES), load(y, i + 3 * LANES));
            sum = FloatLanes.accumulate(sum, group);
        }
        sum.intoArray(tally.lanes, 0);
        tally.all += tally.lanes(FloatLanes.WIDE_LANES);
        if (bound < to) {
            TAIL.check(y, bound, to, tally);
        }
    }

    @Override
    public void survey(float[] y, int from, int to, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            surveyBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), tally);
        }
    }

    private static void surveyBlock(float[] y, int from, int to, Tally tally) {
        int bound = groups(from, to);
        FloatVector min = FloatVector.broadcast(FloatLanes.SPECIES, Float.POSITIVE_INFINITY);
        FloatVector max = FloatVector.broadcast(FloatLanes.SPECIES, Float.NEGATIVE_INFINITY);
        DoubleVector sum = FloatLanes.zero();
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i);
            FloatVector b = load(y, i + LANES);
            FloatVector c = load(y, i + 2 * LANES);
            FloatVector d = load(y, i + 3 * LANES);
            sum = FloatLanes.accumulate(sum, sum(a, b, c, d));
            // Written out without helpers, so that this method is long enough to be compiled on its own. If it were
            // inlined into a long caller, C2 might reach its limits for inlining midway, and all vectors would become
            // objects.
            FloatVector lesser = a.blend(b, b.compare(LT, a));
            FloatVector greater = a.blend(b, b.compare(GT, a));
            FloatVector least = c.blend(d, d.compare(LT, c));
            FloatVector greatest = c.blend(d, d.compare(GT, c));
            least = least.blend(lesser, lesser.compare(LT, least));
            greatest = greatest.blend(greater, greater.compare(GT, greatest));
            min = min.blend(least, least.compare(LT, min));
            max = max.blend(greatest, greatest.compare(GT, max));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        tally.min = Math.min(tally.min, min.reduceLanes(MIN));
        tally.max = Math.max(tally.max, max.reduceLanes(MAX));
        if (bound < to) {
            TAIL.survey(y, bound, to, tally);
        }
    }

    @Override
    public void count(float[] y, int from, int to, FloatClip clip, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            countBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), clip, tally);
        }
    }

    private static void countBlock(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, clip.tau);
        DoubleVector sum = FloatLanes.zero();
        int positive = 0;
        int ones = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + LANES).sub(high).sub(low);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low);
            positive += positive(a) + positive(b) + positive(c) + positive(d);
            ones += ones(a, tau) + ones(b, tau) + ones(c, tau) + ones(d, tau);
            sum = FloatLanes.accumulate(sum, sum(part(a, tau), part(b, tau), part(c, tau), part(d, tau)));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        tally.active += positive - ones;
        tally.ones += ones;
        if (bound < to) {
            countRest(y, bound, to, clip, tally);
        }
    }

    /**
     * Counts what is less than a group. A method of its own, since C2 keeps fewer vectors in registers if one method
     * has several loops.
     */
    private static void countRest(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = bound(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, clip.tau);
        DoubleVector sum = FloatLanes.zero();
        int positive = 0;
        int ones = 0;
        for (int i = from; i < bound; i += LANES) {
            FloatVector a = load(y, i).sub(high).sub(low);
            positive += positive(a);
            ones += ones(a, tau);
            sum = FloatLanes.accumulate(sum, part(a, tau));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        tally.active += positive - ones;
        tally.ones += ones;
        if (bound < to) {
            TAIL.count(y, bound, to, clip, tally);
        }
    }

    private static int positive(FloatVector d) {
        return d.compare(GT, ZERO).trueCount();
    }

    private static int ones(FloatVector d, FloatVector tau) {
        return d.compare(GE, tau).trueCount();
    }

    /** d where it is active, else 0. */
    private static FloatVector part(FloatVector d, FloatVector tau) {
        return ZERO.blend(d, d.compare(GT, ZERO)).blend(ZERO, d.compare(GE, tau));
    }

    @Override
    public void approach(float[] y, int from, int to, FloatClip clip, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            approachBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), clip, tally);
        }
    }

    private static void approachBlock(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, clip.tau);
        FloatVector sum = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector more = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        int active = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i).sub(high);
            FloatVector b = load(y, i + LANES).sub(high);
            FloatVector c = load(y, i + 2 * LANES).sub(high);
            FloatVector d = load(y, i + 3 * LANES).sub(high);
            FloatVector aClip = FloatLanes.clip(a, tau);
            FloatVector bClip = FloatLanes.clip(b, tau);
            FloatVector cClip = FloatLanes.clip(c, tau);
            FloatVector dClip = FloatLanes.clip(d, tau);
            all = all.add(sum(a, b, c, d));
            sum = sum.add(aClip.add(bClip));
            more = more.add(cClip.add(dClip));
            active += aClip.compare(EQ, a).trueCount()
                    + bClip.compare(EQ, b).trueCount()
                    + cClip.compare(EQ, c).trueCount()
                    + dClip.compare(EQ, d).trueCount();
        }
        sum.add(more).intoArray(tally.floats, 0);
        tally.sum += tally.floats(LANES);
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.active += active;
        if (bound < to) {
            TAIL.approach(y, bound, to, clip, tally);
        }
    }

    @Override
    public void settle(float[] y, int from, int to, FloatBand band, FloatClip clip, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            settleBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), band, clip, tally);
        }
    }

    private static void settleBlock(float[] y, int from, int to, FloatBand band, FloatClip clip, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector line = FloatVector.broadcast(FloatLanes.SPECIES, band.line);
        FloatVector bend = FloatVector.broadcast(FloatLanes.SPECIES, band.bend);
        FloatVector one = FloatVector.broadcast(FloatLanes.SPECIES, band.one);
        DoubleVector sum = FloatLanes.zero();
        int linear = 0;
        int ones = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i);
            FloatVector b = load(y, i + LANES);
            FloatVector c = load(y, i + 2 * LANES);
            FloatVector d = load(y, i + 3 * LANES);
            linear += linear(a, line, bend) + linear(b, line, bend) + linear(c, line, bend) + linear(d, line, bend);
            ones += ones(a, one) + ones(b, one) + ones(c, one) + ones(d, one);
            FloatVector first = linear(a, a.sub(high).sub(low), line, bend)
                    .add(linear(b, b.sub(high).sub(low), line, bend));
            FloatVector last = linear(c, c.sub(high).sub(low), line, bend)
                    .add(linear(d, d.sub(high).sub(low), line, bend));
            sum = FloatLanes.accumulate(sum, first.add(last));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        tally.active += linear;
        tally.ones += ones;
        if (bound < to) {
            TAIL.settle(y, bound, to, band, clip, tally);
        }
    }

    private static int linear(FloatVector y, FloatVector line, FloatVector bend) {
        return y.compare(GE, line).and(y.compare(LE, bend)).trueCount();
    }

    /** d where y lies between line and bend, else 0. */
    private static FloatVector linear(FloatVector y, FloatVector d, FloatVector line, FloatVector bend) {
        return ZERO.blend(d, y.compare(GE, line).and(y.compare(LE, bend)));
    }

    @Override
    public int select(float[] y, int from, int to, FloatBand band, float[] kept, int at, int end) {
        int bound = groups(from, to);
        FloatVector zero = FloatVector.broadcast(FloatLanes.SPECIES, band.zero);
        FloatVector line = FloatVector.broadcast(FloatLanes.SPECIES, band.line);
        FloatVector bend = FloatVector.broadcast(FloatLanes.SPECIES, band.bend);
        FloatVector one = FloatVector.broadcast(FloatLanes.SPECIES, band.one);
        int next = at;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            long open = open(load(y, i), zero, line, bend, one)
                    | open(load(y, i + LANES), zero, line, bend, one) << LANES
                    | open(load(y, i + 2 * LANES), zero, line, bend, one) << (2 * LANES)
                    | open(load(y, i + 3 * LANES), zero, line, bend, one) << (3 * LANES);
            if (open != 0) {
                if (end - next < Long.bitCount(open)) {
                    return -1;
                }
                // One by one: few entries are open in a narrow band, and the Vector API's compress is slow before
                // AVX-512.
                for (; open != 0; open &= open - 1) {
                    kept[next++] = y[i + Long.numberOfTrailingZeros(open)];
                }
            }
        }
        return TAIL.select(y, bound, to, band, kept, next, end);
    }

    private static long open(FloatVector y, FloatVector zero, FloatVector line, FloatVector bend, FloatVector one) {
        return between(y, zero, line).or(between(y, bend, one)).toLong();
    }

    private static VectorMask<Float> between(FloatVector y, FloatVector low, FloatVector high) {
        return y.compare(GT, low).and(y.compare(LT, high));
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        int next = at;
        for (int start = from; start < to && next >= 0; start += SUMMED_ENTRIES) {
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            next = reduceBlock(y, start, stop, band, clip, kept, next, end, tally);
        }
        return next;
    }

    private static int reduceBlock(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector none = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        DoubleVector sum = FloatLanes.zero();
        int linear = 0;
        int ones = 0;
        int next = at;
        for (int i = from; i < bound; i += 2 * LANES) {
            FloatVector a = load(y, i);
            FloatVector b = load(y, i + LANES);
            all = all.add(a.add(b));
            VectorMask<Float> aLine = a.compare(GE, band.line);
            VectorMask<Float> bLine = b.compare(GE, band.line);
            VectorMask<Float> aBend = a.compare(GT, band.bend);
            VectorMask<Float> bBend = b.compare(GT, band.bend);
            FloatVector aPart = none.blend(a.sub(high).sub(low), aLine.andNot(aBend));
            FloatVector bPart = none.blend(b.sub(high).sub(low), bLine.andNot(bBend));
            sum = FloatLanes.accumulate(sum, aPart.add(bPart));
            long line = aLine.toLong() | bLine.toLong() << LANES;
            long bend = aBend.toLong() | bBend.toLong() << LANES;
            long zero =
                    a.compare(GT, band.zero).toLong() | b.compare(GT, band.zero).toLong() << LANES;
            long one =
                    a.compare(GE, band.one).toLong() | b.compare(GE, band.one).toLong() << LANES;
            linear += Long.bitCount(line & ~bend);
            ones += Long.bitCount(one);
            long open = (zero & ~line) | (bend & ~one);
            if (open != 0) {
                if (end - next < Long.bitCount(open)) {
                    return -1;
                }
                // One by one: few entries are open in a narrow band, and the Vector API's compress is slow before
                // AVX-512.
                for (; open != 0; open &= open - 1) {
                    kept[next++] = y[i + Long.numberOfTrailingZeros(open)];
                }
            }
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.active += linear;
        tally.ones += ones;
        return TAIL.reduce(y, bound, to, band, clip, kept, next, end, tally);
    }

    @Override
    public void gap(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = bound(from, to);
        FloatVector one = FloatVector.broadcast(FloatLanes.SPECIES, Float.POSITIVE_INFINITY);
        FloatVector zero = FloatVector.broadcast(FloatLanes.SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = from; i < bound; i += LANES) {
            FloatVector scores = load(y, i);
            VectorMask<Float> above = scores.sub(clip.high).sub(clip.low).compare(GE, 0.5f * clip.tau);
            one = one.blend(scores, scores.compare(LT, one).and(above));
            zero = zero.blend(scores, scores.compare(GT, zero).andNot(above));
        }
        tally.min = Math.min(tally.min, one.reduceLanes(MIN));
        tally.max = Math.max(tally.max, zero.reduceLanes(MAX));
        if (bound < to) {
            TAIL.gap(y, bound, to, clip, tally);
        }
    }

    @Override
    public void ties(float[] y, int from, int to, FloatGap gap, Tally tally) {
        int bound = bound(from, to);
        int ones = 0;
        int zeros = 0;
        for (int i = from; i < bound; i += LANES) {
            FloatVector scores = load(y, i);
            ones += scores.compare(EQ, gap.upper).trueCount();
            zeros += scores.compare(EQ, gap.lower).trueCount();
        }
        tally.ones += ones;
        tally.active += zeros;
        if (bound < to) {
            TAIL.ties(y, bound, to, gap, tally);
        }
    }

    @Override
    public void gapGradient(float[] y, int from, int to, FloatGap gap, float[] gradient, int at) {
        int bound = bound(from, to);
        for (int i = from; i < bound; i += LANES) {
            FloatVector scores = load(y, i);
            ZERO.blend(gap.atLower, scores.compare(EQ, gap.lower))
                    .blend(gap.atUpper, scores.compare(EQ, gap.upper))
                    .intoArray(gradient, at + (i - from));
        }
        if (bound < to) {
            TAIL.gapGradient(y, bound, to, gap, gradient, at + (bound - from));
        }
    }

    @Override
    public void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        for (int i = from, j = xFrom; i < bound; i += UNROLLED_ENTRIES, j += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i).sub(high).sub(low).mul(inverse);
            FloatVector b = load(y, i + LANES).sub(high).sub(low).mul(inverse);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector aX = a.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector bX = b.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector cX = c.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector dX = d.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            aX.intoArray(x, j);
            bX.intoArray(x, j + LANES);
            cX.intoArray(x, j + 2 * LANES);
            dX.intoArray(x, j + 3 * LANES);
        }
        projectRest(y, bound, to, clip, x, xFrom + (bound - from));
    }

    private static void projectRest(float[] y, int from, int to, FloatClip clip, float[] x, int at) {
        int bound = bound(from, to);
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            projection(load(y, from + j).sub(clip.high).sub(clip.low), clip).intoArray(x, at + j);
        }
        TAIL.project(y, bound, to, clip, x, at + done);
    }

    @Override
    public void mass(float[] y, int from, int to, FloatClip clip, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            massBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), clip, tally);
        }
    }

    private static void massBlock(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        FloatVector none = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.broadcast(FloatLanes.SPECIES, 1);
        DoubleVector sum = FloatLanes.zero();
        FloatVector group = FloatVector.zero(FloatLanes.SPECIES);
        int positive = 0;
        int ones = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            // The sum of the group before, so that it comes first: C2 inlines no more helpers where a loop has many
            // nodes already. What comes later is written out.
            sum = FloatLanes.accumulate(sum, group);
            FloatVector a = load(y, i).sub(high).sub(low).mul(inverse);
            FloatVector b = load(y, i + LANES).sub(high).sub(low).mul(inverse);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector aX = a.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector bX = b.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector cX = c.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector dX = d.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            positive += aX.compare(NE, none).trueCount()
                    + bX.compare(NE, none).trueCount()
                    + cX.compare(NE, none).trueCount()
                    + dX.compare(NE, none).trueCount();
            ones += aX.compare(EQ, all).trueCount()
                    + bX.compare(EQ, all).trueCount()
                    + cX.compare(EQ, all).trueCount()
                    + dX.compare(EQ, all).trueCount();
            group = aX.add(bX).add(cX.add(dX));
        }
        sum.intoArray(tally.lanes, 0);
        group.intoArray(tally.floats, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES) + tally.floats(LANES) - ones;
        tally.active += positive - ones;
        tally.ones += ones;
        if (bound < to) {
            TAIL.mass(y, bound, to, clip, tally);
        }
    }

    @Override
    public void projectMass(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom, Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            projectMassBlock(y, start, Math.min(to, start + SUMMED_ENTRIES), clip, x, xFrom + (start - from), tally);
        }
    }

    /** {@link #massBlock}, and x is written on the way. */
    private static void projectMassBlock(float[] y, int from, int to, FloatClip clip, float[] x, int at, Tally tally) {
        int bound = groups(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        FloatVector none = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.broadcast(FloatLanes.SPECIES, 1);
        DoubleVector sum = FloatLanes.zero();
        FloatVector group = FloatVector.zero(FloatLanes.SPECIES);
        int positive = 0;
        int ones = 0;
        for (int i = from, j = at; i < bound; i += UNROLLED_ENTRIES, j += UNROLLED_ENTRIES) {
            sum = FloatLanes.accumulate(sum, group);
            FloatVector a = load(y, i).sub(high).sub(low).mul(inverse);
            FloatVector b = load(y, i + LANES).sub(high).sub(low).mul(inverse);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector aX = a.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector bX = b.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector cX = c.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            FloatVector dX = d.reinterpretAsInts().max(zero).min(one).reinterpretAsFloats();
            aX.intoArray(x, j);
            bX.intoArray(x, j + LANES);
            cX.intoArray(x, j + 2 * LANES);
            dX.intoArray(x, j + 3 * LANES);
            positive += aX.compare(NE, none).trueCount()
                    + bX.compare(NE, none).trueCount()
                    + cX.compare(NE, none).trueCount()
                    + dX.compare(NE, none).trueCount();
            ones += aX.compare(EQ, all).trueCount()
                    + bX.compare(EQ, all).trueCount()
                    + cX.compare(EQ, all).trueCount()
                    + dX.compare(EQ, all).trueCount();
            group = aX.add(bX).add(cX.add(dX));
        }
        sum.intoArray(tally.lanes, 0);
        group.intoArray(tally.floats, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES) + tally.floats(LANES) - ones;
        tally.active += positive - ones;
        tally.ones += ones;
        if (bound < to) {
            projectRest(y, bound, to, clip, x, at + (bound - from));
            TAIL.mass(y, bound, to, clip, tally);
        }
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        int bound = bound(from, to);
        DoubleVector sum = FloatLanes.zero();
        int active = 0;
        for (int i = from; i < bound; i += LANES) {
            VectorMask<Float> mask = active(load(y, i).sub(clip.high).sub(clip.low), clip);
            active += mask.trueCount();
            sum = FloatLanes.accumulate(sum, ZERO.blend(load(v, vFrom + (i - from)), mask));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        tally.active += active;
        if (bound < to) {
            TAIL.sumActive(y, bound, to, clip, v, vFrom + (bound - from), tally);
        }
    }

    @Override
    public void multiply(
            float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, double mean, float[] product, int at) {
        int bound = bound(from, to);
        for (int i = from; i < bound; i += LANES) {
            int j = i - from;
            VectorMask<Float> mask = active(load(y, i).sub(clip.high).sub(clip.low), clip);
            FloatVector centred = load(v, vFrom + j).sub((float) mean).mul(clip.inverse);
            ZERO.blend(centred, mask).intoArray(product, at + j);
        }
        int done = bound - from;
        if (bound < to) {
            TAIL.multiply(y, bound, to, clip, v, vFrom + done, mean, product, at + done);
        }
    }

    @Override
    public void residuals(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            Tally tally) {
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            int done = start - from;
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            residualBlock(y, start, stop, clip, t, tFrom + done, w, wFrom + done, tally);
        }
    }

    private static void residualBlock(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            Tally tally) {
        int bound = to - (to - from) % (2 * LANES);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, clip.tau);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        DoubleVector sum = FloatLanes.zero();
        DoubleVector squares = FloatLanes.zero();
        int positive = 0;
        int ones = 0;
        for (int i = from; i < bound; i += 2 * LANES) {
            int j = i - from;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + LANES).sub(high).sub(low);
            VectorMask<Float> aPositive = a.compare(GT, ZERO);
            VectorMask<Float> bPositive = b.compare(GT, ZERO);
            VectorMask<Float> aOne = a.compare(GE, tau);
            VectorMask<Float> bOne = b.compare(GE, tau);
            positive += aPositive.trueCount() + bPositive.trueCount();
            ones += aOne.trueCount() + bOne.trueCount();
            FloatVector first =
                    ZERO.blend(a.mul(inverse), aPositive).blend(ONE, aOne).sub(load(t, tFrom + j));
            FloatVector last =
                    ZERO.blend(b.mul(inverse), bPositive).blend(ONE, bOne).sub(load(t, tFrom + j + LANES));
            FloatVector firstWeighted = w == null ? first : first.mul(load(w, wFrom + j));
            FloatVector lastWeighted = w == null ? last : last.mul(load(w, wFrom + j + LANES));
            squares = FloatLanes.accumulate(squares, first.mul(firstWeighted).add(last.mul(lastWeighted)));
            FloatVector firstActive = ZERO.blend(firstWeighted, aPositive).blend(ZERO, aOne);
            FloatVector lastActive = ZERO.blend(lastWeighted, bPositive).blend(ZERO, bOne);
            sum = FloatLanes.accumulate(sum, firstActive.add(lastActive));
        }
        sum.intoArray(tally.lanes, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES);
        squares.intoArray(tally.lanes, 0);
        tally.squares += tally.lanes(FloatLanes.WIDE_LANES);
        tally.active += positive - ones;
        int done = bound - from;
        TAIL.residuals(y, bound, to, clip, t, tFrom + done, w, wFrom + done, tally);
    }

    @Override
    public void gradient(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            double mean,
            double scale,
            float[] gradient,
            int at) {
        int bound = bound(from, to);
        float slope = (float) (scale * clip.inverse);
        for (int i = from; i < bound; i += LANES) {
            int j = i - from;
            FloatVector d = load(y, i).sub(clip.high).sub(clip.low);
            FloatVector residual = projection(d, clip).sub(load(t, tFrom + j));
            FloatVector weighted = w == null ? residual : residual.mul(load(w, wFrom + j));
            ZERO.blend(weighted.sub((float) mean).mul(slope), active(d, clip)).intoArray(gradient, at + j);
        }
        int done = bound - from;
        TAIL.gradient(y, bound, to, clip, t, tFrom + done, w, wFrom + done, mean, scale, gradient, at + done);
    }

    /** d for entries of rows, in which each column has its own threshold. */
    private static FloatVector rise(float[] y, int at, FloatStripes stripes, int phase) {
        return load(y, at).sub(load(stripes.high, phase)).sub(load(stripes.low, phase));
    }

    @Override
    public void projectRows(float[] y, int from, int to, FloatStripes stripes, int phase, float[] x, int at) {
        int bound = bound(from, to);
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            projection(rise(y, from + j, stripes, phase + j), stripes.clip).intoArray(x, at + j);
        }
        TAIL.projectRows(y, bound, to, stripes, phase + done, x, at + done);
    }

    @Override
    public void multiplyRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] v,
            int vFrom,
            float[] product,
            int at) {
        FloatClip clip = stripes.clip;
        int bound = bound(from, to);
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            FloatVector centred =
                    load(v, vFrom + j).sub(load(stripes.mean, phase + j)).mul(clip.inverse);
            ZERO.blend(centred, active(rise(y, from + j, stripes, phase + j), clip))
                    .intoArray(product, at + j);
        }
        TAIL.multiplyRows(y, bound, to, stripes, phase + done, v, vFrom + done, product, at + done);
    }

    @Override
    public void gradientRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] t,
            int tFrom,
            double scale,
            float[] gradient,
            int at) {
        FloatClip clip = stripes.clip;
        float slope = (float) (scale * clip.inverse);
        int bound = bound(from, to);
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            FloatVector d = rise(y, from + j, stripes, phase + j);
            FloatVector residual = projection(d, clip).sub(load(t, tFrom + j));
            FloatVector centred = residual.sub(load(stripes.mean, phase + j)).mul(slope);
            ZERO.blend(centred, active(d, clip)).intoArray(gradient, at + j);
        }
        TAIL.gradientRows(y, bound, to, stripes, phase + done, t, tFrom + done, scale, gradient, at + done);
    }

    @Override
    public void oneHot(int[] classIds, int from, int to, int classId, float[] t, int at) {
        int bound = bound(from, to);
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            ZERO.blend(ONE, FloatLanes.equal(classIds, from + j, classId)).intoArray(t, at + j);
        }
        TAIL.oneHot(classIds, bound, to, classId, t, at + done);
    }

    private static FloatVector projection(FloatVector d, FloatClip clip) {
        return FloatLanes.unit(d.mul(clip.inverse));
    }

    private static VectorMask<Float> active(FloatVector d, FloatClip clip) {
        return above(d).and(d.compare(LT, clip.tau));
    }

    private static VectorMask<Float> above(FloatVector d) {
        return d.compare(GT, ZERO);
    }
}
