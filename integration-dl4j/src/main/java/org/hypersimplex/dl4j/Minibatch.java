package org.hypersimplex.dl4j;

import java.util.Arrays;
import org.hypersimplex.problem.Targets;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a loss is computed from: n rows of C logits, as many labels, and a weight for each of them if there is a mask.
 *
 * @param logits the network's logits, before any activation function
 * @param labels what they should have been
 * @param weights the weight of each entry, or null if all are 1; weight 0 leaves the entry out
 */
record Minibatch(
        MatrixView logits, MatrixView labels, @Nullable MatrixView weights) {
    /**
     * Views the arrays that DL4J hands to a loss.
     *
     * @param labels of shape [n, C], of any type
     * @param logits of shape [n, C], of any type
     * @param mask of shape [n, 1], a weight per row, or [n, C], a weight per output; or null
     * @return the views
     * @throws IllegalArgumentException if an array has another shape
     */
    static Minibatch of(INDArray labels, INDArray logits, @Nullable INDArray mask) {
        MatrixView logitView = MatrixView.of(logits, "logits");
        if (!Arrays.equals(labels.shape(), logits.shape())) {
            throw new IllegalArgumentException("labels must have the logits' shape " + Arrays.toString(logits.shape())
                    + ", was " + Arrays.toString(labels.shape()));
        }
        return new Minibatch(
                logitView, MatrixView.of(labels, "labels"), mask == null ? null : weights(mask, logits.shape()));
    }

    /**
     * Views a mask as a weight for every logit.
     *
     * @param mask of shape [n, 1] or [n, C]
     * @param shape of the logits, n and C
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
        return Math.toIntExact(logits.columns().longest());
    }

    int classes() {
        return logits.columns().count();
    }

    double weight(long row, int column) {
        return weights == null ? 1 : weights.get(row, column);
    }

    /** The share of a row's entries that take part in the loss, in [0, 1]. */
    double counted(long row) {
        int entries = 0;
        for (int c = 0; c < classes(); c++) {
            entries += weight(row, c) > 0 ? 1 : 0;
        }
        return (double) entries / classes();
    }

    /** How many rows take part, one with some of its entries as its share of them. */
    double countedRows() {
        double rows = rows();
        if (weights != null) {
            rows = 0;
            for (int row = 0; row < rows(); row++) {
                rows += counted(row);
            }
        }
        return rows;
    }

    /** The labels and weights as the kernels take them. */
    Targets targets() {
        Targets targets = Targets.matrix(labels.values(), labels.columns());
        return weights == null ? targets : targets.withWeights(weights.values(), weights.columns());
    }
}
