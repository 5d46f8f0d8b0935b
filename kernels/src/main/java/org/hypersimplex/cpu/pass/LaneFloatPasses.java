package org.hypersimplex.cpu.pass;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The vector engine's passes in plain Java. What adds up does so lane by lane, in the order of {@link VectorFloatSums}, so
 * that every result has the same bits; what only writes is the scalar engine's, which has them anyway.
 */
final class LaneFloatPasses extends ScalarFloatPasses {
    /** Lanes of a vector of scores, and of an accumulator. */
    private final int lanes;

    private final int wideLanes;
    /** Entries of four vectors, which are added pairwise before they join an accumulator. */
    private final int unrolledEntries;
    /** Entries summed up in one accumulator. */
    private final int summedEntries;

    private final int reducedEntries;

    LaneFloatPasses(int lanes, int wideLanes) {
        this.lanes = lanes;
        this.wideLanes = wideLanes;
        unrolledEntries = 4 * lanes;
        summedEntries = 128 * unrolledEntries;
        reducedEntries = Tally.OPEN_MASKS * unrolledEntries;
    }

    /** An empty accumulator, which is kept in a tally. */
    private double[] begin(Tally tally) {
        Arrays.fill(tally.lanes, 0, wideLanes, 0);
        return tally.lanes;
    }

    /** Adds every lane to a lane of the accumulator, first those that join the same one to each other. */
    private void accumulate(double[] sum, float[] group) {
        for (int j = 0; j < wideLanes; j++) {
            double part = group[j];
            for (int l = j + wideLanes; l < lanes; l += wideLanes) {
                part += group[l];
            }
            sum[j] += part;
        }
    }

    /** The end of the whole groups of so many entries in a range. */
    private static int groups(int from, int to, int entries) {
        return to - (to - from) % entries;
    }

    private static double sum(float[] lanes) {
        double total = 0;
        for (float lane : lanes) {
            total += lane;
        }
        return total;
    }

    /** d where it is active, else 0. */
    private static float part(float d, float tau) {
        return Math.min(Math.max(d, 0), tau) - tau * isOne(d, tau);
    }

    @Override
    public void survey(float[] y, int from, int to, Tally tally) {
        float[] group = new float[lanes];
        for (int start = from; start < to; start += summedEntries) {
            int stop = Math.min(to, start + summedEntries);
            int bound = groups(start, stop, unrolledEntries);
            double[] sum = begin(tally);
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (int i = start; i < bound; i += unrolledEntries) {
                for (int l = 0; l < lanes; l++) {
                    float a = y[i + l];
                    float b = y[i + lanes + l];
                    float c = y[i + 2 * lanes + l];
                    float d = y[i + 3 * lanes + l];
                    group[l] = (a + b) + (c + d);
                    min = Math.min(min, Math.min(Math.min(a, b), Math.min(c, d)));
                    max = Math.max(max, Math.max(Math.max(a, b), Math.max(c, d)));
                }
                accumulate(sum, group);
            }
            tally.sum += tally.lanes(wideLanes);
            tally.min = Math.min(tally.min, min);
            tally.max = Math.max(tally.max, max);
            super.survey(y, bound, stop, tally);
        }
    }

    @Override
    public void count(float[] y, int from, int to, FloatClip clip, Tally tally) {
        for (int start = from; start < to; start += summedEntries) {
            int stop = Math.min(to, start + summedEntries);
            int bound = groups(start, stop, unrolledEntries);
            countFours(y, start, bound, clip, tally);
            int rest = groups(bound, stop, lanes);
            countOnes(y, bound, rest, clip, tally);
            super.count(y, rest, stop, clip, tally);
        }
    }

    private void countFours(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float tau = clip.tau;
        float[] group = new float[lanes];
        double[] sum = begin(tally);
        float positive = 0;
        float ones = 0;
        for (int i = from; i < to; i += unrolledEntries) {
            for (int l = 0; l < lanes; l++) {
                float a = rise(y[i + l], clip);
                float b = rise(y[i + lanes + l], clip);
                float c = rise(y[i + 2 * lanes + l], clip);
                float d = rise(y[i + 3 * lanes + l], clip);
                positive += isPositive(a) + isPositive(b) + isPositive(c) + isPositive(d);
                ones += isOne(a, tau) + isOne(b, tau) + isOne(c, tau) + isOne(d, tau);
                group[l] = (part(a, tau) + part(b, tau)) + (part(c, tau) + part(d, tau));
            }
            accumulate(sum, group);
        }
        tally.sum += tally.lanes(wideLanes);
        tally.active += (long) (positive - ones);
        tally.ones += (long) ones;
    }

