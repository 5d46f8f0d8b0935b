package org.hypersimplex.xgboost;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.problem.Values;

/**
 * Labels, weights and groups of the matrix that this worker trains on. A worker without rows takes part with one row of
 * weight 0, which counts nowhere.
 */
final class LocalRows {
    private static final float[] LEFT_OUT = {0};

    private final TrainingRows rows;
    private final int count;

    private LocalRows(TrainingRows rows, int count) {
        this.rows = rows;
        this.count = count;
    }

    /**
     * Reads a matrix.
     *
     * @param matrix with labels, and with weights and groups or without; XGBoost wants a weight for each row, but one
     *     for each group where there are groups
     * @param grouped whether to project each of the matrix's groups by itself
     * @return the rows
     * @throws XGBoostError if XGBoost refuses
     * @throws IllegalArgumentException if there isn't one label for each row, or one is out of range
     */
    static LocalRows of(DMatrix matrix, boolean grouped) throws XGBoostError {
        int count = Math.toIntExact(matrix.rowNum());
        if (count == 0) {
            return new LocalRows(TrainingRows.of(Values.of(LEFT_OUT), Values.of(LEFT_OUT)), 0);
        }
        float[] labels = matrix.getLabel();
        if (labels.length != count) {
            throw new IllegalArgumentException(labels.length + " labels for " + count + " rows");
        }
        int[] lengths = lengths(matrix.getGroup());
        float[] weights = rowWeights(matrix.getWeight(), count, lengths);
        TrainingRows rows =
                weights.length == 0 ? TrainingRows.of(labels) : TrainingRows.of(Values.of(labels), Values.of(weights));
        return new LocalRows(grouped ? rows.withGroups(lengths) : rows, count);
    }

    /** XGBoost keeps where each group starts, and the end. */
    private static int[] lengths(int[] starts) {
        return IntStream.range(1, starts.length)
                .map(g -> starts[g] - starts[g - 1])
                .toArray();
    }

    /** A weight for each row, that of its group where there is one for each group. */
    private static float[] rowWeights(float[] weights, int rows, int[] groups) {
        if (weights.length == 0 || weights.length == rows || weights.length != groups.length) {
            return weights;
        }
        float[] each = new float[rows];
        int start = 0;
        for (int g = 0; g < groups.length; g++) {
            Arrays.fill(each, start, start + groups[g], weights[g]);
            start += groups[g];
        }
        return each;
    }

    TrainingRows rows() {
        return rows;
    }

    /** How many rows the matrix has. */
    int count() {
        return count;
    }

    /**
     * The raw scores of the rows.
     *
     * @param predictions one number for each row
     * @return one for each row; one number if there are no rows
     * @throws IllegalArgumentException if there is not one score for each row
     */
    Values scores(float[][] predictions) {
        if (predictions.length != count || (count > 0 && predictions[0].length != 1)) {
            throw new IllegalArgumentException("the objective needs one score for each of " + count + " rows, got "
                    + predictions.length + " times " + (predictions.length == 0 ? 0 : predictions[0].length));
        }
        // In double, so that the number of workers changes the threshold by no more than the rounding of doubles.
        double[] scores = new double[Math.max(1, count)];
        for (int i = 0; i < count; i++) {
            scores[i] = predictions[i][0];
        }
        return Values.of(scores);
    }
}
