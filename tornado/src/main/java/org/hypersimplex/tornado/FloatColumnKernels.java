package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The operations on batches as TornadoVM kernels, one workgroup per problem: {@link #solve} finds the thresholds, the
 * others write what follows from them.
 *
 * <p><b>Launch</b>: one dimension, a workgroup of {@code T} threads for each problem, {@code T} a power of two up to
 * {@link #MAX_THREADS}. <b>Local memory</b>: {@link #LOCAL_BYTES}, the most that {@code solve} takes. <b>Arguments</b>:
 * {@code shape} as {@link Shape} lays it out says where each operand's problems lie; what varies from call to call
 * travels in {@code settings}, since TornadoVM compiles scalar arguments into the code; {@code state} holds
 * {@link FloatSteps#STATE} numbers for each problem. Sums are kept in double and added in a fixed tree, so results have
 * the same bits in every run.
 *
 * <p>The code avoids what TornadoVM compiles wrongly. Reductions are written out in every kernel, since a local array
 * that is passed to a method is addressed wrongly. Where an if and its else give a variable different values, neither
 * holds a loop, since the variable would get the same branch's value in both cases. Each field of the context is read
 * once, since the compiler may drop further reads from its graph. {@link FloatSteps} names more.
 */
final class FloatColumnKernels {
    /** The most threads of a workgroup. */
    static final int MAX_THREADS = 256;
    /** The longest problem that is held in local memory. */
    static final int MAX_STAGED_LENGTH = 8192;
    /** Local memory of a workgroup. */
    static final int LOCAL_BYTES =
            MAX_STAGED_LENGTH * Float.BYTES + MAX_THREADS * (3 * Double.BYTES + 2 * Integer.BYTES);

    private FloatColumnKernels() {}

    /**
     * Finds the threshold of each problem.
     *
     * @param scores operand 0
     * @param settings τ, 1/τ, then k of each problem
     * @param state receives the solution of each problem, or what is wrong with its scores
     * @param isStaged 1 if problems have at most {@link #MAX_STAGED_LENGTH} entries and are held in local memory; 0 if
     *     they are read from global memory in every pass
     */
    static void solve(
            KernelContext context,
            FloatArray scores,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            int isStaged) {
        float[] staged = context.allocateFloatLocalArray(MAX_STAGED_LENGTH);
        double[] sums = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] minima = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] maxima = context.allocateDoubleLocalArray(MAX_THREADS);
        int[] countedBy = context.allocateIntLocalArray(MAX_THREADS);
        int[] saturatedBy = context.allocateIntLocalArray(MAX_THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int base = problem * FloatSteps.STATE;
        double tau = settings.get(0);
        double k = settings.get(2 + problem);
        float width = (float) tau;
        float thresholdHigh = 0;
        float thresholdLow = 0;
        int phase = FloatSteps.SURVEY;
        if (me == 0) {
            state.set(base + FloatSteps.PHASE, FloatSteps.SURVEY);
        }
        if (isStaged == 1) {
            for (int i = me; i < n; i += threads) {
                staged[i] = scores.get(start + i * stride);
            }
        }
        int step = 0;
        while (step < FloatSteps.MAX_STEPS && phase != FloatSteps.SOLVED) {
            int isSurvey = phase == FloatSteps.SURVEY ? 1 : 0;
            float bar = phase == FloatSteps.GAP ? width / 2 : width;
            double sum = 0;
            double smallest = FloatSteps.BEYOND_SCORES;
            double largest = -FloatSteps.BEYOND_SCORES;
            int counted = 0;
            int saturated = 0;
            for (int i = me; i < n; i += threads) {
                float y = isStaged == 1 ? staged[i] : scores.get(start + i * stride);
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
                if (phase == FloatSteps.SURVEY) {
                    FloatSteps.begin(
                            state,
                            base,
                            k,
                            tau,
                            sums[0],
                            minima[0],
                            maxima[0],
                            countedBy[0],
                            saturatedBy[0],
                            FloatSteps.BEYOND_SCORES);
                }
                if (phase == FloatSteps.SEARCH) {
                    FloatSteps.advance(state, base, k, tau, sums[0], countedBy[0], saturatedBy[0]);
                }
                if (phase == FloatSteps.GAP) {
                    FloatSteps.settle(state, base, tau, minima[0], maxima[0]);
                }
            }
            context.globalBarrier();
            thresholdHigh = (float) state.get(base + FloatSteps.HIGH);
            thresholdLow = (float) state.get(base + FloatSteps.LOW);
            phase = (int) state.get(base + FloatSteps.PHASE);
            step += 1;
        }
    }

    /**
     * Writes the projections x = clip((y − ν)/τ, 0, 1).
     *
     * @param scores operand 0
     * @param settings τ, 1/τ
     * @param state as {@link #solve} left it
     * @param x operand 1
     */
    static void project(
            KernelContext context,
            FloatArray scores,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            FloatArray x) {
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int toStride = Shape.stride(shape, 1);
        int to = Shape.start(shape, 1, problem);
        float thresholdHigh = (float) state.get(problem * FloatSteps.STATE + FloatSteps.HIGH);
        float thresholdLow = (float) state.get(problem * FloatSteps.STATE + FloatSteps.LOW);
        float tau = (float) settings.get(0);
        float inverse = (float) settings.get(1);
        for (int i = me; i < n; i += threads) {
            x.set(
                    to + i * toStride,
                    FloatSteps.clip((scores.get(start + i * stride) - thresholdHigh) - thresholdLow, tau, inverse));
        }
    }

    /**
     * Multiplies Jacobians with directions: (v − mean_A v)/τ on the active entries A, else 0.
     *
     * @param scores operand 0
     * @param direction operand 1
     * @param settings the width w, 1/τ, then the threshold ν of each problem; A is where 0 &lt; y − ν &lt; w, so w is τ
     *     for scores y and 1 for projections
     * @param product operand 2
     */
    static void multiply(
            KernelContext context,
            FloatArray scores,
            FloatArray direction,
            IntArray shape,
            DoubleArray settings,
            FloatArray product) {
        double[] sums = context.allocateDoubleLocalArray(MAX_THREADS);
        int[] countedBy = context.allocateIntLocalArray(MAX_THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int vStride = Shape.stride(shape, 1);
        int vStart = Shape.start(shape, 1, problem);
        int toStride = Shape.stride(shape, 2);
        int to = Shape.start(shape, 2, problem);
        float tau = (float) settings.get(0);
        float inverse = (float) settings.get(1);
        double threshold = settings.get(2 + problem);
        float thresholdHigh = (float) threshold;
        float thresholdLow = (float) (threshold - thresholdHigh);
        double sum = 0;
        int count = 0;
        for (int i = me; i < n; i += threads) {
            int in = FloatSteps.active((scores.get(start + i * stride) - thresholdHigh) - thresholdLow, tau);
            sum += in == 1 ? direction.get(vStart + i * vStride) : 0;
            count += in;
        }
        sums[me] = sum;
        countedBy[me] = count;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                countedBy[me] += countedBy[other];
            }
        }
        context.localBarrier();
        float mean = (float) (sums[0] / Math.max(1, countedBy[0]));
        for (int i = me; i < n; i += threads) {
            int in = FloatSteps.active((scores.get(start + i * stride) - thresholdHigh) - thresholdLow, tau);
            float v = direction.get(vStart + i * vStride);
            product.set(to + i * toStride, in == 1 ? (v - mean) * inverse : 0);
        }
    }

    /**
     * The loss of each problem, and its gradient by the logits: s/τ · (w (x − t) − mean_A w (x − t)) on the active
     * entries A, else 0.
     *
     * @param logits operand 0; an entry that is left out has −∞ here
     * @param targets operand 1, used if {@code options} asks for a matrix
     * @param classIds the class of each entry, used if {@code options} asks for no matrix: the target is 1 where the
     *     class is the problem's number, else 0
     * @param weights operand 2, used if {@code options} says so
     * @param options [0] is 1 for targets from a matrix, [1] for weights, [2] for a gradient; else 0
     * @param settings τ, then s/τ, where the derivative of the loss by x is s times the weighted residual w (x − t)
     * @param state as {@link #solve} left it
     * @param squares receives Σ w (x − t)² per problem
     * @param gradient operand 3
     */
    static void loss(
            KernelContext context,
            FloatArray logits,
            FloatArray targets,
            IntArray classIds,
            FloatArray weights,
            IntArray options,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            DoubleArray squares,
            FloatArray gradient) {
        double[] sums = context.allocateDoubleLocalArray(MAX_THREADS);
        double[] more = context.allocateDoubleLocalArray(MAX_THREADS);
        int[] countedBy = context.allocateIntLocalArray(MAX_THREADS);
        int me = context.localIdx;
        int threads = context.localGroupSizeX;
        int problem = context.groupIdx;
        int isMatrix = options.get(0);
        int isWeighted = options.get(1);
        int n = Shape.length(shape, problem);
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int tStride = Shape.stride(shape, 1);
        int tStart = Shape.start(shape, 1, problem);
        int wStride = Shape.stride(shape, 2);
        int wStart = Shape.start(shape, 2, problem);
        float thresholdHigh = (float) state.get(problem * FloatSteps.STATE + FloatSteps.HIGH);
        float thresholdLow = (float) state.get(problem * FloatSteps.STATE + FloatSteps.LOW);
        float tau = (float) settings.get(0);
        float inverse = (float) (1 / settings.get(0));
        double sum = 0;
        double square = 0;
        int count = 0;
        for (int i = me; i < n; i += threads) {
            float d = (logits.get(start + i * stride) - thresholdHigh) - thresholdLow;
            float w = isWeighted == 1 ? weights.get(wStart + i * wStride) : 1;
            float t = isMatrix == 1 ? targets.get(tStart + i * tStride) : (classIds.get(i) == problem ? 1 : 0);
            float residual = w == 0 ? 0 : FloatSteps.clip(d, tau, inverse) - t;
            int in = FloatSteps.active(d, tau);
            square += w * residual * residual;
            sum += in == 1 ? w * residual : 0;
            count += in;
        }
        sums[me] = sum;
        more[me] = square;
        countedBy[me] = count;
        for (int half = threads / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (me < half) {
                int other = me + half;
                sums[me] += sums[other];
                more[me] += more[other];
                countedBy[me] += countedBy[other];
            }
        }
        context.localBarrier();
        if (me == 0) {
            squares.set(problem, more[0]);
        }
        if (options.get(2) == 1) {
            float mean = (float) (sums[0] / Math.max(1, countedBy[0]));
            float slope = (float) settings.get(1);
            int toStride = Shape.stride(shape, 3);
            int to = Shape.start(shape, 3, problem);
            for (int i = me; i < n; i += threads) {
                float d = (logits.get(start + i * stride) - thresholdHigh) - thresholdLow;
                float w = isWeighted == 1 ? weights.get(wStart + i * wStride) : 1;
                float t = isMatrix == 1 ? targets.get(tStart + i * tStride) : (classIds.get(i) == problem ? 1 : 0);
                float residual = FloatSteps.clip(d, tau, inverse) - t;
                gradient.set(to + i * toStride, FloatSteps.active(d, tau) == 1 ? (w * residual - mean) * slope : 0);
            }
        }
    }
}