    private void countOnes(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float tau = clip.tau;
        float[] group = new float[lanes];
        double[] sum = begin(tally);
        float positive = 0;
        float ones = 0;
        for (int i = from; i < to; i += lanes) {
            for (int l = 0; l < lanes; l++) {
                float d = rise(y[i + l], clip);
                positive += isPositive(d);
                ones += isOne(d, tau);
                group[l] = part(d, tau);
            }
            accumulate(sum, group);
        }
        tally.sum += tally.lanes(wideLanes);
        tally.active += (long) (positive - ones);
        tally.ones += (long) ones;
    }

    @Override
    public void approach(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float high = clip.high;
        float inverse = clip.inverse;
        float level = 4 * clip.level;
        for (int start = from; start < to; start += summedEntries) {
            int stop = Math.min(to, start + summedEntries);
            int bound = groups(start, stop, unrolledEntries);
            float[] sum = new float[lanes];
            float[] all = new float[lanes];
            float active = 0;
            for (int i = start; i < bound; i += unrolledEntries) {
                for (int l = 0; l < lanes; l++) {
                    float a = y[i + l] - high;
                    float b = y[i + lanes + l] - high;
                    float c = y[i + 2 * lanes + l] - high;
                    float d = y[i + 3 * lanes + l] - high;
                    all[l] += (a + b) + (c + d);
                    a *= inverse;
                    b *= inverse;
                    c *= inverse;
                    d *= inverse;
                    float aX = Math.min(Math.max(a, 0), 1);
                    float bX = Math.min(Math.max(b, 0), 1);
                    float cX = Math.min(Math.max(c, 0), 1);
                    float dX = Math.min(Math.max(d, 0), 1);
                    sum[l] += ((aX + bX) + (cX + dX)) - level;
                    active += isWithin(a) + isWithin(b) + isWithin(c) + isWithin(d);
                }
            }
            tally.sum += sum(sum) + 0.25 * level * (bound - start);
            tally.all += sum(all);
            tally.active += (long) active;
            super.approach(y, bound, stop, clip, tally);
        }
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        if (band.zero == Float.NEGATIVE_INFINITY) {
            return super.reduce(y, from, to, band, clip, kept, at, end, tally);
        }
        float[] below = new float[lanes];
        // Where scores that are active throughout begin; they are added up from there.
        float line = Math.nextDown(band.line);
        int next = at;
        for (int start = from; start < to; start += reducedEntries) {
            int stop = Math.min(to, start + reducedEntries);
            int bound = groups(start, stop, unrolledEntries);
            double[] sum = begin(tally);
            Arrays.fill(below, 0);
            float[] all = new float[lanes];
            int linear = 0;
            int ones = 0;
            for (int i = start; i < bound; i += unrolledEntries) {
                // The sum of the group before.
                accumulate(sum, below);
                for (int l = 0; l < lanes; l++) {
                    float a = y[i + l];
                    float b = y[i + lanes + l];
                    float c = y[i + 2 * lanes + l];
                    float d = y[i + 3 * lanes + l];
                    all[l] += (a + b) + (c + d);
                    below[l] = (below(a, line, band) + below(b, line, band))
                            + (below(c, line, band) + below(d, line, band));
                }
                for (int j = i; j < i + unrolledEntries; j++) {
                    linear += band.isLinear(y[j]) ? 1 : 0;
                    ones += y[j] >= band.one ? 1 : 0;
                    if (band.isOpen(y[j])) {
                        if (next == end) {
                            return -1;
                        }
                        kept[next++] = y[j];
                    }
                }
            }
            if (band.hasLinear()) {
                tally.sum += linear * (line - (double) clip.high - clip.low) - (tally.lanes(wideLanes) + sum(below));
            }
            tally.all += sum(all);
            tally.active += linear;
            tally.ones += ones;
            next = super.reduce(y, bound, stop, band, clip, kept, next, end, tally);
            if (next < 0) {
                return -1;
            }
        }
        return next;
    }

