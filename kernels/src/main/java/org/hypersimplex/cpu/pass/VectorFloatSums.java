package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * Those of the {@link VectorFloatPasses} that add up. {@link LaneFloatPasses} adds up in the same order, and has to be
 * changed along with this.
 */
abstract class VectorFloatSums implements FloatPasses {
    static final int LANES = FloatLanes.SPECIES.length();
    /**
     * Entries of four vectors. They are added pairwise before they join the accumulator, since adding costs no more
     * than accumulating, which may have to convert first.
     */
    static final int UNROLLED_ENTRIES = 4 * LANES;
    /** A range of fewer entries is worth vectors for the rest, too. */
    private static final int SHORT_RANGE = 32 * UNROLLED_ENTRIES;
    /** Entries summed up in one accumulator: keeps rounding errors from growing with n. */
    private static final int SUMMED_ENTRIES = 128 * UNROLLED_ENTRIES;

    /**
     * Whether masks have registers of their own, as with AVX-512: adding 1 where a mask is set is then faster than
     * counting what is set, and a vector's lanes can be moved together by a mask. Elsewhere both are slower.
     */
    static final boolean HAS_MASKS = FloatLanes.SPECIES.vectorBitSize() >= 512;

    static final FloatVector ZERO = FloatVector.zero(FloatLanes.SPECIES);
    static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);
    static final ScalarFloatPasses TAIL = ScalarFloatPasses.INSTANCE;

    static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    static int bound(int from, int to) {
        return from + FloatLanes.SPECIES.loopBound(to - from);
    }

    /** The end of the whole groups of {@link #UNROLLED_ENTRIES} in a range. */
    static int groups(int from, int to) {
        return to - (to - from) % UNROLLED_ENTRIES;
    }

    private static FloatVector sum(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        return a.add(b).add(c.add(d));
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
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        float groupLevel = 4 * clip.level;
        FloatVector level = FloatVector.broadcast(FloatLanes.SPECIES, groupLevel);
        FloatVector sum = FloatVector.zero(FloatLanes.SPECIES);
        FloatVector all = FloatVector.zero(FloatLanes.SPECIES);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        var unit = zero.broadcast(1);
        var active = zero;
        var moreActive = zero;
        int count = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            FloatVector a = load(y, i).sub(high);
            FloatVector b = load(y, i + LANES).sub(high);
            FloatVector c = load(y, i + 2 * LANES).sub(high);
            FloatVector d = load(y, i + 3 * LANES).sub(high);
            all = all.add(sum(a, b, c, d));
            a = a.mul(inverse);
            b = b.mul(inverse);
            c = c.mul(inverse);
            d = d.mul(inverse);
            var aX = a.reinterpretAsInts().max(zero).min(one);
            var bX = b.reinterpretAsInts().max(zero).min(one);
            var cX = c.reinterpretAsInts().max(zero).min(one);
            var dX = d.reinterpretAsInts().max(zero).min(one);
            FloatVector first = aX.reinterpretAsFloats().add(bX.reinterpretAsFloats());
            FloatVector last = cX.reinterpretAsFloats().add(dX.reinterpretAsFloats());
            sum = sum.add(first.add(last).sub(level));
            if (HAS_MASKS) {
                active = active.add(unit, aX.compare(EQ, a.reinterpretAsInts()))
                        .add(unit, bX.compare(EQ, b.reinterpretAsInts()));
                moreActive = moreActive
                        .add(unit, cX.compare(EQ, c.reinterpretAsInts()))
                        .add(unit, dX.compare(EQ, d.reinterpretAsInts()));
            } else {
                count += aX.compare(EQ, a.reinterpretAsInts()).trueCount()
                        + bX.compare(EQ, b.reinterpretAsInts()).trueCount()
                        + cX.compare(EQ, c.reinterpretAsInts()).trueCount()
                        + dX.compare(EQ, d.reinterpretAsInts()).trueCount();
            }
        }
        sum.intoArray(tally.floats, 0);
        tally.sum += tally.floats(LANES) + 0.25 * groupLevel * (bound - from);
        all.intoArray(tally.floats, 0);
        tally.all += tally.floats(LANES);
        tally.active += active.add(moreActive).reduceLanesToLong(ADD) + count;
        if (bound < to) {
            TAIL.approach(y, bound, to, clip, tally);
        }
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        if (band.zero == Float.NEGATIVE_INFINITY) {
            // A difference of infinities has no sign.
            return TAIL.reduce(y, from, to, band, clip, kept, at, end, tally);
        }
        int next = at;
        for (int start = from; start < to && next >= 0; start += VectorFloatReduction.BLOCK_ENTRIES) {
            int stop = Math.min(to, start + VectorFloatReduction.BLOCK_ENTRIES);
            int bound = groups(start, stop);
            next = band.hasLinear()
                    ? VectorFloatReduction.reduce(y, start, bound, band, clip, kept, next, end, tally)
                    : VectorFloatReduction.cut(y, start, bound, band, kept, next, end, tally);
            next = next < 0 ? next : TAIL.reduce(y, bound, stop, band, clip, kept, next, end, tally);
        }
        return next;
    }

    @Override
    public void mass(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = groups(from, to);
        for (int start = from; start < bound; start += SUMMED_ENTRIES) {
            massBlock(y, start, Math.min(bound, start + SUMMED_ENTRIES), clip, tally);
        }
        if (bound < to) {
            TAIL.mass(y, bound, to, clip, tally);
        }
    }

    /** Whole groups. */
    private static void massBlock(float[] y, int from, int bound, FloatClip clip, Tally tally) {
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        DoubleVector sum = FloatLanes.zero();
        FloatVector group = FloatVector.zero(FloatLanes.SPECIES);
        var positive = zero;
        var ones = zero;
        var unit = zero.broadcast(1);
        int positiveCount = 0;
        int onesCount = 0;
        for (int i = from; i < bound; i += UNROLLED_ENTRIES) {
            // The sum of the group before, so that it comes first: C2 inlines no more helpers where a loop has many
            // nodes already. What comes later is written out.
            sum = FloatLanes.accumulate(sum, group);
            FloatVector a = load(y, i).sub(high).sub(low).mul(inverse);
            FloatVector b = load(y, i + LANES).sub(high).sub(low).mul(inverse);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low).mul(inverse);
            var aX = a.reinterpretAsInts().max(zero).min(one);
            var bX = b.reinterpretAsInts().max(zero).min(one);
            var cX = c.reinterpretAsInts().max(zero).min(one);
            var dX = d.reinterpretAsInts().max(zero).min(one);
            if (HAS_MASKS) {
                positive = positive.add(unit, aX.compare(NE, zero)).add(unit, bX.compare(NE, zero));
                ones = ones.add(unit, aX.compare(EQ, one)).add(unit, bX.compare(EQ, one));
                positive = positive.add(unit, cX.compare(NE, zero)).add(unit, dX.compare(NE, zero));
                ones = ones.add(unit, cX.compare(EQ, one)).add(unit, dX.compare(EQ, one));
            } else {
                positiveCount += aX.compare(NE, zero).trueCount()
                        + bX.compare(NE, zero).trueCount()
                        + cX.compare(NE, zero).trueCount()
                        + dX.compare(NE, zero).trueCount();
                onesCount += aX.compare(EQ, one).trueCount()
                        + bX.compare(EQ, one).trueCount()
                        + cX.compare(EQ, one).trueCount()
                        + dX.compare(EQ, one).trueCount();
            }
            group = aX.reinterpretAsFloats()
                    .add(bX.reinterpretAsFloats())
                    .add(cX.reinterpretAsFloats().add(dX.reinterpretAsFloats()));
        }
        long allOnes = ones.reduceLanesToLong(ADD) + onesCount;
        sum.intoArray(tally.lanes, 0);
        group.intoArray(tally.floats, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES) + tally.floats(LANES) - allOnes;
        tally.active += positive.reduceLanesToLong(ADD) + positiveCount - allOnes;
        tally.ones += allOnes;
    }

    @Override
    public void projectMass(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom, Tally tally) {
        int bound = groups(from, to);
        for (int start = from; start < bound; start += SUMMED_ENTRIES) {
            projectMassBlock(y, start, Math.min(bound, start + SUMMED_ENTRIES), clip, x, xFrom + (start - from), tally);
        }
        if (bound < to) {
            projectRest(y, bound, to, clip, x, xFrom + (bound - from), bound - from);
            TAIL.mass(y, bound, to, clip, tally);
        }
    }

    /** {@link #massBlock}, and x is written on the way. */
    private static void projectMassBlock(
            float[] y, int from, int bound, FloatClip clip, float[] x, int at, Tally tally) {
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, clip.inverse);
        var zero = FloatVector.zero(FloatLanes.SPECIES).reinterpretAsInts();
        var one = FloatVector.broadcast(FloatLanes.SPECIES, 1).reinterpretAsInts();
        DoubleVector sum = FloatLanes.zero();
        FloatVector group = FloatVector.zero(FloatLanes.SPECIES);
        var positive = zero;
        var ones = zero;
        var unit = zero.broadcast(1);
        int positiveCount = 0;
        int onesCount = 0;
        for (int i = from, j = at; i < bound; i += UNROLLED_ENTRIES, j += UNROLLED_ENTRIES) {
            sum = FloatLanes.accumulate(sum, group);
            FloatVector a = load(y, i).sub(high).sub(low).mul(inverse);
            FloatVector b = load(y, i + LANES).sub(high).sub(low).mul(inverse);
            FloatVector c = load(y, i + 2 * LANES).sub(high).sub(low).mul(inverse);
            FloatVector d = load(y, i + 3 * LANES).sub(high).sub(low).mul(inverse);
            var aX = a.reinterpretAsInts().max(zero).min(one);
            var bX = b.reinterpretAsInts().max(zero).min(one);
            var cX = c.reinterpretAsInts().max(zero).min(one);
            var dX = d.reinterpretAsInts().max(zero).min(one);
            aX.reinterpretAsFloats().intoArray(x, j);
            bX.reinterpretAsFloats().intoArray(x, j + LANES);
            cX.reinterpretAsFloats().intoArray(x, j + 2 * LANES);
            dX.reinterpretAsFloats().intoArray(x, j + 3 * LANES);
            if (HAS_MASKS) {
                positive = positive.add(unit, aX.compare(NE, zero)).add(unit, bX.compare(NE, zero));
                ones = ones.add(unit, aX.compare(EQ, one)).add(unit, bX.compare(EQ, one));
                positive = positive.add(unit, cX.compare(NE, zero)).add(unit, dX.compare(NE, zero));
                ones = ones.add(unit, cX.compare(EQ, one)).add(unit, dX.compare(EQ, one));
            } else {
                positiveCount += aX.compare(NE, zero).trueCount()
                        + bX.compare(NE, zero).trueCount()
                        + cX.compare(NE, zero).trueCount()
                        + dX.compare(NE, zero).trueCount();
                onesCount += aX.compare(EQ, one).trueCount()
                        + bX.compare(EQ, one).trueCount()
                        + cX.compare(EQ, one).trueCount()
                        + dX.compare(EQ, one).trueCount();
            }
            group = aX.reinterpretAsFloats()
                    .add(bX.reinterpretAsFloats())
                    .add(cX.reinterpretAsFloats().add(dX.reinterpretAsFloats()));
        }
        long allOnes = ones.reduceLanesToLong(ADD) + onesCount;
        sum.intoArray(tally.lanes, 0);
        group.intoArray(tally.floats, 0);
        tally.sum += tally.lanes(FloatLanes.WIDE_LANES) + tally.floats(LANES) - allOnes;
        tally.active += positive.reduceLanesToLong(ADD) + positiveCount - allOnes;
        tally.ones += allOnes;
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

    static FloatVector projection(FloatVector d, FloatClip clip) {
        return FloatLanes.unit(d.mul(clip.inverse));
    }

    static VectorMask<Float> active(FloatVector d, FloatClip clip) {
        return above(d).and(d.compare(LT, clip.tau));
    }

    private static VectorMask<Float> above(FloatVector d) {
        return d.compare(GT, ZERO);
    }

    /**
     * Writes x of what whole groups left over, with vectors if little went before: after a long range the rest hardly counts,
     * and since few such ranges are seen, vectors would for long be interpreted, and put on the heap.
     *
     * @param before how many entries the groups had
     */
    static void projectRest(float[] y, int from, int to, FloatClip clip, float[] x, int at, int before) {
        int bound = before < SHORT_RANGE ? bound(from, to) : from;
        int done = bound - from;
        for (int j = 0; j < done; j += LANES) {
            projection(load(y, from + j).sub(clip.high).sub(clip.low), clip).intoArray(x, at + j);
        }
        TAIL.project(y, bound, to, clip, x, at + done);
    }
}
