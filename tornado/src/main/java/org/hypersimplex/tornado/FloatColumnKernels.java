package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of batches as a TornadoVM kernel, one workgroup per problem: {@link #solve} finds the thresholds and
 * writes the projections. {@link FloatRowKernels} does so for row-major matrices.
 *
 * <p><b>Launch</b>: one dimension, a workgroup of {@code threads} threads for each problem, a power of two of at least
 * 32. <b>Local memory</b>: up to {@link #MAX_STAGED_BYTES} for a problem's scores, 16 bytes a thread, and 2 KiB.
 * <b>Arguments</b>: {@code shape} as {@link Shape} lays it out says where each operand's problems lie; what varies from
 * call to call travels in {@code settings}, since TornadoVM compiles scalar arguments into the code; {@code state} holds
 * {@link SearchState#RESULTS} numbers for each problem. Sums are kept in double and added in a fixed tree, so results have
 * the same bits in every run. Element loops take several entries in a turn, so that a thread waits for several loads at
 * once, and add up so many in the scores' own type before they join the sum.
 *
 * <p>The code avoids what TornadoVM compiles wrongly; {@link Sdk} names it.
 */
final class FloatColumnKernels {
    /** The most that is held in local memory of a problem's scores: every device has 48 KiB. */
    static final int MAX_STAGED_BYTES = 32 << 10;
    /** The longest problem that is held in local memory. */
    static final int MAX_STAGED_LENGTH = MAX_STAGED_BYTES / Float.BYTES;
    /** What so many threads found is added up by one. */
    static final int FOLD = 8;
    /** Entries that a thread takes in a turn of the search; problems in local memory are padded for it. */
    static final int PER_TURN = 4;

    private FloatColumnKernels() {}

    /**
     * Where {@link #solve} keeps the scores of a problem.
     *
     * @param isStaged 1 if in local memory, 0 if they are read again and again
     * @param room for how many scores there is local memory
     */
    record Staging(int isStaged, int room) {
        static Staging of(long longest, int threads) {
            int turn = PER_TURN * threads;
            return longest <= MAX_STAGED_LENGTH
                    ? new Staging(1, Math.ceilDiv((int) longest, turn) * turn)
                    : new Staging(0, 1);
        }
    }

    /** An entry of a problem, or filler behind its last one. */
    private static float entry(FloatArray scores, int start, int stride, int i, int last, float filler) {
        float y = scores.get(start + Math.min(i, last) * stride);
        return i <= last ? y : filler;
    }

    /**
     * Finds the threshold of each problem, and the projections x = clip((y − ν)/τ, 0, 1).
     *
     * @param scores operand 0
     * @param settings as {@link Settings} says
     * @param state receives the solution of each problem, or what is wrong with its scores
     * @param x operand 1; may be the scores
     * @param room for how many scores there is local memory: the longest problem's, rounded up to a multiple of
     *     {@link #PER_TURN} times {@code threads}, if it is to be held there
     * @param threads in a workgroup
     * @param isStaged 1 if problems are held in local memory; 0 if they are read from global memory in every pass
     * @param isWritten 1 if x is wanted, else 0
     */
    static void solve(
            KernelContext context,
            FloatArray scores,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            FloatArray x,
            int room,
            int threads,
            int isStaged,
            int isWritten) {
        float[] staged = context.allocateFloatLocalArray(room);
        SearchState search = new SearchState(
                context.allocateIntLocalArray(SearchState.WHOLE_ROOM),
                context.allocateDoubleLocalArray(SearchState.NUMBERS_ROOM));
        double[] sums = context.allocateDoubleLocalArray(threads / 2);
        float[] minima = context.allocateFloatLocalArray(threads / 2);
        float[] maxima = context.allocateFloatLocalArray(threads / 2);
        double[] countedBy = context.allocateDoubleLocalArray(threads / 2);
        double[] saturatedBy = context.allocateDoubleLocalArray(threads / 2);
        int me = context.localIdx;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int last = n - 1;
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        float width = (float) settings.get(Settings.TAU);
        // −∞, which takes no part in anything; the compiler must not see that it is.
        float filler = -FloatEntries.LARGEST_SCORE * (1 + n);

        if (me == 0) {
            FloatSteps.prepare(search, n, settings, problem);
            FloatSteps.aim(search, FloatEntries.BEYOND_SCORES);
            search.setWhole(SearchState.TO_STRIDE, Shape.stride(shape, 1));
            search.setWhole(SearchState.TO, Shape.start(shape, 1, problem));
        }

        // The first pass takes all scores for finite: a sum that isn't finite shows where that was wrong.
        int turn = PER_TURN * threads;
        int whole = n / (2 * turn) * (2 * turn);
        int padded = (n + turn - 1) / turn * turn;
        double sum = 0;
        float smallest = FloatEntries.LARGEST_SCORE;
        float largest = -FloatEntries.LARGEST_SCORE;
        double counted = 0;
        double saturated = 0;
        int apart = threads * stride;
        int at = start + me * stride;
        for (int i = me; i < whole; i += 2 * turn) {
            float y0 = scores.get(at);
            float y1 = scores.get(at + apart);
            float y2 = scores.get(at + 2 * apart);
            float y3 = scores.get(at + 3 * apart);
            float y4 = scores.get(at + 4 * apart);
            float y5 = scores.get(at + 5 * apart);
            float y6 = scores.get(at + 6 * apart);
            float y7 = scores.get(at + 7 * apart);
            at += 8 * apart;
            if (isStaged == 1) {
                staged[i] = y0;
                staged[i + threads] = y1;
                staged[i + 2 * threads] = y2;
                staged[i + 3 * threads] = y3;
                staged[i + 4 * threads] = y4;
                staged[i + 5 * threads] = y5;
                staged[i + 6 * threads] = y6;
                staged[i + 7 * threads] = y7;
            }
            sum += ((y0 + y1) + (y2 + y3)) + ((y4 + y5) + (y6 + y7));
            smallest = Math.min(smallest, Math.min(Math.min(y0, y1), Math.min(y2, y3)));
            smallest = Math.min(smallest, Math.min(Math.min(y4, y5), Math.min(y6, y7)));
            largest = Math.max(largest, Math.max(Math.max(y0, y1), Math.max(y2, y3)));
            largest = Math.max(largest, Math.max(Math.max(y4, y5), Math.max(y6, y7)));
        }
        for (int i = whole + me; i < padded; i += threads) {
            float y = scores.get(start + Math.min(i, last) * stride);
            if (isStaged == 1) {
                staged[i] = i <= last ? y : filler;
            }
            sum += i <= last ? y : 0;
            smallest = Math.min(smallest, y);
            largest = Math.max(largest, y);
        }

        float high = 0;
        float low = 0;
        int phase = SearchState.GLANCE;
        while (phase != SearchState.SOLVED) {
            // Half of the threads leave what they found to the others; of these, fewer and fewer add it up.
            int left = threads / 2;
            int folders = left;
            int own = 0;
            if (me >= left) {
                sums[me - left] = sum;
                minima[me - left] = smallest;
                maxima[me - left] = largest;
                countedBy[me - left] = counted;
                saturatedBy[me - left] = saturated;
            }
            while (folders > 0) {
                int mine = me < folders ? left : 0;
                // A pass of the search looks for no range.
                int ranged = phase == SearchState.SEARCH ? 0 : mine;
                context.localBarrier();
                for (int other = me + own; other < mine; other += folders) {
                    sum += sums[other];
                    counted += countedBy[other];
                    saturated += saturatedBy[other];
                }
                for (int other = me + own; other < ranged; other += folders) {
                    smallest = Math.min(smallest, minima[other]);
                    largest = Math.max(largest, maxima[other]);
                }
                if (me < folders) {
                    sums[me] = sum;
                    minima[me] = smallest;
                    maxima[me] = largest;
                    countedBy[me] = counted;
                    saturatedBy[me] = saturated;
                }
                left = folders;
                folders = left > 1 ? Math.max(1, left / FOLD) : 0;
                own = folders;
            }
            if (me == 0) {
                search.set(SearchState.RISE, sum);
                search.set(SearchState.SUM, sum);
                search.set(SearchState.LEAST, smallest);
                search.set(SearchState.MOST, largest);
                search.set(SearchState.COUNT, counted);
                search.set(SearchState.OTHER, saturated);
                FloatSteps.step(search);
            }
            context.localBarrier();
            high = (float) search.get(SearchState.HIGH);
            low = (float) search.get(SearchState.LOW);
            phase = search.whole(SearchState.PHASE);
            sum = 0;
            smallest = FloatEntries.LARGEST_SCORE;
            largest = -FloatEntries.LARGEST_SCORE;
            counted = 0;
            saturated = 0;

            // Read again, so that no thread has to keep it in the meantime.
            int length = search.whole(SearchState.LENGTH);
            int searched = phase == SearchState.SEARCH ? (length + turn - 1) / turn * turn : 0;
            // Counted in the scores' type, which holds as many as a thread has.
            float active = 0;
            float ones = 0;
            for (int i = me; i < searched; i += turn) {
                float y0 = isStaged == 1 ? staged[i] : entry(scores, start, stride, i, last, filler);
                float y1 =
                        isStaged == 1 ? staged[i + threads] : entry(scores, start, stride, i + threads, last, filler);
                float y2 = isStaged == 1
                        ? staged[i + 2 * threads]
                        : entry(scores, start, stride, i + 2 * threads, last, filler);
                float y3 = isStaged == 1
                        ? staged[i + 3 * threads]
                        : entry(scores, start, stride, i + 3 * threads, last, filler);
                float d0 = (y0 - high) - low;
                float d1 = (y1 - high) - low;
                float d2 = (y2 - high) - low;
                float d3 = (y3 - high) - low;
                float rise0 = FloatEntries.rise(d0, width);
                float rise1 = FloatEntries.rise(d1, width);
                float rise2 = FloatEntries.rise(d2, width);
                float rise3 = FloatEntries.rise(d3, width);
                float one0 = d0 < width ? 0 : 1;
                float one1 = d1 < width ? 0 : 1;
                float one2 = d2 < width ? 0 : 1;
                float one3 = d3 < width ? 0 : 1;
                float in0 = rise0 > 0 ? 1 : 0;
                float in1 = rise1 > 0 ? 1 : 0;
                float in2 = rise2 > 0 ? 1 : 0;
                float in3 = rise3 > 0 ? 1 : 0;
                sum += (rise0 + rise1) + (rise2 + rise3);
                active += (in0 + in1) + (in2 + in3);
                ones += (one0 + one1) + (one2 + one3);
            }
            counted = active;
            saturated = ones;
            // The rare passes: a survey of scores that aren't all finite, and the gap around a vertex.
            int isSurvey = phase == SearchState.SURVEY ? 1 : 0;
            int seen = isSurvey == 1 ? length : (phase == SearchState.GAP ? length : 0);
            for (int i = me; i < seen; i += threads) {
                float y = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
                float d = (y - high) - low;
                int kind = FloatEntries.kind(y);
                int isFinite = kind == FloatEntries.FINITE ? 1 : 0;
                int above = d >= 0.5f * width ? 1 : 0;
                int isLeast = (isSurvey == 1 ? 1 : above) * isFinite;
                int isMost = (isSurvey == 1 ? 1 : 1 - above) * isFinite;
                // Scaled, since a sum of doubles could be infinite.
                sum += kind == FloatEntries.STRANGE ? y : (isSurvey * isFinite == 1 ? y * FloatSteps.SURVEY_SCALE : 0);
                smallest = isLeast == 1 ? Math.min(smallest, y) : smallest;
                largest = isMost == 1 ? Math.max(largest, y) : largest;
                counted += isLeast;
                saturated += isSurvey == 1 ? (kind == FloatEntries.INFINITE ? 1 : 0) : isMost;
            }
        }

        for (int i = me; i < SearchState.RESULTS; i += threads) {
            search.save(state, problem * SearchState.RESULTS, i);
        }
        float inverse = (float) settings.get(Settings.FACTOR);
        int toStride = search.whole(SearchState.TO_STRIDE);
        int to = search.whole(SearchState.TO);
        int written = isWritten == 1 ? search.whole(SearchState.LENGTH) : 0;
        int full = written / turn * turn;
        int toApart = threads * toStride;
        int put = to + me * toStride;
        for (int i = me; i < full; i += turn) {
            float y0 = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
            float y1 = isStaged == 1 ? staged[i + threads] : scores.get(start + (i + threads) * stride);
            float y2 = isStaged == 1 ? staged[i + 2 * threads] : scores.get(start + (i + 2 * threads) * stride);
            float y3 = isStaged == 1 ? staged[i + 3 * threads] : scores.get(start + (i + 3 * threads) * stride);
            x.set(put, FloatEntries.clip((y0 - high) - low, width, inverse));
            x.set(put + toApart, FloatEntries.clip((y1 - high) - low, width, inverse));
            x.set(put + 2 * toApart, FloatEntries.clip((y2 - high) - low, width, inverse));
            x.set(put + 3 * toApart, FloatEntries.clip((y3 - high) - low, width, inverse));
            put += 4 * toApart;
        }
        for (int i = full + me; i < written; i += threads) {
            float y = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
            x.set(to + i * toStride, FloatEntries.clip((y - high) - low, width, inverse));
        }
    }
}
