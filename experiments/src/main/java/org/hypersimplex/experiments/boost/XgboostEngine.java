package org.hypersimplex.experiments.boost;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.xgboost.HypersimplexObjective;
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
        private final @Nullable HypersimplexObjective objective;
        private int round;

        Trees(LabelledRows train, LabelledRows validation, BoostSettings settings) throws XGBoostError {
            this.train = matrix(train);
            this.validation = matrix(validation);
            // XGBoost keeps the scores of the matrices that are named here from round to round.
            Map<String, DMatrix> watched = Map.of("validation", this.validation);
            booster = XGBoost.train(this.train, parameters(settings), 0, watched, null, null);
            objective = settings.loss() == BoostingLoss.HYPERSIMPLEX
                    ? HypersimplexObjective.of(settings.k(), settings.scale())
                    : null;
        }

        private static DMatrix matrix(LabelledRows rows) throws XGBoostError {
            long[] starts = rows.rowStarts();
            int[] columns = rows.columnIds();
            DMatrix matrix = starts == null || columns == null
                    ? new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN)
                    : new DMatrix(starts, columns, rows.values(), DMatrix.SparseType.CSR, rows.columns());
            matrix.setLabel(rows.labels());
            return matrix;
        }

        @Override
        public boolean next() {
            return asked(() -> {
                if (objective == null) {
                    booster.update(train, round);
                } else {
                    objective.update(booster, train, round);
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
        public byte[] model() {
            return asked(() -> booster.toByteArray("json"));
        }

        @Override
        public void close() {
            booster.dispose();
            validation.dispose();
            train.dispose();
        }
    }
}
