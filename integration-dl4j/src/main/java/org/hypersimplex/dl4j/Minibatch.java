package org.hypersimplex.dl4j;

import java.util.Arrays;
import org.hypersimplex.problem.Targets;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a loss is computed from: n rows of C outputs, as many labels, and a weight for each of them if there is a mask.
 *
 * @param outputs the network's outputs, after the activation function
 * @param labels what they should have been
 * @param weights the weight of each entry, or null if all are 1; weight 0 leaves the entry out
 */
record Minibatch(
        MatrixView outputs, MatrixView labels, @Nullable MatrixView weights) {
    /**
     * Views the arrays that DL4J hands to a loss.
     *
     * @param labels of shape [n, C], of any type
     * @param outputs of shape [n, C], of any type
     * @param mask of shape [n, 1], a weight per row, or [n, C], a weight per output; or null
     * @return the views
     * @throws IllegalArgumentException if an array has another shape
     */
    static Minibatch of(INDArray labels, INDArray outputs, @Nullable INDArray mask) {
        MatrixView outputView = MatrixView.of(outputs, "outputs");
        if (!Arrays.equals(labels.shape(), outputs.shape())) {
            throw new IllegalArgumentException("labels must have the outputs' shape " + Arrays.toString(outputs.shape())
                    + ", was " + Arrays.toString(labels.shape()));
        }
        return new Minibatch(
                outputView, MatrixView.of(labels, "labels"), mask == null ? null : weights(mask, outputs.shape()));
    }

    /**
     * Views a mask as a weight for every output.
     *
     * @param mask of shape [n, 1] or [n, C]
     * @param shape of the outputs, n and C
     * @return C problems of n entries, to be read only
     * @throws IllegalArgumentException if the mask has another shape
     */
    static MatrixView weights(INDArray mask, long[] shape) {
        if (Arrays.equals(mask.shape(), shape)) {
            return MatrixView.of(mask, "mask");
        }
        if (!Arrays.equals(mask.shape(), new long[] {shape[0], 1})) {
            throw new IllegalArgumentException("mask must have shape [" + shape[0] + ", 1] or " + Arrays.toString(shape)
                    + ", was " + Arrays.toString(mask.shape()));
        }
        return MatrixView.repeated(mask, Math.toIntExact(shape[1]), "mask");
    }

    int rows() {
        return Math.toIntExact(outputs.columns().longest());
    }

    int classes() {
        return outputs.columns().count();
    }

    double weight(long row, int column) {
        return weights == null ? 1 : weights.get(row, column);
    }

    /** The labels and weights as the kernels take them. */
    Targets targets() {
        Targets targets = Targets.matrix(labels.values(), labels.columns());
        return weights == null ? targets : targets.withWeights(weights.values(), weights.columns());
    }
}
