package org.hypersimplex.xgboost;

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
     * @param matrix with labels, and with weights and groups or without
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
        float[] weights = matrix.getWeight();
        TrainingRows rows =
                weights.length == 0 ? TrainingRows.of(labels) : TrainingRows.of(Values.of(labels), Values.of(weights));
        return new LocalRows(grouped ? rows.withGroups(lengths(matrix.getGroup())) : rows, count);
    }

    /** XGBoost keeps where each group starts, and the end. */
    private static int[] lengths(int[] starts) {
        return IntStream.range(1, starts.length)
                .map(g -> starts[g] - starts[g - 1])
                .toArray();
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
