package org.hypersimplex.cpu.pass;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link VectorFloatRows}: each walks down one vector of the period, {@code step} entries from one period to
 * the next, and leaves what it adds up in {@code sums}, field by field as {@link FloatTallies} lists them.
 */
final class VectorFloatLoops {
    private static final int LANES = FloatLanes.SPECIES.length();
    /** Periods per turn of a loop; a walk has a multiple of that. */
    static final int GROUP = 4;

    private static final FloatVector ZERO = FloatVector.zero(FloatLanes.SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(FloatLanes.SPECIES, 1);

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FloatLanes.SPECIES, array, at);
    }

    /** The start of a sum. Not a constant: C2 would make an object of every sum that is merged with one. */
    private static FloatVector zero() {
        return FloatVector.zero(FloatLanes.SPECIES);
    }

    private VectorFloatLoops() {}

    static void count(float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
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

    static void partition(float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector activesA = zero();
        FloatVector activesB = zero();
        FloatVector positivesA = zero();
        FloatVector positivesB = zero();
        for (int p = 0; p < periods; p += GROUP) {
            int i = from + p * step;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            FloatVector e = load(y, i + 2 * step).sub(high).sub(low);
            FloatVector f = load(y, i + 3 * step).sub(high).sub(low);
            VectorMask<Float> positiveA = a.compare(GT, ZERO);
            VectorMask<Float> positiveB = b.compare(GT, ZERO);
            VectorMask<Float> positiveE = e.compare(GT, ZERO);
            VectorMask<Float> positiveF = f.compare(GT, ZERO);
            positivesA = positivesA.add(ONE, positiveA).add(ONE, positiveE);
            positivesB = positivesB.add(ONE, positiveB).add(ONE, positiveF);
            activesA = activesA.add(ONE, FloatLanes.less(a, tau, positiveA));
            activesB = activesB.add(ONE, FloatLanes.less(b, tau, positiveB));
            activesA = activesA.add(ONE, FloatLanes.less(e, tau, positiveE));
            activesB = activesB.add(ONE, FloatLanes.less(f, tau, positiveF));
        }
        positivesA.add(positivesB).intoArray(sums, lane);
        activesA.add(activesB).intoArray(sums, FloatTallies.ACTIVE * c.width + lane);
    }

    static void confirm(float[] y, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector activesA = zero();
        FloatVector activesB = zero();
        FloatVector positivesA = zero();
        FloatVector positivesB = zero();
        FloatVector all = zero();
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            VectorMask<Float> positiveA = a.compare(GT, ZERO);
            VectorMask<Float> positiveB = b.compare(GT, ZERO);
            VectorMask<Float> activeA = FloatLanes.less(a, tau, positiveA);
            VectorMask<Float> activeB = FloatLanes.less(b, tau, positiveB);
            sumA = sumA.add(a, activeA);
            sumB = sumB.add(b, activeB);
            activesA = activesA.add(ONE, activeA);
            activesB = activesB.add(ONE, activeB);
            positivesA = positivesA.add(ONE, positiveA);
            positivesB = positivesB.add(ONE, positiveB);
            all = all.add(a.add(b));
        }
        int width = c.width;
        FloatVector active = activesA.add(activesB);
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * width + lane);
        positivesA.add(positivesB).sub(active).intoArray(sums, FloatTallies.ONES * width + lane);
        all.intoArray(sums, FloatTallies.ALL * width + lane);
    }

    /** Targets are those of a matrix, or the classes of the rows. */
    static void residual(
            float[] y,
            int from,
            int periods,
            int step,
            FloatColumns c,
            int lane,
            float @Nullable [] t,
            int tFrom,
            int[] ids,
            int idFrom,
            float[] sums) {
        FloatVector high = load(c.high, lane);
        FloatVector low = load(c.low, lane);
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.inverse);
        IntVector classes = FloatLanes.ints(c.ids, lane);
        VectorShuffle<Integer> shuffle = FloatLanes.shuffle(c.shuffles[lane / LANES]);
        int rows = c.rows;
        FloatVector sumA = zero();
        FloatVector sumB = zero();
        FloatVector activesA = zero();
        FloatVector activesB = zero();
        FloatVector positives = zero();
        FloatVector all = zero();
        FloatVector rests = zero();
        FloatVector squares = zero();
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            int j = tFrom + p * step;
            int row = idFrom + p * rows;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            VectorMask<Float> positiveA = a.compare(GT, ZERO);
            VectorMask<Float> positiveB = b.compare(GT, ZERO);
            VectorMask<Float> activeA = FloatLanes.less(a, tau, positiveA);
            VectorMask<Float> activeB = FloatLanes.less(b, tau, positiveB);
            FloatVector xA = FloatLanes.clip(a, tau).mul(inverse);
            FloatVector xB = FloatLanes.clip(b, tau).mul(inverse);
            FloatVector restA =
                    t == null ? xA.sub(ONE, FloatLanes.hot(ids, row, shuffle, classes)) : xA.sub(load(t, j));
            FloatVector restB = t == null
                    ? xB.sub(ONE, FloatLanes.hot(ids, row + rows, shuffle, classes))
                    : xB.sub(load(t, j + step));
            sumA = sumA.add(a, activeA);
            sumB = sumB.add(b, activeB);
            activesA = activesA.add(ONE, activeA);
            activesB = activesB.add(ONE, activeB);
            positives = positives.add(ONE, positiveA).add(ONE, positiveB);
            all = all.add(a.add(b));
            rests = rests.add(restA, activeA).add(restB, activeB);
            squares = squares.add(restA.mul(restA).add(restB.mul(restB)));
        }
        int width = c.width;
        FloatVector active = activesA.add(activesB);
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * width + lane);
        positives.sub(active).intoArray(sums, FloatTallies.ONES * width + lane);
        all.intoArray(sums, FloatTallies.ALL * width + lane);
        rests.intoArray(sums, FloatTallies.RESIDUALS * width + lane);
        squares.intoArray(sums, FloatTallies.SQUARES * width + lane);
    }

    static void targets(float[] t, int from, int periods, int step, FloatColumns c, int lane, float[] sums) {
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

    static void sumActive(
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
            VectorMask<Float> activeA = FloatLanes.less(a, tau, a.compare(GT, ZERO));
            VectorMask<Float> activeB = FloatLanes.less(b, tau, b.compare(GT, ZERO));
            VectorMask<Float> activeE = FloatLanes.less(e, tau, e.compare(GT, ZERO));
            VectorMask<Float> activeF = FloatLanes.less(f, tau, f.compare(GT, ZERO));
            active =
                    active.add(ONE, activeA).add(ONE, activeB).add(ONE, activeE).add(ONE, activeF);
            sumA = sumA.add(load(v, j), activeA).add(load(v, j + step), activeB);
            sumB = sumB.add(load(v, j + 2 * step), activeE).add(load(v, j + 3 * step), activeF);
        }
        sumA.add(sumB).intoArray(sums, lane);
        active.intoArray(sums, FloatTallies.ACTIVE * c.width + lane);
    }

    static void gradient(
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
        FloatVector tau = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.tau);
        FloatVector slopes = FloatVector.broadcast(FloatLanes.SPECIES, slope);
        FloatVector inverse = FloatVector.broadcast(FloatLanes.SPECIES, c.clip.inverse);
        FloatVector mean = load(c.mean, lane);
        IntVector classes = FloatLanes.ints(c.ids, lane);
        VectorShuffle<Integer> shuffle = FloatLanes.shuffle(c.shuffles[lane / LANES]);
        int rows = c.rows;
        for (int p = 0; p < periods; p += 2) {
            int i = from + p * step;
            int j = at + p * step;
            int row = idFrom + p * rows;
            FloatVector a = load(y, i).sub(high).sub(low);
            FloatVector b = load(y, i + step).sub(high).sub(low);
            VectorMask<Float> activeA = FloatLanes.less(a, tau, a.compare(GT, ZERO));
            VectorMask<Float> activeB = FloatLanes.less(b, tau, b.compare(GT, ZERO));
            FloatVector restA = a.mul(inverse).sub(ONE, FloatLanes.hot(ids, row, shuffle, classes));
            FloatVector restB = b.mul(inverse).sub(ONE, FloatLanes.hot(ids, row + rows, shuffle, classes));
            ZERO.blend(restA.sub(mean).mul(slopes), activeA).intoArray(gradient, j);
            ZERO.blend(restB.sub(mean).mul(slopes), activeB).intoArray(gradient, j + step);
        }
    }
}
