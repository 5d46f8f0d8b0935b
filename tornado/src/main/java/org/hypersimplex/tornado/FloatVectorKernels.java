package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of one long vector by the whole grid, as a chain of launches of one TornadoVM kernel. The first launch
 * reads all scores, tries the threshold of a sample, which {@link FloatColumnKernels#solve} found, and sets apart what
 * {@link FloatBand} says is open; the next ones are passes of the search over the open scores; the last one writes. So the
 * scores are read twice, unless the sample misled. Launches that are left over when the search has ended read nothing.
 * Before a pass every workgroup adds up what all of them found in the pass before and takes the step of the search by
 * itself, in a state of its own: all do the same with the same numbers, so that nothing has to be launched in between.
 *
 * <p><b>Launch</b>: {@link #workgroups} workgroups of {@link #THREADS} threads. <b>Local memory</b>: for the reductions
 * only. What {@link Sdk} says of kernels holds here, too.
 */
final class FloatVectorKernels {
    /** The most workgroups: as many as a large GPU runs at the same time. */
    static final int WORKGROUPS = 660;
    /** Threads of a workgroup. */
    static final int THREADS = 256;

    /**
     * Where the first whole line of memory begins, which threads next to each other access at once: 128 bytes from the
     * beginning of an array, whose header takes 16.
     */
    static final int LINE = (128 - 16) / Float.BYTES;

    /** What a pass finds: Σ d of the active entries, Σ y, the smallest and the largest score, and two counts. */
    private static final int NUMBERS = 6;
    /** Entries for each thread, where there are few. */
    private static final int ENTRIES = 16;

    private static final int PER_TURN = 4;

    private FloatVectorKernels() {}

    /** How many workgroups work on a vector. */
    static int workgroups(int length) {
        return Math.clamp(Math.ceilDiv(length, THREADS * ENTRIES), 1, WORKGROUPS);
    }

    /** How many numbers all workgroups find in two passes, one of which is read while the next is written. */
    static int numbers(int groups) {
        return 2 * NUMBERS * groups;
    }

    /**
     * Takes the step of the search that follows the pass before; then does the pass over the scores that the search
     * asks for, or writes the projection x = clip((y − ν)/τ, 0, 1), if the search has ended.
     *
     * @param settings as {@link Settings} says; then 1 if the search is new, 0 if it goes on where the chain was last
     *     left; then what {@link FloatBand#aim} says
     * @param sample the solutions of the sample, as {@link FloatBand#aim} says
     * @param states the state of the search for each workgroup, as in {@link SearchState}
     * @param numbers as many as {@link #numbers} says
     * @param kept for each thread, how many scores it set apart
     * @param solution receives the state of the search in the last launch
     * @param x before it is written, the scores that were set apart: those of a thread as far apart as there are threads
     * @param groups in the grid
     * @param turn the number of the launch in the chain, from 0
     * @param isLast 1 to write, 0 to go on with the search
     */
    static void pass(
            KernelContext context,
            FloatArray scores,
            IntArray size,
            DoubleArray settings,
            DoubleArray sample,
            DoubleArray states,
            DoubleArray numbers,
            IntArray kept,
            DoubleArray solution,
            FloatArray x,
            int groups,
            int turn,
            int isLast) {
        SearchState search = new SearchState(
                context.allocateIntLocalArray(SearchState.WHOLE_ROOM),
                context.allocateDoubleLocalArray(SearchState.NUMBERS_ROOM));
        double[] sums = context.allocateDoubleLocalArray(THREADS / 2);
        double[] totals = context.allocateDoubleLocalArray(THREADS / 2);
        float[] minima = context.allocateFloatLocalArray(THREADS / 2);
        float[] maxima = context.allocateFloatLocalArray(THREADS / 2);
        double[] countedBy = context.allocateDoubleLocalArray(THREADS / 2);
        double[] saturatedBy = context.allocateDoubleLocalArray(THREADS / 2);
        int me = context.localIdx;
        int group = context.groupIdx;
        int first = context.globalIdx;
        int all = groups * THREADS;
        int base = group * SearchState.SIZE;
        int n = size.get(0);
        float width = (float) settings.get(Settings.TAU);
        // −∞, which takes no part in anything; the compiler must not see that it is.
        float filler = -FloatEntries.LARGEST_SCORE * (1 + n);

        int isOver = turn == 0 ? 0 : ((int) states.get(base + SearchState.PHASE) == SearchState.SOLVED ? 1 : 0);
        // A launch that is left over.
        int isIdle = isLast == 1 ? 0 : isOver;
        int stored = isIdle == 1 ? 0 : SearchState.SIZE;
        int read = (turn + 1) % 2 * groups;
        int written = turn % 2 * groups;
        int found = turn == 0 ? 0 : (isOver == 1 ? 0 : groups);
        double sum = 0;
        double total = 0;
        float smallest = FloatEntries.LARGEST_SCORE;
        float largest = -FloatEntries.LARGEST_SCORE;
        double counted = 0;
        double saturated = 0;
        for (int g = me; g < found; g += THREADS) {
            sum += numbers.get(NUMBERS * read + g);
            total += numbers.get(NUMBERS * read + groups + g);
            smallest = Math.min(smallest, (float) numbers.get(NUMBERS * read + 2 * groups + g));
            largest = Math.max(largest, (float) numbers.get(NUMBERS * read + 3 * groups + g));
            counted += numbers.get(NUMBERS * read + 4 * groups + g);
            saturated += numbers.get(NUMBERS * read + 5 * groups + g);
        }
        for (int i = me; i < stored; i += THREADS) {
            search.load(states, base, i);
        }
        context.localBarrier();
        if (me < Math.min(stored, 1)) {
            FloatSteps.prepare(search, n, settings, 0);
            if (turn == 0) {
                if (settings.get(Settings.MASSES + 1) == 1) {
                    FloatBand.aim(search, settings, sample);
                }
            }
        }
        // Two rounds: the groups' findings add up to a step, then the threads' findings to the group's.
        int round = 2 * isIdle;
        while (round < 2) {
            // Half of the threads leave what they found to the others; of these, fewer and fewer add it up. Nothing was
            // found before the first launch, nor is anything in the last one.
            int none = round == 0 ? (turn == 0 ? 1 : isOver) : Math.max(isOver, isLast);
            int left = none == 1 ? 0 : THREADS / 2;
            int folders = left;
            int own = 0;
            if (me >= THREADS - left) {
                int to = me - THREADS / 2;
                sums[to] = sum;
                totals[to] = total;
                minima[to] = smallest;
                maxima[to] = largest;
                countedBy[to] = counted;
                saturatedBy[to] = saturated;
            }
            while (folders > 0) {
                int mine = me < folders ? left : 0;
                context.localBarrier();
                for (int other = me + own; other < mine; other += folders) {
                    sum += sums[other];
                    total += totals[other];
                    smallest = Math.min(smallest, minima[other]);
                    largest = Math.max(largest, maxima[other]);
                    counted += countedBy[other];
                    saturated += saturatedBy[other];
                }
                if (me < folders) {
                    sums[me] = sum;
                    totals[me] = total;
                    minima[me] = smallest;
                    maxima[me] = largest;
                    countedBy[me] = counted;
                    saturatedBy[me] = saturated;
                }
                left = folders;
                folders = left > 1 ? Math.max(1, left / FloatColumnKernels.FOLD) : 0;
                own = folders;
            }
            if (me == 0) {
                if (round == 0) {
                    if (none == 0) {
                        search.set(SearchState.RISE, sum);
                        search.set(SearchState.SUM, total);
                        search.set(SearchState.LEAST, smallest);
                        search.set(SearchState.MOST, largest);
                        search.set(SearchState.COUNT, counted);
                        search.set(SearchState.OTHER, saturated);
                        FloatBand.complete(search);
                        FloatSteps.step(search);
                    }
                }
                if (round == 1) {
                    if (none == 0) {
                        numbers.set(NUMBERS * written + group, sum);
                        numbers.set(NUMBERS * written + groups + group, total);
                        numbers.set(NUMBERS * written + 2 * groups + group, smallest);
                        numbers.set(NUMBERS * written + 3 * groups + group, largest);
                        numbers.set(NUMBERS * written + 4 * groups + group, counted);
                        numbers.set(NUMBERS * written + 5 * groups + group, saturated);
                    }
                }
            }
            context.localBarrier();
            float high = (float) search.get(SearchState.HIGH);
            float low = (float) search.get(SearchState.LOW);
            int phase = search.whole(SearchState.PHASE);
            sum = 0;
            total = 0;
            smallest = FloatEntries.LARGEST_SCORE;
            largest = -FloatEntries.LARGEST_SCORE;
            counted = 0;
            saturated = 0;

            // Read again, so that no thread has to keep it in the meantime.
            int length = round == 0 ? search.whole(SearchState.LENGTH) : 0;
            int open = isLast == 1 ? 0 : length;
            int whole = Math.max(open - LINE, 0) / (PER_TURN * all) * (PER_TURN * all);
            int glanced = turn == 0 ? (phase == SearchState.GLANCE ? open : 0) : 0;
            int glancedWhole = glanced > 0 ? whole : 0;
            float middle = turn == 0 ? (float) search.get(SearchState.BAND_MIDDLE) : 0;
            float upper = turn == 0 ? (float) search.get(SearchState.BAND_UPPER) : 0;
            float reach = turn == 0 ? (float) search.get(SearchState.BAND_REACH) : 0;
            int apart = LINE + first;
            float active = 0;
            float ones = 0;
            for (int i = LINE + first; i < LINE + glancedWhole; i += PER_TURN * all) {
                float y0 = scores.get(i);
                float y1 = scores.get(i + all);
                float y2 = scores.get(i + 2 * all);
                float y3 = scores.get(i + 3 * all);
                int open0 = FloatBand.distance(y0, middle, upper) < reach ? 1 : 0;
                int open1 = FloatBand.distance(y1, middle, upper) < reach ? 1 : 0;
                int open2 = FloatBand.distance(y2, middle, upper) < reach ? 1 : 0;
                int open3 = FloatBand.distance(y3, middle, upper) < reach ? 1 : 0;
                float d0 = y0 - high;
                float d1 = y1 - high;
                float d2 = y2 - high;
                float d3 = y3 - high;
                // Of all but the open ones, which the next passes see.
                float rise0 = open0 == 1 ? 0 : FloatEntries.rise(d0, width);
                float rise1 = open1 == 1 ? 0 : FloatEntries.rise(d1, width);
                float rise2 = open2 == 1 ? 0 : FloatEntries.rise(d2, width);
                float rise3 = open3 == 1 ? 0 : FloatEntries.rise(d3, width);
                float one0 = open0 == 1 ? 0 : (d0 < width ? 0 : 1);
                float one1 = open1 == 1 ? 0 : (d1 < width ? 0 : 1);
                float one2 = open2 == 1 ? 0 : (d2 < width ? 0 : 1);
                float one3 = open3 == 1 ? 0 : (d3 < width ? 0 : 1);
                float in0 = rise0 > 0 ? 1 : 0;
                float in1 = rise1 > 0 ? 1 : 0;
                float in2 = rise2 > 0 ? 1 : 0;
                float in3 = rise3 > 0 ? 1 : 0;
                sum += (rise0 + rise1) + (rise2 + rise3);
                total += (y0 + y1) + (y2 + y3);
                smallest = Math.min(smallest, Math.min(Math.min(y0, y1), Math.min(y2, y3)));
                largest = Math.max(largest, Math.max(Math.max(y0, y1), Math.max(y2, y3)));
                active += (in0 + in1) + (in2 + in3);
                ones += (one0 + one1) + (one2 + one3);
                if (open0 == 1) {
                    x.set(apart, y0);
                    apart += all;
                }
                if (open1 == 1) {
                    x.set(apart, y1);
                    apart += all;
                }
                if (open2 == 1) {
                    x.set(apart, y2);
                    apart += all;
                }
                if (open3 == 1) {
                    x.set(apart, y3);
                    apart += all;
                }
            }
            if (glanced > 0) {
                kept.set(first, (apart - LINE - first) / all);
            }

            int isReduced = FloatBand.holds(search);
            int searched = phase == SearchState.SEARCH ? open : 0;
            int rows = searched > 0 ? (isReduced == 1 ? kept.get(first) : whole / all) : 0;
            int last = rows - 1;
            for (int j = 0; j < rows; j += PER_TURN) {
                int at0 = LINE + first + j * all;
                int at1 = LINE + first + Math.min(j + 1, last) * all;
                int at2 = LINE + first + Math.min(j + 2, last) * all;
                int at3 = LINE + first + Math.min(j + 3, last) * all;
                float y0 = isReduced == 1 ? x.get(at0) : scores.get(at0);
                float y1 = isReduced == 1 ? x.get(at1) : scores.get(at1);
                float y2 = isReduced == 1 ? x.get(at2) : scores.get(at2);
                float y3 = isReduced == 1 ? x.get(at3) : scores.get(at3);
                y1 = j + 1 <= last ? y1 : filler;
                y2 = j + 2 <= last ? y2 : filler;
                y3 = j + 3 <= last ? y3 : filler;
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
            // The few scores before the first line and behind the last turn are always open: a glance doesn't add them
            // up, and every pass reads them where they are.
            int rest = glanced + searched;
            int skipped = rest > 0 ? whole : 0;
            int isLeftOut = turn == 0 ? search.whole(SearchState.REDUCED) * (glanced > 0 ? 1 : 0) : 0;
            for (int i = first; i < rest - skipped; i += all) {
                float y = scores.get(i < LINE ? i : i + skipped);
                float d = (y - high) - low;
                float rise = isLeftOut == 1 ? 0 : FloatEntries.rise(d, width);
                sum += rise;
                total += y;
                active += rise > 0 ? 1 : 0;
                ones += isLeftOut == 1 ? 0 : (d < width ? 0 : 1);
                smallest = Math.min(smallest, y);
                largest = Math.max(largest, y);
            }
            counted = active;
            saturated = ones;
            // The rare passes: a survey of scores that aren't all finite, and the gap around a vertex.
            int isSurvey = phase == SearchState.SURVEY ? 1 : 0;
            int seen = isSurvey == 1 ? open : (phase == SearchState.GAP ? open : 0);
            for (int i = first; i < seen; i += all) {
                float y = scores.get(i);
                float d = (y - high) - low;
                int kind = FloatEntries.kind(y);
                int isFinite = kind == FloatEntries.FINITE ? 1 : 0;
                int above = d >= 0.5f * width ? 1 : 0;
                int isLeast = (isSurvey == 1 ? 1 : above) * isFinite;
                int isMost = (isSurvey == 1 ? 1 : 1 - above) * isFinite;
                total += kind == FloatEntries.STRANGE ? y : (isFinite == 1 ? y * FloatSteps.SURVEY_SCALE : 0);
                smallest = isLeast == 1 ? Math.min(smallest, y) : smallest;
                largest = isMost == 1 ? Math.max(largest, y) : largest;
                counted += isLeast;
                saturated += isSurvey == 1 ? (kind == FloatEntries.INFINITE ? 1 : 0) : isMost;
            }
            float inverse = (float) settings.get(Settings.FACTOR);
            int projected = isLast == 1 ? (phase == SearchState.SOLVED ? length : 0) : 0;
            int full = Math.max(projected - LINE, 0) / (PER_TURN * all) * (PER_TURN * all);
            for (int i = LINE + first; i < LINE + full; i += PER_TURN * all) {
                float y0 = scores.get(i);
                float y1 = scores.get(i + all);
                float y2 = scores.get(i + 2 * all);
                float y3 = scores.get(i + 3 * all);
                x.set(i, FloatEntries.clip((y0 - high) - low, width, inverse));
                x.set(i + all, FloatEntries.clip((y1 - high) - low, width, inverse));
                x.set(i + 2 * all, FloatEntries.clip((y2 - high) - low, width, inverse));
                x.set(i + 3 * all, FloatEntries.clip((y3 - high) - low, width, inverse));
            }
            for (int i = first; i < projected - full; i += all) {
                int at = i < LINE ? i : i + full;
                x.set(at, FloatEntries.clip((scores.get(at) - high) - low, width, inverse));
            }
            round += 1;
        }
        for (int i = me; i < stored; i += THREADS) {
            search.save(states, base, i);
        }
        int copied = isLast == 1 ? (group == 0 ? SearchState.RESULTS : 0) : 0;
        for (int i = me; i < copied; i += THREADS) {
            search.save(solution, 0, i);
        }
    }
}