    private static float below(float y, float line, FloatBand band) {
        return band.isLinear(y) ? line - y : 0;
    }

    @Override
    public void mass(float[] y, int from, int to, FloatClip clip, Tally tally) {
        float[] group = new float[lanes];
        for (int start = from; start < to; start += summedEntries) {
            int stop = Math.min(to, start + summedEntries);
            int bound = groups(start, stop, unrolledEntries);
            double[] sum = begin(tally);
            Arrays.fill(group, 0);
            float positive = 0;
            float ones = 0;
            for (int i = start; i < bound; i += unrolledEntries) {
                // The sum of the group before.
                accumulate(sum, group);
                for (int l = 0; l < lanes; l++) {
                    float a = projection(rise(y[i + l], clip), clip);
                    float b = projection(rise(y[i + lanes + l], clip), clip);
                    float c = projection(rise(y[i + 2 * lanes + l], clip), clip);
                    float d = projection(rise(y[i + 3 * lanes + l], clip), clip);
                    positive += isPositive(a) + isPositive(b) + isPositive(c) + isPositive(d);
                    ones += isOne(a, 1) + isOne(b, 1) + isOne(c, 1) + isOne(d, 1);
                    group[l] = (a + b) + (c + d);
                }
            }
            tally.sum += tally.lanes(wideLanes) + sum(group) - ones;
            tally.active += (long) (positive - ones);
            tally.ones += (long) ones;
            if (bound < stop) {
                super.mass(y, bound, stop, clip, tally);
            }
        }
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        int bound = groups(from, to, lanes);
        float[] group = new float[lanes];
        double[] sum = begin(tally);
        int active = 0;
        for (int i = from; i < bound; i += lanes) {
            for (int l = 0; l < lanes; l++) {
                boolean isActive = isActive(rise(y[i + l], clip), clip);
                active += isActive ? 1 : 0;
                group[l] = isActive ? v[vFrom + (i - from) + l] : 0;
            }
            accumulate(sum, group);
        }
        tally.sum += tally.lanes(wideLanes);
        tally.active += active;
        super.sumActive(y, bound, to, clip, v, vFrom + (bound - from), tally);
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
        for (int start = from; start < to; start += summedEntries) {
            int done = start - from;
            int stop = Math.min(to, start + summedEntries);
            residualBlock(y, start, stop, clip, t, tFrom + done, w, wFrom + done, tally);
        }
    }

    private void residualBlock(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            Tally tally) {
        int bound = groups(from, to, 2 * lanes);
        float[] group = new float[lanes];
        float[] squareGroup = new float[lanes];
        double[] sum = begin(tally);
        double[] squares = new double[wideLanes];
        int active = 0;
        for (int i = from; i < bound; i += 2 * lanes) {
            for (int l = 0; l < lanes; l++) {
                int j = i + l - from;
                float a = rise(y[i + l], clip);
                float b = rise(y[i + lanes + l], clip);
                float first = projection(a, clip) - t[tFrom + j];
                float last = projection(b, clip) - t[tFrom + j + lanes];
                float firstWeighted = w == null ? first : first * w[wFrom + j];
                float lastWeighted = w == null ? last : last * w[wFrom + j + lanes];
                boolean aActive = isActive(a, clip);
                boolean bActive = isActive(b, clip);
                active += (aActive ? 1 : 0) + (bActive ? 1 : 0);
                squareGroup[l] = first * firstWeighted + last * lastWeighted;
                group[l] = (aActive ? firstWeighted : 0) + (bActive ? lastWeighted : 0);
            }
            accumulate(squares, squareGroup);
            accumulate(sum, group);
        }
        tally.sum += tally.lanes(wideLanes);
        tally.active += active;
        double total = 0;
        for (double lane : squares) {
            total += lane;
        }
        tally.squares += total;
        int done = bound - from;
        super.residuals(y, bound, to, clip, t, tFrom + done, w, wFrom + done, tally);
    }
}
