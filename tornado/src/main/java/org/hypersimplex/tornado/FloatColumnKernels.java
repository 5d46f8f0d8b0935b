package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of batches as TornadoVM kernels, one workgroup per problem: {@link #solve} finds the thresholds and
 * writes the projections, {@link #write} those of a row-major matrix.
 *
 * <p><b>Launch</b>: one dimension, a workgroup of {@code threads} threads for each problem, a power of two of at least
 * {@link #FOLDERS}. <b>Local memory</b>: up to {@link #MAX_STAGED_BYTES} for a problem's scores, and 28 bytes a thread.
 * <b>Arguments</b>: {@code shape} as {@link Shape} lays it out says where each operand's problems lie; what varies from
 * call to call travels in {@code settings}, since TornadoVM compiles scalar arguments into the code; {@code state} holds
 * {@link SearchState#SIZE} numbers for each problem. Sums are kept in double and added in a fixed tree, so results have
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
    /** Threads that add up what all threads found; one thread adds up the rest. */
    static final int FOLDERS = 16;
    /** Entries that a thread takes in a turn of the search; problems in local memory are padded for it. */
    static final int PER_TURN = 4;

    /** Columns of a tile of {@link #write}: as many as one access to memory holds. */
    static final int TILE = 32;
    /** Rows of a tile. */
    static final int ROWS = 8;

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
        double[] sums = context.allocateDoubleLocalArray(threads);
        float[] minima = context.allocateFloatLocalArray(threads);
        float[] maxima = context.allocateFloatLocalArray(threads);
        int[] countedBy = context.allocateIntLocalArray(threads);
        int[] saturatedBy = context.allocateIntLocalArray(threads);
        float[] threshold = context.allocateFloatLocalArray(2);
        int[] next = context.allocateIntLocalArray(1);
        int me = context.localIdx;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int last = n - 1;
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int base = problem * SearchState.SIZE;
        double tau = settings.get(Settings.TAU);
        double grid = settings.get(Settings.GRID);
        double k = settings.get(Settings.MASSES + problem);
        float width = (float) tau;
        float half = width / 2;
        // −∞, which takes no part in anything; the compiler must not see that it is.
        float filler = -FloatEntries.LARGEST_SCORE * (1 + n);

        if (me == 0) {
            FloatSteps.aim(state, base, FloatEntries.BEYOND_SCORES);
        }

        // The first pass takes all scores for finite: a sum that isn't finite shows where that was wrong.
        int turn = PER_TURN * threads;
        int whole = n / (2 * turn) * (2 * turn);
        int padded = (n + turn - 1) / turn * turn;
        double sum = 0;
        float smallest = FloatEntries.LARGEST_SCORE;
        float largest = -FloatEntries.LARGEST_SCORE;
        int counted = 0;
        int saturated = 0;
        for (int i = me; i < whole; i += 2 * turn) {
            float y0 = scores.get(start + i * stride);
            float y1 = scores.get(start + (i + threads) * stride);
            float y2 = scores.get(start + (i + 2 * threads) * stride);
            float y3 = scores.get(start + (i + 3 * threads) * stride);
            float y4 = scores.get(start + (i + 4 * threads) * stride);
            float y5 = scores.get(start + (i + 5 * threads) * stride);
            float y6 = scores.get(start + (i + 6 * threads) * stride);
            float y7 = scores.get(start + (i + 7 * threads) * stride);
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
        int step = 0;
        while (step < SearchState.MAX_STEPS && phase != SearchState.SOLVED) {
            sums[me] = sum;
            minima[me] = smallest;
            maxima[me] = largest;
            countedBy[me] = counted;
            saturatedBy[me] = saturated;
            context.localBarrier();
            // A pass of the search looks for no range.
            int ranged = phase == SearchState.SEARCH ? 0 : threads;
            if (me < FOLDERS) {
                double s = sum;
                float least = smallest;
                float most = largest;
                int c = counted;
                int t = saturated;
                for (int other = me + FOLDERS; other < threads; other += FOLDERS) {
                    s += sums[other];
                    c += countedBy[other];
                    t += saturatedBy[other];
                }
                for (int other = me + FOLDERS; other < ranged; other += FOLDERS) {
                    least = Math.min(least, minima[other]);
                    most = Math.max(most, maxima[other]);
                }
                sums[me] = s;
                minima[me] = least;
                maxima[me] = most;
                countedBy[me] = c;
                saturatedBy[me] = t;
            }
            context.localBarrier();
            if (me == 0) {
                double s = 0;
                float least = minima[0];
                float most = maxima[0];
                int c = 0;
                int t = 0;
                for (int other = 0; other < FOLDERS; other++) {
                    s += sums[other];
                    c += countedBy[other];
                    t += saturatedBy[other];
                }
                for (int other = 1; other < Math.min(ranged, FOLDERS); other++) {
                    least = Math.min(least, minima[other]);
                    most = Math.max(most, maxima[other]);
                }
                int due = FloatSteps.survey(state, base, n, k, tau, s, least, most, c, t);
                FloatSteps.proceed(state, base, due, k, tau, grid, s, least, most, c, t);
                threshold[0] = (float) state.get(base + SearchState.HIGH);
                threshold[1] = (float) state.get(base + SearchState.LOW);
                next[0] = (int) state.get(base + SearchState.PHASE);
            }
            context.localBarrier();
            high = threshold[0];
            low = threshold[1];
            phase = next[0];
            sum = 0;
            smallest = FloatEntries.LARGEST_SCORE;
            largest = -FloatEntries.LARGEST_SCORE;
            counted = 0;
            saturated = 0;

            int searched = phase == SearchState.SEARCH ? padded : 0;
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
                int up0 = d0 > 0 ? 1 : 0;
                int in0 = d0 < width ? up0 : 0;
                int up1 = d1 > 0 ? 1 : 0;
                int in1 = d1 < width ? up1 : 0;
                int up2 = d2 > 0 ? 1 : 0;
                int in2 = d2 < width ? up2 : 0;
                int up3 = d3 > 0 ? 1 : 0;
                int in3 = d3 < width ? up3 : 0;
                sum += ((in0 == 1 ? d0 : 0) + (in1 == 1 ? d1 : 0)) + ((in2 == 1 ? d2 : 0) + (in3 == 1 ? d3 : 0));
                counted += (in0 + in1) + (in2 + in3);
                saturated += ((up0 - in0) + (up1 - in1)) + ((up2 - in2) + (up3 - in3));
            }
            // The rare passes: a survey of scores that aren't all finite, and the gap around a vertex.
            int isSurvey = phase == SearchState.SURVEY ? 1 : 0;
            int seen = isSurvey == 1 ? n : (phase == SearchState.GAP ? n : 0);
            for (int i = me; i < seen; i += threads) {
                float y = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
                float d = (y - high) - low;
                int kind = FloatEntries.kind(y);
                int isFinite = kind == FloatEntries.FINITE ? 1 : 0;
                int above = d >= half ? 1 : 0;
                int isLeast = (isSurvey == 1 ? 1 : above) * isFinite;
                int isMost = (isSurvey == 1 ? 1 : 1 - above) * isFinite;
                // Scaled, since a sum of doubles could be infinite.
                sum += kind == FloatEntries.STRANGE ? y : (isSurvey * isFinite == 1 ? y * FloatSteps.SURVEY_SCALE : 0);
                smallest = isLeast == 1 ? Math.min(smallest, y) : smallest;
                largest = isMost == 1 ? Math.max(largest, y) : largest;
                counted += isLeast;
                saturated += isSurvey == 1 ? (kind == FloatEntries.INFINITE ? 1 : 0) : isMost;
            }
            step += 1;
        }

        float inverse = (float) settings.get(Settings.FACTOR);
        int toStride = Shape.stride(shape, 1);
        int to = Shape.start(shape, 1, problem);
        int written = isWritten == 1 ? n : 0;
        int full = written / turn * turn;
        for (int i = me; i < full; i += turn) {
            float y0 = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
            float y1 = isStaged == 1 ? staged[i + threads] : scores.get(start + (i + threads) * stride);
            float y2 = isStaged == 1 ? staged[i + 2 * threads] : scores.get(start + (i + 2 * threads) * stride);
            float y3 = isStaged == 1 ? staged[i + 3 * threads] : scores.get(start + (i + 3 * threads) * stride);
            x.set(to + i * toStride, FloatEntries.clip((y0 - high) - low, width, inverse));
            x.set(to + (i + threads) * toStride, FloatEntries.clip((y1 - high) - low, width, inverse));
            x.set(to + (i + 2 * threads) * toStride, FloatEntries.clip((y2 - high) - low, width, inverse));
            x.set(to + (i + 3 * threads) * toStride, FloatEntries.clip((y3 - high) - low, width, inverse));
        }
        for (int i = full + me; i < written; i += threads) {
            float y = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
            x.set(to + i * toStride, FloatEntries.clip((y - high) - low, width, inverse));
        }
    }

    /**
     * Writes the projections of neighbouring columns of a row-major matrix: {@link #TILE} columns and {@link #ROWS} rows
     * at a time, so that neighbouring threads write neighbouring numbers. {@link #solve} would write every number into a
     * sector of memory of its own.
     *
     * @param state as {@link #solve} left it
     * @param x operand 1; may be the scores
     * @param down how many workgroups share the rows of a tile's columns
     */
    static void write(
            KernelContext context,
            FloatArray scores,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            FloatArray x,
            int down) {
        int me = context.localIdx;
        int group = context.groupIdx;
        int columns = Shape.count(shape);
        int wanted = group / down * TILE + me % TILE;
        int column = Math.min(wanted, columns - 1);
        int n = wanted < columns ? Shape.length(shape, column) : 0;
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, column);
        int toStride = Shape.stride(shape, 1);
        int to = Shape.start(shape, 1, column);
        float high = (float) state.get(column * SearchState.SIZE + SearchState.HIGH);
        float low = (float) state.get(column * SearchState.SIZE + SearchState.LOW);
        float width = (float) settings.get(Settings.TAU);
        float inverse = (float) settings.get(Settings.FACTOR);
        int first = group % down * ROWS + me / TILE;
        int step = down * ROWS;
        int whole = n / (PER_TURN * step) * (PER_TURN * step);
        for (int i = first; i < whole; i += PER_TURN * step) {
            float y0 = scores.get(start + i * stride);
            float y1 = scores.get(start + (i + step) * stride);
            float y2 = scores.get(start + (i + 2 * step) * stride);
            float y3 = scores.get(start + (i + 3 * step) * stride);
            x.set(to + i * toStride, FloatEntries.clip((y0 - high) - low, width, inverse));
            x.set(to + (i + step) * toStride, FloatEntries.clip((y1 - high) - low, width, inverse));
            x.set(to + (i + 2 * step) * toStride, FloatEntries.clip((y2 - high) - low, width, inverse));
            x.set(to + (i + 3 * step) * toStride, FloatEntries.clip((y3 - high) - low, width, inverse));
        }
        for (int i = whole + first; i < n; i += step) {
            float y = scores.get(start + i * stride);
            x.set(to + i * toStride, FloatEntries.clip((y - high) - low, width, inverse));
        }
    }
}
