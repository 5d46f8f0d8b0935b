package org.hypersimplex.xgboost;

import java.util.Arrays;
import java.util.Random;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows whose labels depend on their features, drawn with a seed; some features are 0 and rows may repeat. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares tables.
record Table(float[] features, float[] labels) {
    static final int COLUMNS = 4;

    static Table draw(int rows, long seed) {
        Random random = new Random(seed);
        float[] features = new float[rows * COLUMNS];
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                features[i * COLUMNS + j] = random.nextBoolean() ? 0 : (float) random.nextGaussian();
            }
            double signal = features[i * COLUMNS] - features[i * COLUMNS + 1] + 0.5 * random.nextGaussian();
            labels[i] = signal > 0.4 ? 1 : 0;
        }
        return new Table(features, labels);
    }

    int rows() {
        return labels.length;
    }

    Table part(int from, int to) {
        return new Table(
                Arrays.copyOfRange(features, from * COLUMNS, to * COLUMNS), Arrays.copyOfRange(labels, from, to));
    }

    /** These rows, and then others. */
    Table and(Table others) {
        float[] allFeatures = Arrays.copyOf(features, features.length + others.features.length);
        System.arraycopy(others.features, 0, allFeatures, features.length, others.features.length);
        float[] allLabels = Arrays.copyOf(labels, rows() + others.rows());
        System.arraycopy(others.labels, 0, allLabels, rows(), others.rows());
        return new Table(allFeatures, allLabels);
    }

    DMatrix matrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(features, rows(), COLUMNS, Float.NaN);
        matrix.setLabel(labels);
        return matrix;
    }
}
