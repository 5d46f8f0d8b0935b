package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The projection of one long vector as a chain of TornadoVM kernels: passes that the whole grid does, each followed by a
 * step that one workgroup takes. A sample's threshold, from {@link FloatColumnKernels#solve}, is where the search begins, so
 * that few passes are needed; those that come after its end read nothing.
 *
 * <p><b>Launch</b>: {@link #pass} and {@link #write} take {@link #GROUPS} workgroups, {@link #advance} one, all of
 * {@link FloatColumnKernels#THREADS} threads. <b>Local memory</b>: for the reductions only. <b>Arguments</b>:
 * {@code settings} holds τ, 1/τ and k; {@code state} the search between launches; {@code sums} and {@code counts} what each
 * workgroup of a pass found, {@link #GROUPS} numbers of each kind.
 */
final class FloatVectorKernels {
    /** Workgroups of a pass. */
    static final int GROUPS = 1024;

    private static final int THREADS = FloatColumnKernels.THREADS;

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
        double[] sums = context.allocateDoubleLocalArray(THREADS);
        double[] least = context.allocateDoubleLocalArray(THREADS);
        double[] most = context.allocateDoubleLocalArray(THREADS);
        int[] some = context.allocateIntLocalArray(THREADS);
        int[] full = context.allocateIntLocalArray(THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int group = context.groupIdx;
        int first = context.globalIdx;
        int all = context.globalGroupSizeX;
        int phase = (int) state.get(FloatSteps.PHASE);
        // Nothing to read any more, but the barriers below are for all.
        int n = phase == FloatSteps.SOLVED ? 0 : size.get(0);
        float width = (float) settings.get(0);
        float upper = (float) state.get(FloatSteps.HIGH);
        float lower = (float) state.get(FloatSteps.LOW);
        int isSurvey = phase == FloatSteps.SURVEY ? 1 : 0;
        float bar = phase == FloatSteps.GAP ? width / 2 : width;
        double sum = 0;
        double low = FloatSteps.WIDE;
        double high = -FloatSteps.WIDE;
        int a = 0;
        int b = 0;
        for (int i = first; i < n; i += all) {
            float y = scores.get(i);
            float d = (y - upper) - lower;
            int kind = FloatSteps.kind(y);
            int finite = kind == FloatSteps.FINITE ? 1 : 0;
            int active = FloatSteps.active(d, width);
            int above = d >= bar ? 1 : 0;
            int summed = isSurvey == 1 ? (kind == FloatSteps.STRANGE ? 1 : finite) : active;
            sum += summed == 1 ? (isSurvey == 1 ? y : d) : 0;
            low = (isSurvey == 1 ? finite : above) == 1 ? Math.min(low, y) : low;
            high = (isSurvey == 1 ? finite : 1 - above) == 1 ? Math.max(high, y) : high;
            a += isSurvey == 1 ? finite : active;
            b += isSurvey == 1 ? (kind == FloatSteps.INFINITE ? 1 : 0) : above;
        }
        sums[me] = sum;
        least[me] = low;
        most[me] = high;
        some[me] = a;
        full[me] = b;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                least[me] = Math.min(least[me], least[other]);
                most[me] = Math.max(most[me], most[other]);
                some[me] += some[other];
                full[me] += full[other];
            }
        }
        context.localBarrier();
        if (me == 0) {
            partial.set(group, sums[0]);
            partial.set(GROUPS + group, least[0]);
            partial.set(2 * GROUPS + group, most[0]);
            counts.set(group, some[0]);
            counts.set(GROUPS + group, full[0]);
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
        double[] sums = context.allocateDoubleLocalArray(THREADS);
        double[] least = context.allocateDoubleLocalArray(THREADS);
        double[] most = context.allocateDoubleLocalArray(THREADS);
        int[] some = context.allocateIntLocalArray(THREADS);
        int[] full = context.allocateIntLocalArray(THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int phase = (int) state.get(FloatSteps.PHASE);
        double tau = settings.get(0);
        double sum = 0;
        double low = FloatSteps.WIDE;
        double high = -FloatSteps.WIDE;
        int a = 0;
        int b = 0;
        for (int g = me; g < GROUPS; g += threads) {
            sum += partial.get(g);
            low = Math.min(low, partial.get(GROUPS + g));
            high = Math.max(high, partial.get(2 * GROUPS + g));
            a += counts.get(g);
            b += counts.get(GROUPS + g);
        }
        sums[me] = sum;
        least[me] = low;
        most[me] = high;
        some[me] = a;
        full[me] = b;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                least[me] = Math.min(least[me], least[other]);
                most[me] = Math.max(most[me], most[other]);
                some[me] += some[other];
                full[me] += full[other];
            }
        }
        context.localBarrier();
        if (me == 0) {
            double guess = sample.get(FloatSteps.WRONG) == 0 ? sample.get(FloatSteps.THRESHOLD) : FloatSteps.WIDE;
            if (phase == FloatSteps.SURVEY) {
                FloatSteps.begin(state, 0, settings.get(2), tau, sums[0], least[0], most[0], some[0], full[0], guess);
            }
            if (phase == FloatSteps.SEARCH) {
                FloatSteps.advance(state, 0, settings.get(2), tau, sums[0], some[0], full[0]);
            }
            if (phase == FloatSteps.GAP) {
                FloatSteps.settle(state, 0, tau, least[0], most[0]);
            }
        }
    }

    /** Writes x. */
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
        float upper = (float) state.get(FloatSteps.HIGH);
        float lower = (float) state.get(FloatSteps.LOW);
        for (int i = first; i < n; i += all) {
            x.set(i, FloatSteps.clip((scores.get(i) - upper) - lower, tau, inverse));
        }
    }
}
