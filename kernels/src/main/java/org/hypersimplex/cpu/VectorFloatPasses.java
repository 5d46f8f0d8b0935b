package org.hypersimplex.cpu;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * The passes in the Vector API, at the widest vectors the machine prefers. Clipping is written as compare and blend, which
 * is faster than min and max with their rules for NaN and −0. Tails are left to {@link ScalarFloatPasses}.
 */
final class VectorFloatPasses implements FloatPasses {
    private static final int LANES = FloatLanes.SPECIES.length();
    /** Numbers summed up before their sum joins the total: keeps rounding errors from growing with n. */
    private static final int BLOCK = 128 * LANES;

    private static final FloatVector ZERO = FloatVector.zero(FloatLanes.SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);
    private static final ScalarFloatPasses TAIL = ScalarFloatPasses.INSTANCE;

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    private static int bound(int from, int to) {
        return from + FloatLanes.SPECIES.loopBound(to - from);
    }

    @Override
    public void survey(float[] y, int from, int to, Tally tally) {
        int bound = bound(from, to);
        FloatVector min = FloatVector.broadcast(FloatLanes.SPECIES, Float.POSITIVE_INFINITY);
        FloatVector max = FloatVector.broadcast(FloatLanes.SPECIES, Float.NEGATIVE_INFINITY);
        int i = from;
        while (i < bound) {
            int stop = Math.min(bound, i + BLOCK);
            DoubleVector sum = FloatLanes.zero();
            for (; i < stop; i += LANES) {
                FloatVector scores = load(y, i);
                sum = FloatLanes.accumulate(sum, scores, 0);
                min = min.blend(scores, scores.compare(LT, min));
                max = max.blend(scores, scores.compare(GT, max));
            }
            tally.sum += FloatLanes.sum(sum, tally.lanes);
        }
        tally.min = Math.min(tally.min, min.reduceLanes(MIN));
        tally.max = Math.max(tally.max, max.reduceLanes(MAX));
        TAIL.survey(y, bound, to, tally);
    }

    @Override
    public void count(float[] y, int from, int to, FloatClip clip, Tally tally) {
        int bound = bound(from, to);
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, clip.high);
        FloatVector low = FloatVector.broadcast(FloatLanes.SPECIES, clip.low);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, clip.tau);
        DoubleVector total = FloatLanes.zero();
        int positive = 0;
        int ones = 0;
        for (int start = from; start < bound; start += BLOCK) {
            DoubleVector sum = FloatLanes.zero();
            int stop = Math.min(bound, start + BLOCK);
            for (int i = start; i < stop; i += LANES) {
                FloatVector scores = load(y, i);
                FloatVector d = scores.sub(high).sub(low);
                VectorMask<Float> above = d.compare(GT, ZERO);
                VectorMask<Float> one = d.compare(GE, tau);
                positive += above.trueCount();
                ones += one.trueCount();
                sum = FloatLanes.accumulate(sum, high.blend(scores, above.andNot(one)), clip.high);
            }
            total = total.add(sum);
        }
        tally.sum += FloatLanes.sum(total, tally.lanes) - (positive - ones) * (double) clip.low;
        tally.active += positive - ones;
        tally.ones += ones;
        TAIL.count(y, bound, to, clip, tally);
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatClip lower, FloatClip upper, float[] kept, int at, int end, Tally tally) {
        int bound = bound(from, to);
        float tau = lower.tau;
        FloatVector high = FloatVector.broadcast(FloatLanes.SPECIES, lower.high);
        DoubleVector total = FloatLanes.zero();
        DoubleVector sum = FloatLanes.zero();
        int linear = 0;
        int ones = 0;
        int next = at;
        for (int i = from; i < bound; i += LANES) {
            if ((i - from) % BLOCK == 0) {
                total = total.add(sum);
                sum = FloatLanes.zero();
            }
            FloatVector scores = load(y, i);
            FloatVector atLower = scores.sub(lower.high).sub(lower.low);
            FloatVector atUpper = scores.sub(upper.high).sub(upper.low);
            VectorMask<Float> one = atUpper.compare(GE, tau);
            VectorMask<Float> line =
                    atUpper.compare(GE, ZERO).and(atLower.compare(LE, tau)).andNot(one);
            VectorMask<Float> open = atLower.compare(LE, ZERO).or(one).or(line).not();
            ones += one.trueCount();
            linear += line.trueCount();
            sum = FloatLanes.accumulate(sum, high.blend(scores, line), lower.high);
            if (open.anyTrue()) {
                // Undecided entries are few once the bracket is narrow, and compress is slow before AVX-512.
                long bits = open.toLong();
                if (end - next < Long.bitCount(bits)) {
                    return -1;
                }
                for (; bits != 0; bits &= bits - 1) {
                    kept[next++] = y[i + Long.numberOfTrailingZeros(bits)];
                }
            }
        }
        tally.sum += FloatLanes.sum(total.add(sum), tally.lanes) - linear * (double) lower.low;
        tally.active += linear;
        tally.ones += ones;
        return TAIL.reduce(y, bound, to, lower, upper, kept, next, end, tally);
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
        TAIL.gap(y, bound, to, clip, tally);
    }

    @Override
    public void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom) {
        int bound = bound(from, to);
        for (int i = from; i < bound; i += LANES) {
            projection(load(y, i).sub(clip.high).sub(clip.low), clip).intoArray(x, xFrom + (i - from));
        }
        TAIL.project(y, bound, to, clip, x, xFrom + (bound - from));
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        int bound = bound(from, to);
        DoubleVector sum = FloatLanes.zero();
        int active = 0;
        for (int i = from; i < bound; i += LANES) {
            VectorMask<Float> mask = active(load(y, i).sub(clip.high).sub(clip.low), clip);
            active += mask.trueCount();
            sum = FloatLanes.accumulate(sum, ZERO.blend(load(v, vFrom + (i - from)), mask), 0);
        }
        tally.sum += FloatLanes.sum(sum, tally.lanes);
        tally.active += active;
        TAIL.sumActive(y, bound, to, clip, v, vFrom + (bound - from), tally);
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
        TAIL.multiply(y, bound, to, clip, v, vFrom + done, mean, product, at + done);
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
        int bound = bound(from, to);
        DoubleVector sum = FloatLanes.zero();
        DoubleVector squares = FloatLanes.zero();
        int active = 0;
        for (int i = from; i < bound; i += LANES) {
            int j = i - from;
            FloatVector d = load(y, i).sub(clip.high).sub(clip.low);
            VectorMask<Float> mask = active(d, clip);
            FloatVector residual = projection(d, clip).sub(load(t, tFrom + j));
            FloatVector weighted = w == null ? residual : residual.mul(load(w, wFrom + j));
            squares = FloatLanes.accumulate(squares, weighted.mul(residual), 0);
            sum = FloatLanes.accumulate(sum, ZERO.blend(weighted, mask), 0);
            active += mask.trueCount();
        }
        tally.sum += FloatLanes.sum(sum, tally.lanes);
        tally.squares += FloatLanes.sum(squares, tally.lanes);
        tally.active += active;
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

    private static FloatVector projection(FloatVector d, FloatClip clip) {
        FloatVector x = ZERO.blend(d.mul(clip.inverse), d.compare(GT, ZERO));
        return x.blend(ONE, d.compare(GE, clip.tau));
    }

    private static VectorMask<Float> active(FloatVector d, FloatClip clip) {
        return d.compare(GT, ZERO).and(d.compare(LT, clip.tau));
    }
}
