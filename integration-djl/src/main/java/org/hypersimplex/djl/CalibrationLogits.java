package org.hypersimplex.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * The logits of a trained network on data held back for calibration, from which each class's threshold is computed: ν
 * of the projection of the class's logits. Of the data themselves only the class counts are kept; the logits are copied
 * to the heap as doubles. Immutable and thread-safe.
 */
public final class CalibrationLogits {
    private final double[] logits;
    private final int classes;
    private final double @Nullable [] positives;

    private CalibrationLogits(double[] logits, int classes, double @Nullable [] positives) {
        this.logits = logits;
        this.classes = classes;
        this.positives = positives;
    }

    /**
     * The logits of a data set, as at test time, computed on the device of the model's manager.
     *
     * @param model a trained model, whose block takes a batch's data and gives one array of logits of shape (n, C)
     * @param data features, and labels as {@link LossHypersimplex} takes them or none; class priors must then be given
     * @return n rows of C logits, and the class counts
     * @throws InputException if there are no data, or the logits or labels of a batch don't fit
     * @throws IOException if the data can't be read
     * @throws TranslateException if the data can't be made into arrays
     */
    public static CalibrationLogits of(Model model, Dataset data) throws IOException, TranslateException {
        List<double[]> parts = new ArrayList<>();
        double[] positives = null;
        boolean labelled = true;
        int classes = 0;
        try (NDManager manager = model.getNDManager().newSubManager()) {
            ParameterStore parameters = new ParameterStore(manager, false);
            for (Batch batch : data.getData(manager)) {
                try (batch) {
                    NDList output = model.getBlock().forward(parameters, batch.getData(), false);
                    TensorView view = TensorView.of(output.singletonOrThrow(), "logits");
                    classes = view.classes();
                    parts.add(numbers(view));
                    labelled &= !batch.getLabels().isEmpty();
                    if (labelled) {
                        double[] sums = positives == null ? new double[classes] : positives;
                        Labels labels = Labels.of(batch.getLabels().singletonOrThrow(), view);
                        count(labels, view, sums);
                        positives = sums;
                    }
                }
            }
        }
        if (parts.isEmpty()) {
            throw new InputException("there are no calibration data");
        }
        return new CalibrationLogits(
                parts.stream().flatMapToDouble(Arrays::stream).toArray(), classes, labelled ? positives : null);
    }

    private static double[] numbers(TensorView view) {
        try {
            double[] numbers = new double[Math.toIntExact(view.rows() * view.classes())];
            Arrays.setAll(numbers, view.values()::get);
            return numbers;
        } finally {
            Reference.reachabilityFence(view);
        }
    }

    private static void count(Labels labels, TensorView view, double[] sums) {
        try {
            for (int c = 0; c < sums.length; c++) {
                for (long i = 0; i < view.rows(); i++) {
                    sums[c] += labels.targets().target(view.columns(), c, i);
                }
            }
        } finally {
            Reference.reachabilityFence(labels);
        }
    }

    /**
     * The thresholds at which the projection of each class sums to the number of samples with its label.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @return ν of each class
     * @throws IllegalStateException if the data had no labels
     * @throws InputException if a logit is NaN, or the temperature is out of range
     */
    public double[] thresholds(double tau) {
        if (positives == null) {
            throw new IllegalStateException("without labels the class priors must be given");
        }
        return ClassThresholds.ofPositives(columns(), Values.of(logits), positives, tau);
    }

    /**
     * The thresholds at which the projection of each class sums to its prior times the number of samples: for data
     * without labels, or where the network will meet other class priors than those of the calibration data.
     *
     * @param tau the temperature, positive and finite; the one trained with
     * @param prior the share of each class, in [0, 1]; one number for all classes or one for each
     * @return ν of each class
     * @throws InputException if a logit is NaN, the temperature or a prior is out of range, or a prior is missing
     */
    public double[] thresholds(double tau, double... prior) {
        return ClassThresholds.ofPriors(columns(), Values.of(logits), prior, tau);
    }

    private org.hypersimplex.problem.Batch columns() {
        return org.hypersimplex.problem.Batch.columns(logits.length / classes, classes);
    }
}
