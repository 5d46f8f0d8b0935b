package org.hypersimplex.cpu.pass;

import org.jspecify.annotations.Nullable;

/** The passes one number at a time, in plain Java: for every JVM, and the tails of the vector engine. */
public class ScalarFloatPasses implements FloatPasses {
    public static final ScalarFloatPasses INSTANCE = new ScalarFloatPasses();

    ScalarFloatPasses() {}

    /** Numbers summed up before their sum joins the total: keeps rounding errors from growing with n. */
    private static final int SUMMED_ENTRIES = 128;

    @Override
    public void survey(float[] y, int from, int to, Tally tally) {
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            sum += y[i];
            min = y[i] < min ? y[i] : min;
            max = y[i] > max ? y[i] : max;
        }
        tally.sum += sum;
        tally.min = Math.min(tally.min, min);
        tally.max = Math.max(tally.max, max);
    }

    @Override
    public void count(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float high = clip.high;
        float low = clip.low;
        float tau = clip.tau;
        double positive = 0;
        double ones = 0;
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            double sum = 0;
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            for (int i = start; i < stop; i++) {
                float d = (y[i] - high) - low;
                float one = isOne(d, tau);
                positive += isPositive(d);
                ones += one;
                float clipped = Math.min(Math.max(d, 0), tau);
                sum += clipped - tau * one;
            }
            tally.sum += sum;
        }
        tally.active += (long) (positive - ones);
        tally.ones += (long) ones;
    }

    @Override
    public void approach(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float high = clip.high;
        float inverse = clip.inverse;
        double active = 0;
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            double sum = 0;
            double all = 0;
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            for (int i = start; i < stop; i++) {
                float d = y[i] - high;
                float scaled = d * inverse;
                float x = Math.min(Math.max(scaled, 0), 1);
                active += isWithin(scaled);
                sum += x;
                all += d;
            }
            tally.sum += sum;
            tally.all += all;
        }
        tally.active += (long) active;
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        int active = 0;
        int ones = 0;
        int next = at;
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            double sum = 0;
            double all = 0;
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            for (int i = start; i < stop; i++) {
                float score = y[i];
                boolean linear = band.isLinear(score);
                all += score;
                ones += score >= band.one ? 1 : 0;
                active += linear ? 1 : 0;
                sum += linear ? rise(score, clip) : 0;
                if (band.isOpen(score)) {
                    if (next == end) {
                        return -1;
                    }
                    kept[next++] = score;
                }
            }
            tally.sum += sum;
            tally.all += all;
        }
        tally.active += active;
        tally.ones += ones;
        return next;
    }

    @Override
    public void gap(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float one = Float.POSITIVE_INFINITY;
        float zero = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            float d = (y[i] - clip.high) - clip.low;
            if (d >= 0.5f * clip.tau) {
                one = y[i] < one ? y[i] : one;
            } else {
                zero = y[i] > zero ? y[i] : zero;
            }
        }
        tally.min = Math.min(tally.min, one);
        tally.max = Math.max(tally.max, zero);
    }

    @Override
    public void ties(float[] y, int from, int to, FloatGap gap, Tally tally) {
        int ones = 0;
        int zeros = 0;
        for (int i = from; i < to; i++) {
            ones += y[i] == gap.upper ? 1 : 0;
            zeros += y[i] == gap.lower ? 1 : 0;
        }
        tally.ones += ones;
        tally.active += zeros;
    }

    @Override
    public void gapGradient(float[] y, int from, int to, FloatGap gap, float[] gradient, int at) {
        for (int i = from; i < to; i++) {
            float lower = y[i] == gap.lower ? gap.atLower : 0;
            gradient[at + (i - from)] = y[i] == gap.upper ? gap.atUpper : lower;
        }
    }

    @Override
    public void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom) {
        for (int i = from; i < to; i++) {
            x[xFrom + (i - from)] = projection(rise(y[i], clip), clip);
        }
    }

    @Override
    public void mass(float[] y, int from, int to, FloatClip clip, Tally tally) {
        double positive = 0;
        double ones = 0;
        for (int start = from; start < to; start += SUMMED_ENTRIES) {
            double sum = 0;
            int stop = Math.min(to, start + SUMMED_ENTRIES);
            for (int i = start; i < stop; i++) {
                float x = projection(rise(y[i], clip), clip);
                positive += isPositive(x);
                ones += isOne(x, 1);
                sum += x;
            }
            tally.sum += sum;
        }
        tally.sum -= ones;
        tally.active += (long) (positive - ones);
        tally.ones += (long) ones;
    }

    @Override
    public void projectMass(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom, Tally tally) {
        mass(y, from, to, clip, tally);
        project(y, from, to, clip, x, xFrom);
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        double sum = 0;
        int active = 0;
        for (int i = from; i < to; i++) {
            if (isActive(rise(y[i], clip), clip)) {
                sum += v[vFrom + (i - from)];
                active++;
            }
        }
        tally.sum += sum;
        tally.active += active;
    }

    @Override
    public void multiply(
            float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, double mean, float[] product, int at) {
        for (int i = from; i < to; i++) {
            int j = i - from;
            product[at + j] = isActive(rise(y[i], clip), clip) ? (v[vFrom + j] - (float) mean) * clip.inverse : 0;
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
        double sum = 0;
        double squares = 0;
        int active = 0;
        for (int i = from; i < to; i++) {
            int j = i - from;
            float residual = projection(rise(y[i], clip), clip) - t[tFrom + j];
            float weighted = w == null ? residual : w[wFrom + j] * residual;
            squares += weighted * residual;
            if (isActive(rise(y[i], clip), clip)) {
                sum += weighted;
                active++;
            }
        }
        tally.sum += sum;
        tally.squares += squares;
        tally.active += active;
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
        float slope = (float) (scale * clip.inverse);
        for (int i = from; i < to; i++) {
            int j = i - from;
            float residual = projection(rise(y[i], clip), clip) - t[tFrom + j];
            float weighted = w == null ? residual : w[wFrom + j] * residual;
            gradient[at + j] = isActive(rise(y[i], clip), clip) ? (weighted - (float) mean) * slope : 0;
        }
    }

    @Override
    public void projectRows(float[] y, int from, int to, FloatStripes stripes, int phase, float[] x, int at) {
        for (int j = 0; j < to - from; j++) {
            x[at + j] = projection(rise(y[from + j], stripes, phase + j), stripes.clip);
        }
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
        for (int j = 0; j < to - from; j++) {
            float centred = (v[vFrom + j] - stripes.mean[phase + j]) * clip.inverse;
            product[at + j] = isActive(rise(y[from + j], stripes, phase + j), clip) ? centred : 0;
        }
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
        for (int j = 0; j < to - from; j++) {
            float d = rise(y[from + j], stripes, phase + j);
            float residual = projection(d, clip) - t[tFrom + j];
            gradient[at + j] = isActive(d, clip) ? (residual - stripes.mean[phase + j]) * slope : 0;
        }
    }

    @Override
    public void oneHot(int[] classIds, int from, int to, int classId, float[] t, int at) {
        for (int i = from; i < to; i++) {
            t[at + (i - from)] = classIds[i] == classId ? 1 : 0;
        }
    }

    /** d, as in {@link FloatPasses}. */
    static float rise(float y, FloatClip clip) {
        return (y - clip.high) - clip.low;
    }

    /** d for an entry of a row, in which each column has its own threshold. */
    private static float rise(float y, FloatStripes stripes, int at) {
        return (y - stripes.high[at]) - stripes.low[at];
    }

    static float projection(float d, FloatClip clip) {
        return Math.min(1, Math.max(isOne(d, clip.tau), Math.max(d, 0) * clip.inverse));
    }

    /**
     * 1 if d is positive, else 0: from the sign bit, since for scores in random order a branch would be mispredicted.
     */
    static float isPositive(float d) {
        return 0.5f - 0.5f * Math.copySign(1f, 0 - d);
    }

    /** 1 if d is at least the temperature, else 0. */
    static float isOne(float d, float tau) {
        return 0.5f + 0.5f * Math.copySign(1f, d - tau);
    }

    /** 1 if d/τ is from 0 to 1, else 0. */
    static float isWithin(float scaled) {
        return isOne(scaled, 0) - isPositive(scaled - 1);
    }

    static boolean isActive(float d, FloatClip clip) {
        return d > 0 && d < clip.tau;
    }
}
