package org.hypersimplex.cpu;

import org.jspecify.annotations.Nullable;

/** The passes one number at a time, in plain Java: for every JVM, and the tails of the vector engine. */
final class ScalarFloatPasses implements FloatPasses {
    static final ScalarFloatPasses INSTANCE = new ScalarFloatPasses();

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
        double sum = 0;
        int active = 0;
        int ones = 0;
        for (int i = from; i < to; i++) {
            float d = (y[i] - high) - low;
            if (d >= tau) {
                ones++;
            } else if (d > 0) {
                sum += d;
                active++;
            }
        }
        tally.sum += sum;
        tally.active += active;
        tally.ones += ones;
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatClip lower, FloatClip upper, float[] kept, int at, int end, Tally tally) {
        float tau = lower.tau;
        double sum = 0;
        int active = 0;
        int ones = 0;
        int next = at;
        for (int i = from; i < to; i++) {
            float atLower = (y[i] - lower.high) - lower.low;
            float atUpper = (y[i] - upper.high) - upper.low;
            if (atUpper >= tau) {
                ones++;
            } else if (atUpper >= 0 && atLower <= tau) {
                sum += atLower;
                active++;
            } else if (!(atLower <= 0)) {
                if (next == end) {
                    return -1;
                }
                kept[next++] = y[i];
            }
        }
        tally.sum += sum;
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
    public void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom) {
        for (int i = from; i < to; i++) {
            x[xFrom + (i - from)] = projection(y[i], clip);
        }
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        double sum = 0;
        int active = 0;
        for (int i = from; i < to; i++) {
            if (isActive(y[i], clip)) {
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
            product[at + j] = isActive(y[i], clip) ? (v[vFrom + j] - (float) mean) * clip.inverse : 0;
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
            float residual = projection(y[i], clip) - t[tFrom + j];
            float weighted = w == null ? residual : w[wFrom + j] * residual;
            squares += weighted * residual;
            if (isActive(y[i], clip)) {
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
            float residual = projection(y[i], clip) - t[tFrom + j];
            float weighted = w == null ? residual : w[wFrom + j] * residual;
            gradient[at + j] = isActive(y[i], clip) ? (weighted - (float) mean) * slope : 0;
        }
    }

    private static float projection(float y, FloatClip clip) {
        float x = ((y - clip.high) - clip.low) * clip.inverse;
        return x >= 1 ? 1 : x > 0 ? x : 0;
    }

    private static boolean isActive(float y, FloatClip clip) {
        float d = (y - clip.high) - clip.low;
        return d > 0 && d < clip.tau;
    }
}
