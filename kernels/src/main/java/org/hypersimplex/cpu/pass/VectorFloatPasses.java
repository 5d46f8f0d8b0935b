package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

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
public final class VectorFloatPasses extends VectorFloatSums {
    private final VectorFloatRows rows = new VectorFloatRows();
    private final VectorFloatBundles bundles = new VectorFloatBundles(rows);

    /** The same, but in plain Java until the JVM has compiled the vectors. */
    public FloatPasses warming() {
        // One group of vectors, a single one, and a rest.
        int trialSize = UNROLLED_ENTRIES + LANES + LANES / 2;
        FloatPasses plain = new LaneFloatPasses(LANES, FloatLanes.WIDE_LANES);
        return new WarmingFloatPasses(this, plain, trialSize, System::nanoTime);
    }

    @Override
    public FloatRowPasses rows() {
        return rows;
    }

    @Override
    public FloatBundlePasses bundles() {
        return bundles;
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
        projectRest(y, bound, to, clip, x, xFrom + (bound - from), bound - from);
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
}
