package org.hypersimplex.dl4j;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The logits of a trained network on data held back for calibration, from which each class's threshold is computed: ν
 * of the projection of the class's logits. Of the data themselves only the class counts are kept. Immutable and thread-safe.
 *
 * <p>The networks are only read; they may have any output layer with weights, whatever its activation function and
 * loss, and one row of logits per sample (time series are refused).
 */
public final class CalibrationLogits {
    private static final int ROWS_AT_A_TIME = 256;

    private final INDArray logits;
    private final double @Nullable [] positives;

    private CalibrationLogits(INDArray logits, double @Nullable [] positives) {
        this.logits = logits;
        this.positives = positives;
    }

    /**
     * The logits of labelled data. Samples that the label mask leaves out are left out here.
     *
     * @param network a trained network
     * @param data features and labels of shape [n, C], reset before use if that is possible
     * @return n rows of C logits, and the class counts
     * @throws IllegalArgumentException if the iterator is empty, or logits or labels aren't matrices of the same shape
     */
    public static CalibrationLogits of(MultiLayerNetwork network, DataSetIterator data) {
        return labelled(LogitModel.of(network), data);
    }

    /**
     * The logits of labelled data. Samples that the label mask leaves out are left out here.
     *
     * @param network a trained network with one input and one output
     * @param data features and labels of shape [n, C], reset before use if that is possible
     * @return n rows of C logits, and the class counts
     * @throws IllegalArgumentException if the iterator is empty, or logits or labels aren't matrices of the same shape
     */
    public static CalibrationLogits of(ComputationGraph network, DataSetIterator data) {
        return labelled(LogitModel.of(network), data);
    }

    /**
     * The logits of unlabelled data; class priors must then be given.
     *
     * @param network a trained network
     * @param features a sample per entry of the first dimension
     * @return n rows of C logits
     * @throws IllegalArgumentException if there are no samples, or the logits aren't a matrix
     */
    public static CalibrationLogits of(MultiLayerNetwork network, INDArray features) {
        return unlabelled(LogitModel.of(network), features);
    }

    /**
     * The logits of unlabelled data; class priors must then be given.
     *
     * @param network a trained network with one input and one output
     * @param features a sample per entry of the first dimension
     * @return n rows of C logits
     * @throws IllegalArgumentException if there are no samples, or the logits aren't a matrix
     */
    public static CalibrationLogits of(ComputationGraph network, INDArray features) {
        return unlabelled(LogitModel.of(network), features);
    }

    private static CalibrationLogits labelled(LogitModel model, DataSetIterator data) {
        if (data.resetSupported()) {
            data.reset();
        }
        List<INDArray> parts = new ArrayList<>();
        List<INDArray> counts = new ArrayList<>();
        while (data.hasNext()) {
            DataSet batch = data.next();
            INDArray logits = matrix(model.logits(batch));
            INDArray labels = batch.getLabels();
            if (labels == null || !Arrays.equals(labels.shape(), logits.shape())) {
                throw new IllegalArgumentException("labels must have the logits' shape "
                        + Arrays.toString(logits.shape()) + ", was "
                        + (labels == null ? "null" : Arrays.toString(labels.shape())));
            }
            int[] kept = kept(batch.getLabelsMaskArray(), logits.shape());
            if (kept.length > 0) {
                parts.add(rows(logits, kept));
                counts.add(rows(labels.castTo(DataType.DOUBLE), kept).sum(true, 0));
            }
        }
        INDArray logits = stacked(parts);
        return new CalibrationLogits(logits, stacked(counts).sum(0).toDoubleVector());
    }

    /** The rows kept. If these are all, the matrix itself: picking takes a call into native code for each row. */
    private static INDArray rows(INDArray matrix, int[] kept) {
        return kept.length == matrix.size(0) ? matrix : matrix.getRows(kept);
    }

    private static CalibrationLogits unlabelled(LogitModel model, INDArray features) {
        List<INDArray> parts = new ArrayList<>();
        for (long row = 0; row < features.size(0); row += ROWS_AT_A_TIME) {
            long end = Math.min(features.size(0), row + ROWS_AT_A_TIME);
            INDArray part = features.get(NDArrayIndex.interval(row, end));
            parts.add(matrix(model.logits(new DataSet(part, null))));
        }
        return new CalibrationLogits(stacked(parts), null);
    }

    private static INDArray matrix(INDArray logits) {
        if (logits.rank() != 2) {
            throw new IllegalArgumentException("calibration needs one row of logits per sample, the network gave shape "
                    + Arrays.toString(logits.shape()));
        }
        return logits;
    }

    private static INDArray stacked(List<INDArray> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there are no calibration data");
        }
        return Nd4j.concat(0, parts.toArray(INDArray[]::new));
    }

    /** The rows whose mask isn't 0. It may have a column per class: DL4J repeats one column when it merges samples. */
    private static int[] kept(@Nullable INDArray mask, long[] shape) {
        IntStream rows = IntStream.range(0, Math.toIntExact(shape[0]));
        if (mask == null) {
            return rows.toArray();
        }
        MatrixView weights = Minibatch.weights(mask, shape);
        try {
            return rows.filter(row -> counts(weights, row)).toArray();
        } finally {
            Reference.reachabilityFence(weights);
        }
    }

    private static boolean counts(MatrixView weights, int row) {
        boolean counts = weights.get(row, 0) > 0;
        for (int c = 1; c < weights.columns().count(); c++) {
            if (weights.get(row, c) > 0 != counts) {
                throw new IllegalArgumentException(
                        "calibration needs whole rows, but the label mask leaves out only some"
                                + " of the outputs of row " + row);
            }
        }
        return counts;
    }

    /**
     * The logits.
     *
     * @return of shape [n, C] and the network's type; not a copy
     */
    public INDArray logits() {
        return logits;
    }

    /**
     * The thresholds at which the projection of each class sums to the number of samples with its label.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @return ν of each class
     * @throws IllegalStateException if the data had no labels
     * @throws org.hypersimplex.problem.InputException if a logit is NaN, or the temperature is out of range
     */
    public double[] thresholds(double tau) {
        if (positives == null) {
            throw new IllegalStateException("without labels the class priors must be given");
        }
        double[] k = positives;
        return project((classes, values) -> ClassThresholds.ofPositives(classes, values, k, tau));
    }

    /**
     * The thresholds at which the projection of each class sums to its prior times the number of samples: for data
     * without labels, or where the network will meet other class priors than those of the calibration data.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param prior the share of each class, in [0, 1]; one number for all classes or one for each
     * @return ν of each class
     * @throws org.hypersimplex.problem.InputException if a logit is NaN, the temperature or a prior is out of range, or
     *     a prior is missing
     */
    public double[] thresholds(double tau, double... prior) {
        return project((classes, values) -> ClassThresholds.ofPriors(classes, values, prior, tau));
    }

    private double[] project(BiFunction<Batch, Values, double[]> calibration) {
        MatrixView view = MatrixView.of(logits, "logits");
        try {
            return calibration.apply(view.columns(), view.values());
        } finally {
            Reference.reachabilityFence(view);
        }
    }
}
