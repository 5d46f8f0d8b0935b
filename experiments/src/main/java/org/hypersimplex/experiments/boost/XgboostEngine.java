package org.hypersimplex.experiments.boost;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.problem.Values;
import org.hypersimplex.xgboost.HypersimplexObjective;
import org.hypersimplex.xgboost.ModelScales;
import org.jspecify.annotations.Nullable;

/**
 * XGBoost, told to grow trees leaf by leaf as LightGBM does. It bounds a leaf by the sum of the hessian only, not by
 * rows, and takes the absent entries of sparse rows as missing and not as 0.
 */
public final class XgboostEngine implements BoostingEngine {
    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public Training start(LabelledRows train, LabelledRows validation, BoostSettings settings) {
        return asked(() -> new Trees(train, validation, settings));
    }

    private static Map<String, Object> parameters(BoostSettings settings) {
        boolean rowsAreHessians = settings.loss() != BoostingLoss.BINARY;
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "tree_method", "hist",
                "grow_policy", "lossguide",
                "max_depth", 0,
                "max_leaves", settings.leaves(),
                "max_bin", settings.bins(),
                "nthread", settings.threads(),
                "seed", settings.seed(),
                "eta", settings.rate(),
                "lambda", 0));
        parameters.put("colsample_bytree", settings.features());
        parameters.put(
                "min_child_weight",
                rowsAreHessians
                        ? Math.max(settings.minLeafRows(), settings.minLeafHessian())
                        : settings.minLeafHessian());
        switch (settings.loss()) {
            case HYPERSIMPLEX -> parameters.putAll(HypersimplexObjective.parameters(settings.rate()));
            case BINARY -> parameters.put("objective", "binary:logistic");
            case L2 -> parameters.put("objective", "reg:squarederror");
        }
        return parameters;
    }

    private interface Question<T> {
        T ask() throws XGBoostError;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        }
    }

    private static final class Trees implements Training {
        private final DMatrix train;
        private final DMatrix validation;
        private final Booster booster;
        private final @Nullable BoostingObjective objective;
        private final float[] gradient;
        private final float[] hessian;
        private int round;

        Trees(LabelledRows train, LabelledRows validation, BoostSettings settings) throws XGBoostError {
            this.train = matrix(train);
            this.validation = matrix(validation);
            // XGBoost keeps the scores of the matrices that are named here from round to round.
            Map<String, DMatrix> watched = Map.of("validation", this.validation);
            booster = XGBoost.train(this.train, parameters(settings), 0, watched, null, null);
            gradient = new float[train.rows()];
            hessian = new float[train.rows()];
            // Not the objective that reads the matrix: where that has groups, it can't have a weight for each row.
            objective = settings.loss() == BoostingLoss.HYPERSIMPLEX
                    ? BoostingObjective.of(train.training(), settings.k(), settings.scale())
                    : null;
            if (objective != null) {
                objective.hessian(Values.of(hessian));
            }
        }

        private static DMatrix matrix(LabelledRows rows) throws XGBoostError {
            long[] starts = rows.rowStarts();
            int[] columns = rows.columnIds();
            DMatrix matrix = starts == null || columns == null
                    ? new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN)
                    : new DMatrix(starts, columns, rows.values(), DMatrix.SparseType.CSR, rows.columns());
            matrix.setLabel(rows.labels());
            float[] weights = rows.weights();
            if (weights != null) {
                matrix.setWeight(weights);
            }
            return matrix;
        }

        @Override
        public boolean next() {
            return asked(() -> {
                if (objective == null) {
                    booster.update(train, round);
                } else {
                    objective.gradient(Values.of(trainingScores()), Values.of(gradient));
                    booster.boost(train, round, gradient, hessian);
                }
                round++;
                return true;
            });
        }

        @Override
        public double[] trainingScores() {
            return scores(train);
        }

        @Override
        public double[] validationScores() {
            return scores(validation);
        }

        private double[] scores(DMatrix matrix) {
            return Arrays.stream(asked(() -> booster.predict(matrix, true)))
                    .mapToDouble(score -> score[0])
                    .toArray();
        }

        @Override
        public byte[] model(List<ScoreScale> scales) {
            return asked(() -> {
                if (!scales.isEmpty()) {
                    ModelScales.write(booster, scales);
                }
                return booster.toByteArray("json");
            });
        }

        @Override
        public void close() {
            booster.dispose();
            validation.dispose();
            train.dispose();
        }
    }
}
