package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.boosting.ScoreScale;
import org.jspecify.annotations.Nullable;

/**
 * Trees that {@link HypersimplexBooster} trained, and how to read their scores. Adds three columns: the raw score, its
 * projection x = clip((s − ν)/τ, 0, 1), and the decision, 1 where the score lies above the decision threshold. Not
 * thread-safe while parameters are set.
 */
public final class HypersimplexBoosterModel extends Model<HypersimplexBoosterModel>
        implements BoosterParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private static final String TREES = "/trees";
    private static final String SCALE = "/scale";

    private final String uid;
    private final Fields fields;
    private @Nullable XGBoostRegressionModel trees;
    private @Nullable ScoreScale scale;

    /**
     * A model without trees. Spark makes one when it loads a model.
     *
     * @param uid its name among the stages of a pipeline
     */
    public HypersimplexBoosterModel(String uid) {
        this.uid = uid;
        fields = new Fields(uid);
    }

    /** Sets what was trained. */
    HypersimplexBoosterModel with(XGBoostRegressionModel trained, ScoreScale found) {
        trees = trained;
        scale = found;
        return this;
    }

    /**
     * Reads a model that was saved.
     *
     * @return the reader
     */
    public static MLReader<HypersimplexBoosterModel> read() {
        return new StageFiles.Reader<>((model, path) -> {
            Row numbers = SparkSession.active().read().parquet(path + SCALE).first();
            model.with(
                    XGBoostRegressionModel.read().load(path + TREES),
                    new ScoreScale(numbers.getDouble(0), numbers.getDouble(1), numbers.getDouble(2)));
        });
    }

    /**
     * Reads a model that was saved.
     *
     * @param path where
     * @return the model
     */
    public static HypersimplexBoosterModel load(String path) {
        return read().load(path);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(DefaultParamsWritable.super.write(), path -> {
            try {
                trees().write().save(path + TREES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            StructType schema = new StructType()
                    .add("threshold", DataTypes.DoubleType)
                    .add("tau", DataTypes.DoubleType)
                    .add("decision", DataTypes.DoubleType);
            ScoreScale found = scale();
            SparkSession.active()
                    .createDataFrame(
                            List.of(RowFactory.create(found.threshold(), found.tau(), found.decision())), schema)
                    .coalesce(1)
                    .write()
                    .parquet(path + SCALE);
        });
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Fields fields() {
        return fields;
    }

    /**
     * The trees.
     *
     * @return xgboost4j-spark's own model, whose prediction is the raw score
     */
    public XGBoostRegressionModel trees() {
        return Objects.requireNonNull(trees, "a model without trees: fit an estimator or load a model");
    }

    /**
     * How to read the scores.
     *
     * @return thresholds of the rows trained on
     */
    public ScoreScale scale() {
        return Objects.requireNonNull(scale, "a model without a scale: fit an estimator or load a model");
    }

    /**
     * Adds score, projection and decision.
     *
     * @param input rows with the column of features
     * @return the rows with three new columns
     */
    @Override
    public Dataset<Row> transform(Dataset<?> input) {
        transformSchema(input.schema());
        Column score = col(getOrDefault(scoreCol()));
        ScoreScale known = scale();
        return trees().transform(input)
                .withColumn(
                        getOrDefault(probabilityCol()),
                        Hypersimplex.project(score, lit(known.threshold()), known.tau()))
                .withColumn(
                        getOrDefault(predictionCol()),
                        when(score.gt(known.decision()), 1.0).otherwise(0.0));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return scoredSchema(schema);
    }

    @Override
    public HypersimplexBoosterModel copy(ParamMap extra) {
        HypersimplexBoosterModel copy = copyValues(new HypersimplexBoosterModel(uid).with(trees(), scale()), extra);
        copy.setParent(parent());
        return copy;
    }
}
