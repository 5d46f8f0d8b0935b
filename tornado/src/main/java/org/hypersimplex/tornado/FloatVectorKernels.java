package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of one long vector as a chain of TornadoVM kernels: passes over the scores by the whole grid, each
 * followed by a step of the search by one workgroup. The search begins at the threshold of a sample of the scores,
 * which {@link FloatColumnKernels#solve} finds, so that few passes are needed. Passes that are left over when the
 * search has ended read nothing.
 *
 * <p><b>Launch</b>: {@link #pass} and {@link #write} take {@link #WORKGROUPS} workgroups, {@link #advance} one, all of
 * {@link FloatColumnKernels#MAX_THREADS} threads. <b>Local memory</b>: for the reductions only. <b>Arguments</b>:
 * {@code settings} holds τ, 1/τ and k; {@code state} the state of the search, as in {@link FloatSteps}; {@code partial}
 * the sum, minimum and maximum, and {@code counts} the two counts, that each workgroup of a pass found,
 * {@link #WORKGROUPS} numbers of each kind.
 */
final class FloatVectorKernels {
    /** Workgroups of a pass. */
    static final int WORKGROUPS = 1024;

    private static final int MAX_THREADS = FloatColumnKernels.MAX_THREADS;

    private FloatVectorKernels() {}

    /** Does the pass over the scores that the search's phase asks for. */
    static void pass(
            KernelContext context,
            FloatArray scores,
            IntArray size,
            DoubleArray settings,
            DoubleArray state,
            DoubleArray partial,
            IntArray counts) {
        double[] sums = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] minima = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] maxima = context.allocateDoubleLocalArray(MAX_THREADS);
        int[] countedBy = context.allocateIntLocalArray(MAX_THREADS);
        int[] saturatedBy = context.allocateIntLocalArray(MAX_THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int group = context.groupIdx;
        int first = context.globalIdx;
        int all = context.globalGroupSizeX;
        int phase = (int) state.get(FloatSteps.PHASE);
        // A solved problem isn't read any more, but every thread must reach the barriers below.
        int n = phase == FloatSteps.SOLVED ? 0 : size.get(0);
        float width = (float) settings.get(0);
        float thresholdHigh = (float) state.get(FloatSteps.HIGH);
        float thresholdLow = (float) state.get(FloatSteps.LOW);
        int isSurvey = phase == FloatSteps.SURVEY ? 1 : 0;
        float bar = phase == FloatSteps.GAP ? width / 2 : width;
        double sum = 0;
        double smallest = FloatSteps.BEYOND_SCORES;
        double largest = -FloatSteps.BEYOND_SCORES;
        int counted = 0;
        int saturated = 0;
        for (int i = first; i < n; i += all) {
            float y = scores.get(i);
            float d = (y - thresholdHigh) - thresholdLow;
            int kind = FloatSteps.kind(y);
            int finite = kind == FloatSteps.FINITE ? 1 : 0;
            int active = FloatSteps.active(d, width);
            int above = d >= bar ? 1 : 0;
            int summed = isSurvey == 1 ? (kind == FloatSteps.STRANGE ? 1 : finite) : active;
            sum += summed == 1 ? (isSurvey == 1 ? y : d) : 0;
            smallest = (isSurvey == 1 ? finite : above) == 1 ? Math.min(smallest, y) : smallest;
            largest = (isSurvey == 1 ? finite : 1 - above) == 1 ? Math.max(largest, y) : largest;
            counted += isSurvey == 1 ? finite : active;
            saturated += isSurvey == 1 ? (kind == FloatSteps.INFINITE ? 1 : 0) : above;
        }
        sums[me] = sum;
        minima[me] = smallest;
        maxima[me] = largest;
        countedBy[me] = counted;
        saturatedBy[me] = saturated;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                minima[me] = Math.min(minima[me], minima[other]);
                maxima[me] = Math.max(maxima[me], maxima[other]);
                countedBy[me] += countedBy[other];
                saturatedBy[me] += saturatedBy[other];
            }
        }
        context.localBarrier();
        if (me == 0) {
            partial.set(group, sums[0]);
            partial.set(WORKGROUPS + group, minima[0]);
            partial.set(2 * WORKGROUPS + group, maxima[0]);
            counts.set(group, countedBy[0]);
            counts.set(WORKGROUPS + group, saturatedBy[0]);
        }
    }

    /**
     * Takes the step that follows a pass.
     *
     * @param sample the state of the sample's search, whose threshold is a first guess
     */
    static void advance(
            KernelContext context,
            DoubleArray partial,
            IntArray counts,
            DoubleArray settings,
            DoubleArray sample,
            DoubleArray state) {
        double[] sums = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] minima = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] maxima = context.allocateDoubleLocalArray(MAX_THREADS);
        int[] countedBy = context.allocateIntLocalArray(MAX_THREADS);
        int[] saturatedBy = context.allocateIntLocalArray(MAX_THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int phase = (int) state.get(FloatSteps.PHASE);
        double tau = settings.get(0);
        double sum = 0;
        double smallest = FloatSteps.BEYOND_SCORES;
        double largest = -FloatSteps.BEYOND_SCORES;
        int counted = 0;
        int saturated = 0;
        for (int g = me; g < WORKGROUPS; g += threads) {
            sum += partial.get(g);
            smallest = Math.min(smallest, partial.get(WORKGROUPS + g));
            largest = Math.max(largest, partial.get(2 * WORKGROUPS + g));
            counted += counts.get(g);
            saturated += counts.get(WORKGROUPS + g);
        }
        sums[me] = sum;
        minima[me] = smallest;
        maxima[me] = largest;
        countedBy[me] = counted;
        saturatedBy[me] = saturated;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                minima[me] = Math.min(minima[me], minima[other]);
                maxima[me] = Math.max(maxima[me], maxima[other]);
                countedBy[me] += countedBy[other];
                saturatedBy[me] += saturatedBy[other];
            }
        }
        context.localBarrier();
        if (me == 0) {
            double guess =
                    sample.get(FloatSteps.WRONG) == 0 ? sample.get(FloatSteps.THRESHOLD) : FloatSteps.BEYOND_SCORES;
            if (phase == FloatSteps.SURVEY) {
                FloatSteps.begin(
                        state,
                        0,
                        settings.get(2),
                        tau,
                        sums[0],
                        minima[0],
                        maxima[0],
                        countedBy[0],
                        saturatedBy[0],
                        guess);
            }
            if (phase == FloatSteps.SEARCH) {
                FloatSteps.advance(state, 0, settings.get(2), tau, sums[0], countedBy[0], saturatedBy[0]);
            }
            if (phase == FloatSteps.GAP) {
                FloatSteps.settle(state, 0, tau, minima[0], maxima[0]);
            }
        }
    }

    /** Writes the projection x = clip((y − ν)/τ, 0, 1). */
    static void write(
            KernelContext context,
            FloatArray scores,
            IntArray size,
            DoubleArray settings,
            DoubleArray state,
            FloatArray x) {
        int first = context.globalIdx;
        int all = context.globalGroupSizeX;
        int n = size.get(0);
        float tau = (float) settings.get(0);
        float inverse = (float) settings.get(1);
        float thresholdHigh = (float) state.get(FloatSteps.HIGH);
        float thresholdLow = (float) state.get(FloatSteps.LOW);
        for (int i = first; i < n; i += all) {
            x.set(i, FloatSteps.clip((scores.get(i) - thresholdHigh) - thresholdLow, tau, inverse));
        }
    }
}
