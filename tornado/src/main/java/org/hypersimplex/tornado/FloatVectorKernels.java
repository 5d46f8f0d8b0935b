package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of one long vector by the whole grid, as a chain of launches of one TornadoVM kernel: passes over the
 * scores, the last of which writes. The search begins at the threshold of a sample of the scores, which
 * {@link FloatColumnKernels#solve} finds, so that few passes are needed; those that are left over when the search has
 * ended read nothing. Before a pass every workgroup adds up what all of them found in the pass before and takes the
 * step of the search by itself, in a state of its own: all do the same with the same numbers, so that nothing has to be
 * launched in between.
 *
 * <p><b>Launch</b>: {@link #WORKGROUPS} workgroups of {@link #THREADS} threads. <b>Local memory</b>: for the reductions
 * only. What {@link Sdk} says of kernels holds here, too.
 */
final class FloatVectorKernels {
    /** Workgroups: as many as a large GPU runs at the same time. */
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
    /** How many numbers all workgroups find in two passes, one of which is read while the next is written. */
    static final int ALL_NUMBERS = 2 * NUMBERS * WORKGROUPS;

    private FloatVectorKernels() {}

    /**
     * Takes the step of the search that follows the pass before; then does the pass over the scores that the search
     * asks for, or writes the projection x = clip((y − ν)/τ, 0, 1).
     *
     * @param settings as {@link Settings} says; then 1 if the search is new, 0 if it goes on where the chain was last
     *     left
     * @param sample the state of the sample's search, whose threshold is a first guess
     * @param states the state of the search for each workgroup, as in {@link SearchState}
     * @param numbers {@link #ALL_NUMBERS}
     * @param solution receives the state of the search if x is written
     * @param turn the number of the pass in the chain, from 0
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
            DoubleArray solution,
            FloatArray x,
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
        int all = WORKGROUPS * THREADS;
        int base = group * SearchState.SIZE;
        int n = size.get(0);
        float width = (float) settings.get(Settings.TAU);

        int isOver = turn == 0 ? 0 : ((int) states.get(base + SearchState.PHASE) == SearchState.SOLVED ? 1 : 0);
        int read = (turn + 1) % 2 * WORKGROUPS;
        int written = turn % 2 * WORKGROUPS;
        int found = turn == 0 ? 0 : (isOver == 1 ? 0 : WORKGROUPS);
        double sum = 0;
        double total = 0;
        float smallest = FloatEntries.LARGEST_SCORE;
        float largest = -FloatEntries.LARGEST_SCORE;
        double counted = 0;
        double saturated = 0;
        for (int g = me; g < found; g += THREADS) {
            sum += numbers.get(NUMBERS * read + g);
            total += numbers.get(NUMBERS * read + WORKGROUPS + g);
            smallest = Math.min(smallest, (float) numbers.get(NUMBERS * read + 2 * WORKGROUPS + g));
            largest = Math.max(largest, (float) numbers.get(NUMBERS * read + 3 * WORKGROUPS + g));
            counted += numbers.get(NUMBERS * read + 4 * WORKGROUPS + g);
            saturated += numbers.get(NUMBERS * read + 5 * WORKGROUPS + g);
        }
        for (int i = me; i < SearchState.SIZE; i += THREADS) {
            search.load(states, base, i);
        }
        if (me == 0) {
            FloatSteps.prepare(search, n, settings, 0);
        }
        // Two rounds: the groups' findings add up to a step, then the threads' findings to the group's.
        int round = 0;
        while (round < 2) {
            // Half of the threads leave what they found to the others; of these, fewer and fewer add it up.
            int left = THREADS / 2;
            int folders = left;
            int own = 0;
            if (me >= left) {
                sums[me - left] = sum;
                totals[me - left] = total;
                minima[me - left] = smallest;
                maxima[me - left] = largest;
                countedBy[me - left] = counted;
                saturatedBy[me - left] = saturated;
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
                    if (turn > 0 && isOver == 0) {
                        search.set(SearchState.RISE, sum);
                        search.set(SearchState.SUM, total);
                        search.set(SearchState.LEAST, smallest);
                        search.set(SearchState.MOST, largest);
                        search.set(SearchState.COUNT, counted);
                        search.set(SearchState.OTHER, saturated);
                        FloatSteps.step(search);
                    }
                    if (turn == 0) {
                        if (settings.get(Settings.MASSES + 1) == 1) {
                            FloatSteps.aim(search, FloatSteps.guess(sample));
                        }
                    }
                }
                if (round == 1) {
                    numbers.set(NUMBERS * written + group, sum);
                    numbers.set(NUMBERS * written + WORKGROUPS + group, total);
                    numbers.set(NUMBERS * written + 2 * WORKGROUPS + group, smallest);
                    numbers.set(NUMBERS * written + 3 * WORKGROUPS + group, largest);
                    numbers.set(NUMBERS * written + 4 * WORKGROUPS + group, counted);
                    numbers.set(NUMBERS * written + 5 * WORKGROUPS + group, saturated);
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
            int searched = phase == SearchState.SEARCH ? open : (phase == SearchState.GLANCE ? open : 0);
            int whole = (searched - LINE) / (4 * all) * (4 * all);
            float active = 0;
            float ones = 0;
            for (int i = LINE + first; i < LINE + whole; i += 4 * all) {
                float y0 = scores.get(i);
                float y1 = scores.get(i + all);
                float y2 = scores.get(i + 2 * all);
                float y3 = scores.get(i + 3 * all);
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
                total += (y0 + y1) + (y2 + y3);
                smallest = Math.min(smallest, Math.min(Math.min(y0, y1), Math.min(y2, y3)));
                largest = Math.max(largest, Math.max(Math.max(y0, y1), Math.max(y2, y3)));
                active += (in0 + in1) + (in2 + in3);
                ones += (one0 + one1) + (one2 + one3);
            }
            counted = active;
            saturated = ones;
            for (int i = first; i < searched - whole; i += all) {
                float y = scores.get(i < LINE ? i : i + whole);
                float d = (y - high) - low;
                int in = FloatEntries.active(d, width);
                sum += in == 1 ? d : 0;
                total += y;
                smallest = Math.min(smallest, y);
                largest = Math.max(largest, y);
                counted += in;
                saturated += d >= width ? 1 : 0;
            }
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
            int projected = isLast == 1 ? length : 0;
            int full = (projected - LINE) / (4 * all) * (4 * all);
            for (int i = LINE + first; i < LINE + full; i += 4 * all) {
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
        for (int i = me; i < SearchState.SIZE; i += THREADS) {
            search.save(states, base, i);
        }
        int copied = isLast == 1 ? (group == 0 ? SearchState.RESULTS : 0) : 0;
        for (int i = me; i < copied; i += THREADS) {
            search.save(solution, 0, i);
        }
    }
}
