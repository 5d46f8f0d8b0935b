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

    /** What a pass finds: Σ d of the active entries, Σ y, the smallest and the largest score; then two counts. */
    private static final int NUMBERS = 4;

    private static final int COUNTS = 2;
    /** How many numbers and counts all workgroups find in two passes, one of which is read while the next is written. */
    static final int ALL_NUMBERS = 2 * NUMBERS * WORKGROUPS;

    static final int ALL_COUNTS = 2 * COUNTS * WORKGROUPS;

    private static final int FOLDERS = FloatColumnKernels.FOLDERS;

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
     * @param counts {@link #ALL_COUNTS}
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
            IntArray counts,
            DoubleArray solution,
            FloatArray x,
            int turn,
            int isLast) {
        double[] sums = context.allocateDoubleLocalArray(THREADS);
        double[] totals = context.allocateDoubleLocalArray(THREADS);
        float[] minima = context.allocateFloatLocalArray(THREADS);
        float[] maxima = context.allocateFloatLocalArray(THREADS);
        int[] countedBy = context.allocateIntLocalArray(THREADS);
        int[] saturatedBy = context.allocateIntLocalArray(THREADS);
        float[] threshold = context.allocateFloatLocalArray(2);
        int[] next = context.allocateIntLocalArray(1);
        int me = context.localIdx;
        int group = context.groupIdx;
        int first = context.globalIdx;
        int all = WORKGROUPS * THREADS;
        int base = group * SearchState.SIZE;
        int n = size.get(0);
        double tau = settings.get(Settings.TAU);
        float width = (float) tau;
        float half = width / 2;
        float inverse = (float) settings.get(Settings.FACTOR);

        int isOver = turn == 0 ? 0 : ((int) states.get(base + SearchState.PHASE) == SearchState.SOLVED ? 1 : 0);
        int read = (turn + 1) % 2 * WORKGROUPS;
        int written = turn % 2 * WORKGROUPS;
        int found = turn == 0 ? 0 : (isOver == 1 ? 0 : WORKGROUPS);
        double sum = 0;
        double total = 0;
        float smallest = FloatEntries.LARGEST_SCORE;
        float largest = -FloatEntries.LARGEST_SCORE;
        int counted = 0;
        int saturated = 0;
        for (int g = me; g < found; g += THREADS) {
            sum += numbers.get(NUMBERS * read + g);
            total += numbers.get(NUMBERS * read + WORKGROUPS + g);
            smallest = Math.min(smallest, (float) numbers.get(NUMBERS * read + 2 * WORKGROUPS + g));
            largest = Math.max(largest, (float) numbers.get(NUMBERS * read + 3 * WORKGROUPS + g));
            counted += counts.get(COUNTS * read + g);
            saturated += counts.get(COUNTS * read + WORKGROUPS + g);
        }
        // Two rounds: the groups' findings add up to a step, then the threads' findings to the group's.
        int round = 0;
        while (round < 2) {
            sums[me] = sum;
            totals[me] = total;
            minima[me] = smallest;
            maxima[me] = largest;
            countedBy[me] = counted;
            saturatedBy[me] = saturated;
            context.localBarrier();
            if (me < FOLDERS) {
                double s = sum;
                double y = total;
                float least = smallest;
                float most = largest;
                int c = counted;
                int t = saturated;
                for (int other = me + FOLDERS; other < THREADS; other += FOLDERS) {
                    s += sums[other];
                    y += totals[other];
                    least = Math.min(least, minima[other]);
                    most = Math.max(most, maxima[other]);
                    c += countedBy[other];
                    t += saturatedBy[other];
                }
                sums[me] = s;
                totals[me] = y;
                minima[me] = least;
                maxima[me] = most;
                countedBy[me] = c;
                saturatedBy[me] = t;
            }
            context.localBarrier();
            if (me == 0) {
                double s = 0;
                double y = 0;
                float least = minima[0];
                float most = maxima[0];
                int c = 0;
                int t = 0;
                for (int other = 0; other < FOLDERS; other++) {
                    s += sums[other];
                    y += totals[other];
                    least = Math.min(least, minima[other]);
                    most = Math.max(most, maxima[other]);
                    c += countedBy[other];
                    t += saturatedBy[other];
                }
                if (round == 0) {
                    if (turn > 0 && isOver == 0) {
                        double grid = settings.get(Settings.GRID);
                        double k = settings.get(Settings.MASSES);
                        int due = FloatSteps.survey(states, base, n, k, tau, y, least, most, c, t);
                        FloatSteps.proceed(states, base, due, k, tau, grid, s, least, most, c, t);
                    }
                    if (turn == 0) {
                        if (settings.get(Settings.MASSES + 1) == 1) {
                            FloatSteps.aim(states, base, FloatSteps.guess(sample));
                        }
                    }
                    threshold[0] = (float) states.get(base + SearchState.HIGH);
                    threshold[1] = (float) states.get(base + SearchState.LOW);
                    next[0] = (int) states.get(base + SearchState.PHASE);
                }
                if (round == 1) {
                    numbers.set(NUMBERS * written + group, s);
                    numbers.set(NUMBERS * written + WORKGROUPS + group, y);
                    numbers.set(NUMBERS * written + 2 * WORKGROUPS + group, least);
                    numbers.set(NUMBERS * written + 3 * WORKGROUPS + group, most);
                    counts.set(COUNTS * written + group, c);
                    counts.set(COUNTS * written + WORKGROUPS + group, t);
                }
            }
            context.localBarrier();
            float high = threshold[0];
            float low = threshold[1];
            int phase = next[0];
            sum = 0;
            total = 0;
            smallest = FloatEntries.LARGEST_SCORE;
            largest = -FloatEntries.LARGEST_SCORE;
            counted = 0;
            saturated = 0;

            int open = isLast == 1 ? 0 : (round == 0 ? n : 0);
            int searched = phase == SearchState.SEARCH ? open : (phase == SearchState.GLANCE ? open : 0);
            int whole = (searched - LINE) / (4 * all) * (4 * all);
            for (int i = LINE + first; i < LINE + whole; i += 4 * all) {
                float y0 = scores.get(i);
                float y1 = scores.get(i + all);
                float y2 = scores.get(i + 2 * all);
                float y3 = scores.get(i + 3 * all);
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
                total += (y0 + y1) + (y2 + y3);
                smallest = Math.min(smallest, Math.min(Math.min(y0, y1), Math.min(y2, y3)));
                largest = Math.max(largest, Math.max(Math.max(y0, y1), Math.max(y2, y3)));
                counted += (in0 + in1) + (in2 + in3);
                saturated += ((up0 - in0) + (up1 - in1)) + ((up2 - in2) + (up3 - in3));
            }
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
                int above = d >= half ? 1 : 0;
                int isLeast = (isSurvey == 1 ? 1 : above) * isFinite;
                int isMost = (isSurvey == 1 ? 1 : 1 - above) * isFinite;
                total += kind == FloatEntries.STRANGE ? y : (isFinite == 1 ? y * FloatSteps.SURVEY_SCALE : 0);
                smallest = isLeast == 1 ? Math.min(smallest, y) : smallest;
                largest = isMost == 1 ? Math.max(largest, y) : largest;
                counted += isLeast;
                saturated += isSurvey == 1 ? (kind == FloatEntries.INFINITE ? 1 : 0) : isMost;
            }
            int projected = isLast == 1 ? (round == 0 ? n : 0) : 0;
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
        int copied = isLast == 1 ? (group == 0 ? SearchState.SIZE : 0) : 0;
        for (int i = me; i < copied; i += THREADS) {
            solution.set(i, states.get(i));
        }
    }
}
