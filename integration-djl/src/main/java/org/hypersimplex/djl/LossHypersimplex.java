package org.hypersimplex.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.hypersimplex.HypersimplexLoss;

/**
 * A {@link HypersimplexLoss} as a loss of Deep Java Library, for networks whose outputs are logits: no softmax after the
 * last layer. Reduction, temperature, choice of k, anchor and threads are the kernel's:
 *
 * <pre>{@code
 * new LossHypersimplex(HypersimplexLoss.mean(KPolicy.positives(), 1.5).anchored(0.02))
 * }</pre>
 *
 * <p>Predictions are one array of logits of shape (n, C), of any floating type; the loss is a scalar of that type, or of
 * float32 if it is shorter. Labels are one array: class ids of shape (n) or (n, 1), or targets in [0, 1] of shape (n, C).
 * Each class is projected over the rows given, which for a trainer on several devices are those of one device.
 *
 * <p>Value and gradient come from the kernels, exact. DJL has no way to hand it a gradient, so what is returned is
 * Σ gᵢzᵢ − const(Σ gᵢzᵢ) + const(value), with the gradient g as a constant: its value is the loss, its derivative by the
 * logits z is g. Second derivatives are therefore 0.
 *
 * <p>Cost: contiguous logits in host memory, float32 or float64, are read in place and the gradient is written in place.
 * Logits on a GPU are copied to the host and the gradient back, n·C numbers each way, and each copy waits for all work
 * queued on the device.
 *
 * <p>Without an anchor the class offsets are not learned: find thresholds with {@link CalibrationLogits} and fold them
 * with {@link ThresholdFolding} before argmax, or watch {@link ThresholdAccuracy}. Bad logits or labels are refused with
 * an {@link org.hypersimplex.problem.InputException} that says what is wrong and where. Between calls only DJL's
 * accumulators are kept. The loss itself is immutable and thread-safe; the accumulators are so as far as DJL makes them.
 */
public final class LossHypersimplex extends Loss {
    private final HypersimplexLoss kernel;

    /**
     * A loss with the name HypersimplexLoss.
     *
     * @param kernel what is computed
     */
    public LossHypersimplex(HypersimplexLoss kernel) {
        this("HypersimplexLoss", kernel);
    }

    /**
     * A loss with a name, by which DJL keeps its metrics.
     *
     * @param name the name
     * @param kernel what is computed
     */
    public LossHypersimplex(String name, HypersimplexLoss kernel) {
        super(name);
        this.kernel = kernel;
    }

    /**
     * The loss, differentiable by the logits where they are part of a graph.
     *
     * @param labels one array: class ids of shape (n) or (n, 1), or targets of shape (n, C)
     * @param predictions one array: logits of shape (n, C)
     * @return a scalar
     * @throws org.hypersimplex.problem.InputException if a shape, logit or label can't be used
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray array = predictions.singletonOrThrow();
        TensorView logits = TensorView.of(array, "logits");
        Labels read = Labels.of(labels.singletonOrThrow(), logits);
        try {
            return differentiable(array, logits, read);
        } finally {
            Reference.reachabilityFence(logits);
            Reference.reachabilityFence(read);
        }
    }

    private NDArray differentiable(NDArray array, TensorView logits, Labels labels) {
        NDManager manager = array.getManager();
        Device device = array.getDevice();
        DataType type = logits.array().getDataType();
        Shape shape = array.getShape();
        double value;
        NDArray computed;
        if (device.equals(Device.cpu())) {
            // In memory of the engine's own: a Java buffer might be freed while the graph still refers to it.
            computed = manager.create(shape, type, device);
            value = write(logits, labels, computed.toByteBuffer(true), type);
        } else {
            ByteBuffer memory = manager.allocateDirect(Math.toIntExact(shape.size() * type.getNumOfBytes()));
            value = write(logits, labels, memory, type);
            computed = manager.create(memory, shape, type).toDevice(device, false);
        }
        // DJL's conversions let no gradient through, so it is the gradient that is converted to the logits' type.
        NDArray gradient = computed.toType(array.getDataType(), false);
        // 0 times an infinite logit would be NaN.
        NDArray finite = NDArrays.where(gradient.neq(0), array, gradient);
        NDArray sum = gradient.mul(finite).sum();
        NDArray zero = sum.sub(sum.stopGradient());
        return type == DataType.FLOAT64 ? zero.add(value) : zero.add((float) value);
    }

    private double write(TensorView logits, Labels labels, ByteBuffer memory, DataType type) {
        return kernel.valueAndGradient(
                logits.columns(),
                logits.values(),
                labels.targets(),
                TensorView.values(MemorySegment.ofBuffer(memory), type));
    }

    @Override
    public String toString() {
        return getName() + ": " + kernel;
    }
}
