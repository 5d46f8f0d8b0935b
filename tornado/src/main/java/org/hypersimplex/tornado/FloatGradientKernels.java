package org.hypersimplex.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What follows from the thresholds of a batch, as TornadoVM kernels, one workgroup per problem: Jacobian products, and
 * the loss with its gradient. What {@link FloatColumnKernels} says of launches and of TornadoVM holds here, too.
 */
final class FloatGradientKernels {
    private static final int PER_TURN = FloatColumnKernels.PER_TURN;

    private FloatGradientKernels() {}

    private static float weight(FloatArray weights, int isWeighted, int at) {
        return isWeighted == 1 ? weights.get(at) : 1;
    }

    private static float target(FloatArray targets, int at, IntArray classIds, int i, int problem, int isMatrix) {
        return isMatrix == 1 ? targets.get(at) : (classIds.get(i) == problem ? 1 : 0);
    }

    /**
     * Multiplies Jacobians with directions: (v − mean_A v)/τ on the active entries A, else 0.
     *
     * @param scores operand 0
     * @param direction operand 1
     * @param settings the width w, 1/τ, then the threshold ν of each problem as the sum of two numbers; A is where
     *     0 &lt; y − ν &lt; w, so w is τ for scores y and 1 for projections
     * @param product operand 2
     * @param threads in a workgroup
     */
    static void multiply(
            KernelContext context,
            FloatArray scores,
            FloatArray direction,
            IntArray shape,
            DoubleArray settings,
            FloatArray product,
            int threads) {
        double[] sums = context.allocateDoubleLocalArray(threads);
        int[] countedBy = context.allocateIntLocalArray(threads);
        float[] means = context.allocateFloatLocalArray(1);
        int me = context.localIdx;
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
        float high = (float) settings.get(2 + 2 * problem);
        float low = (float) settings.get(3 + 2 * problem);
        int turn = PER_TURN * threads;
        int whole = n / turn * turn;
        double sum = 0;
        int count = 0;
        for (int i = me; i < whole; i += turn) {
            float y0 = scores.get(start + i * stride);
            float y1 = scores.get(start + (i + threads) * stride);
            float y2 = scores.get(start + (i + 2 * threads) * stride);
            float y3 = scores.get(start + (i + 3 * threads) * stride);
            float v0 = direction.get(vStart + i * vStride);
            float v1 = direction.get(vStart + (i + threads) * vStride);
            float v2 = direction.get(vStart + (i + 2 * threads) * vStride);
            float v3 = direction.get(vStart + (i + 3 * threads) * vStride);
            int in0 = FloatEntries.active((y0 - high) - low, tau);
            int in1 = FloatEntries.active((y1 - high) - low, tau);
            int in2 = FloatEntries.active((y2 - high) - low, tau);
            int in3 = FloatEntries.active((y3 - high) - low, tau);
            sum += ((in0 == 1 ? v0 : 0) + (in1 == 1 ? v1 : 0)) + ((in2 == 1 ? v2 : 0) + (in3 == 1 ? v3 : 0));
            count += (in0 + in1) + (in2 + in3);
        }
        for (int i = whole + me; i < n; i += threads) {
            int in = FloatEntries.active((scores.get(start + i * stride) - high) - low, tau);
            float v = direction.get(vStart + i * vStride);
            sum += in == 1 ? v : 0;
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
        if (me == 0) {
            means[0] = (float) (sums[0] / Math.max(1, countedBy[0]));
        }
        context.localBarrier();
        float mean = means[0];
        for (int i = me; i < whole; i += turn) {
            float y0 = scores.get(start + i * stride);
            float y1 = scores.get(start + (i + threads) * stride);
            float y2 = scores.get(start + (i + 2 * threads) * stride);
            float y3 = scores.get(start + (i + 3 * threads) * stride);
            float v0 = direction.get(vStart + i * vStride);
            float v1 = direction.get(vStart + (i + threads) * vStride);
            float v2 = direction.get(vStart + (i + 2 * threads) * vStride);
            float v3 = direction.get(vStart + (i + 3 * threads) * vStride);
            int in0 = FloatEntries.active((y0 - high) - low, tau);
            int in1 = FloatEntries.active((y1 - high) - low, tau);
            int in2 = FloatEntries.active((y2 - high) - low, tau);
            int in3 = FloatEntries.active((y3 - high) - low, tau);
            product.set(to + i * toStride, in0 == 1 ? (v0 - mean) * inverse : 0);
            product.set(to + (i + threads) * toStride, in1 == 1 ? (v1 - mean) * inverse : 0);
            product.set(to + (i + 2 * threads) * toStride, in2 == 1 ? (v2 - mean) * inverse : 0);
            product.set(to + (i + 3 * threads) * toStride, in3 == 1 ? (v3 - mean) * inverse : 0);
        }
        for (int i = whole + me; i < n; i += threads) {
            int in = FloatEntries.active((scores.get(start + i * stride) - high) - low, tau);
            float v = direction.get(vStart + i * vStride);
            product.set(to + i * toStride, in == 1 ? (v - mean) * inverse : 0);
        }
    }

    /**
     * The loss of each problem, and its gradient by the logits: s/τ · (w (x − t) − mean_A w (x − t)) on the active
     * entries A, else 0. An anchor adds 2α/C · ν/τ² · dν/dy, where dν/dy is 1/|A| on the active entries; if there are
     * none, it is ½ on the smallest logit with x = 1 and ½ on the largest with x = 0, shared evenly where several are
     * equal.
     *
     * @param logits operand 0; an entry that is left out has −∞ here
     * @param targets operand 1, used if targets are a matrix
     * @param classIds the class of each entry, used otherwise: the target is 1 where the class is the problem's number,
     *     else 0
     * @param weights operand 2, used if there are weights
     * @param settings as {@link Settings} says, with the factor s/τ, where the derivative of the loss by x is s times the
     *     weighted residual w (x − t); then 2α/C, what the anchor's gradient is multiplied by, divided by τ, and 1/τ
     * @param state as {@link FloatColumnKernels#solve} left it
     * @param findings receives Σ w (x − t)² and ν/τ of each problem; the latter is 0 without an anchor, and for a problem
     *     that takes no part in it: one with x = 0 for all finite logits, or x = 1 for all
     * @param gradient operand 3
     * @param threads in a workgroup
     * @param isMatrix 1 if targets are a matrix, 0 if they are classes
     * @param isWeighted 1 if there are weights, else 0
     * @param hasGradient 1 if the gradient is wanted, else 0
     */
    static void loss(
            KernelContext context,
            FloatArray logits,
            FloatArray targets,
            IntArray classIds,
            FloatArray weights,
            IntArray shape,
            DoubleArray settings,
            DoubleArray state,
            DoubleArray findings,
            FloatArray gradient,
            int threads,
            int isMatrix,
            int isWeighted,
            int hasGradient) {
        double[] sums = context.allocateDoubleLocalArray(threads);
        double[] more = context.allocateDoubleLocalArray(threads);
        int[] countedBy = context.allocateIntLocalArray(threads);
        int[] zerosBy = context.allocateIntLocalArray(threads);
        float[] minima = context.allocateFloatLocalArray(threads);
        float[] maxima = context.allocateFloatLocalArray(threads);
        float[] means = context.allocateFloatLocalArray(4);
        int me = context.localIdx;
        int problem = context.groupIdx;
        int n = Shape.length(shape, problem);
        int stride = Shape.stride(shape, 0);
        int start = Shape.start(shape, 0, problem);
        int tStride = Shape.stride(shape, 1);
        int tStart = Shape.start(shape, 1, problem);
        int wStride = Shape.stride(shape, 2);
        int wStart = Shape.start(shape, 2, problem);
        float high = (float) state.get(problem * SearchState.RESULTS + SearchState.HIGH);
        float low = (float) state.get(problem * SearchState.RESULTS + SearchState.LOW);
        float tau = (float) settings.get(Settings.TAU);
        float inverse = (float) settings.get(Settings.MASSES + 2 + Shape.count(shape));
        double sum = 0;
        double square = 0;
        int count = 0;
        int turn = PER_TURN * threads;
        int whole = n / turn * turn;
        for (int i = me; i < whole; i += turn) {
            float y0 = logits.get(start + i * stride);
            float y1 = logits.get(start + (i + threads) * stride);
            float y2 = logits.get(start + (i + 2 * threads) * stride);
            float y3 = logits.get(start + (i + 3 * threads) * stride);
            float w0 = weight(weights, isWeighted, wStart + i * wStride);
            float w1 = weight(weights, isWeighted, wStart + (i + threads) * wStride);
            float w2 = weight(weights, isWeighted, wStart + (i + 2 * threads) * wStride);
            float w3 = weight(weights, isWeighted, wStart + (i + 3 * threads) * wStride);
            float t0 = target(targets, tStart + i * tStride, classIds, i, problem, isMatrix);
            float t1 = target(targets, tStart + (i + threads) * tStride, classIds, i + threads, problem, isMatrix);
            float t2 =
                    target(targets, tStart + (i + 2 * threads) * tStride, classIds, i + 2 * threads, problem, isMatrix);
            float t3 =
                    target(targets, tStart + (i + 3 * threads) * tStride, classIds, i + 3 * threads, problem, isMatrix);
            float d0 = (y0 - high) - low;
            float d1 = (y1 - high) - low;
            float d2 = (y2 - high) - low;
            float d3 = (y3 - high) - low;
            float r0 = w0 == 0 ? 0 : FloatEntries.clip(d0, tau, inverse) - t0;
            float r1 = w1 == 0 ? 0 : FloatEntries.clip(d1, tau, inverse) - t1;
            float r2 = w2 == 0 ? 0 : FloatEntries.clip(d2, tau, inverse) - t2;
            float r3 = w3 == 0 ? 0 : FloatEntries.clip(d3, tau, inverse) - t3;
            int in0 = FloatEntries.active(d0, tau);
            int in1 = FloatEntries.active(d1, tau);
            int in2 = FloatEntries.active(d2, tau);
            int in3 = FloatEntries.active(d3, tau);
            square += (w0 * r0 * r0 + w1 * r1 * r1) + (w2 * r2 * r2 + w3 * r3 * r3);
            sum += ((in0 == 1 ? w0 * r0 : 0) + (in1 == 1 ? w1 * r1 : 0))
                    + ((in2 == 1 ? w2 * r2 : 0) + (in3 == 1 ? w3 * r3 : 0));
            count += (in0 + in1) + (in2 + in3);
        }
        for (int i = whole + me; i < n; i += threads) {
            float d = (logits.get(start + i * stride) - high) - low;
            float w = weight(weights, isWeighted, wStart + i * wStride);
            float t = target(targets, tStart + i * tStride, classIds, i, problem, isMatrix);
            float residual = w == 0 ? 0 : FloatEntries.clip(d, tau, inverse) - t;
            int in = FloatEntries.active(d, tau);
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
        if (me == 0) {
            means[0] = (float) (sums[0] / Math.max(1, countedBy[0]));
        }
        context.localBarrier();
        float mean = means[0];
        double total = more[0];
        int active = countedBy[0];

        // An anchor without active entries, which is rare: the ends of the gap, and how many logits are equal to them.
        double pull = settings.get(Settings.MASSES + Shape.count(shape));
        int seen = pull == 0 ? 0 : (active == 0 ? n : 0);
        int folded = seen == 0 ? 0 : threads;
        float half = tau / 2;
        float one = FloatEntries.LARGEST_SCORE;
        float zero = -FloatEntries.LARGEST_SCORE;
        for (int i = me; i < seen; i += threads) {
            float y = logits.get(start + i * stride);
            int above = (y - high) - low >= half ? 1 : 0;
            one = above == 1 ? Math.min(one, y) : one;
            zero = above == 0 ? Math.max(zero, y) : zero;
        }
        minima[me] = one;
        maxima[me] = zero;
        context.localBarrier();
        for (int other = 0; other < folded; other++) {
            one = Math.min(one, minima[other]);
            zero = Math.max(zero, maxima[other]);
        }
        int ones = 0;
        int zeros = 0;
        for (int i = me; i < seen; i += threads) {
            float y = logits.get(start + i * stride);
            int above = (y - high) - low >= half ? 1 : 0;
            ones += y == one ? above : 0;
            zeros += y == zero ? 1 - above : 0;
        }
        countedBy[me] = ones;
        zerosBy[me] = zeros;
        context.localBarrier();
        ones = 0;
        zeros = 0;
        for (int other = 0; other < folded; other++) {
            ones += countedBy[other];
            zeros += zerosBy[other];
        }
        int isVertex = ones > 0 ? (zeros > 0 ? 1 : 0) : 0;
        int isActive = active > 0 ? 1 : 0;
        int isAnchored = pull > 0 ? 1 : 0;
        double nu = state.get(problem * SearchState.RESULTS + SearchState.THRESHOLD);
        double height =
                isAnchored * Math.max(isActive, isVertex) * FloatEntries.bounded(nu / settings.get(Settings.TAU));
        // By one thread, and read again by all: a compiler may move a division into the loop.
        if (me == 0) {
            findings.set(2 * problem, total);
            findings.set(2 * problem + 1, height);
            double push = FloatEntries.bounded(
                    FloatEntries.bounded(pull * height) * settings.get(Settings.MASSES + 1 + Shape.count(shape)));
            means[1] = (float) (push / Math.max(1, active));
            means[2] = (float) (0.5 * isVertex * push / Math.max(1, ones));
            means[3] = (float) (0.5 * isVertex * push / Math.max(1, zeros));
        }
        context.localBarrier();

        if (hasGradient == 1) {
            float share = means[1];
            float atOne = means[2];
            float atZero = means[3];
            float slope = (float) settings.get(Settings.FACTOR);
            int toStride = Shape.stride(shape, 3);
            int to = Shape.start(shape, 3, problem);
            for (int i = me; i < whole; i += turn) {
                float y0 = logits.get(start + i * stride);
                float y1 = logits.get(start + (i + threads) * stride);
                float y2 = logits.get(start + (i + 2 * threads) * stride);
                float y3 = logits.get(start + (i + 3 * threads) * stride);
                float w0 = weight(weights, isWeighted, wStart + i * wStride);
                float w1 = weight(weights, isWeighted, wStart + (i + threads) * wStride);
                float w2 = weight(weights, isWeighted, wStart + (i + 2 * threads) * wStride);
                float w3 = weight(weights, isWeighted, wStart + (i + 3 * threads) * wStride);
                float t0 = target(targets, tStart + i * tStride, classIds, i, problem, isMatrix);
                float t1 = target(targets, tStart + (i + threads) * tStride, classIds, i + threads, problem, isMatrix);
                float t2 = target(
                        targets, tStart + (i + 2 * threads) * tStride, classIds, i + 2 * threads, problem, isMatrix);
                float t3 = target(
                        targets, tStart + (i + 3 * threads) * tStride, classIds, i + 3 * threads, problem, isMatrix);
                float d0 = (y0 - high) - low;
                float d1 = (y1 - high) - low;
                float d2 = (y2 - high) - low;
                float d3 = (y3 - high) - low;
                float r0 = w0 * (FloatEntries.clip(d0, tau, inverse) - t0);
                float r1 = w1 * (FloatEntries.clip(d1, tau, inverse) - t1);
                float r2 = w2 * (FloatEntries.clip(d2, tau, inverse) - t2);
                float r3 = w3 * (FloatEntries.clip(d3, tau, inverse) - t3);
                float end0 = y0 == one ? atOne : (y0 == zero ? atZero : 0);
                float end1 = y1 == one ? atOne : (y1 == zero ? atZero : 0);
                float end2 = y2 == one ? atOne : (y2 == zero ? atZero : 0);
                float end3 = y3 == one ? atOne : (y3 == zero ? atZero : 0);
                float g0 = FloatEntries.active(d0, tau) == 1 ? (r0 - mean) * slope + share : end0;
                gradient.set(to + i * toStride, g0);
                float g1 = FloatEntries.active(d1, tau) == 1 ? (r1 - mean) * slope + share : end1;
                gradient.set(to + (i + threads) * toStride, g1);
                float g2 = FloatEntries.active(d2, tau) == 1 ? (r2 - mean) * slope + share : end2;
                gradient.set(to + (i + 2 * threads) * toStride, g2);
                float g3 = FloatEntries.active(d3, tau) == 1 ? (r3 - mean) * slope + share : end3;
                gradient.set(to + (i + 3 * threads) * toStride, g3);
            }
            for (int i = whole + me; i < n; i += threads) {
                float y = logits.get(start + i * stride);
                float d = (y - high) - low;
                float w = weight(weights, isWeighted, wStart + i * wStride);
                float t = target(targets, tStart + i * tStride, classIds, i, problem, isMatrix);
                float residual = FloatEntries.clip(d, tau, inverse) - t;
                float end = y == one ? atOne : (y == zero ? atZero : 0);
                int in = FloatEntries.active(d, tau);
                gradient.set(to + i * toStride, in == 1 ? (w * residual - mean) * slope + share : end);
            }
        }
    }
}
