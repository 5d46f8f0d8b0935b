package org.hypersimplex.xgboost;

import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.Values;
import org.hypersimplex.boosting.TrainingRows;

/**
 * What an objective needs to know of a matrix that is trained on: its labels, weights and groups. A worker may have got no
 * rows; it takes part with one row that is left out.
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
        TrainingRows rows = TrainingRows.of(Values.of(labels), weights.length == 0 ? null : Values.of(weights));
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
     * @return as many as the objective wants
     * @throws IllegalArgumentException if there is not one score for each row
     */
    Values scores(float[][] predictions) {
        if (predictions.length != count || (count > 0 && predictions[0].length != 1)) {
            throw new IllegalArgumentException("the objective needs one score for each of " + count + " rows, got "
                    + predictions.length + " times " + (predictions.length == 0 ? 0 : predictions[0].length));
        }
        // In doubles, whose threshold is the same to the last digits on any number of workers.
        double[] scores = new double[Math.max(1, count)];
        for (int i = 0; i < count; i++) {
            scores[i] = predictions[i][0];
        }
        return Values.of(scores);
    }
}
