package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.merging.ThresholdSearch;
import org.hypersimplex.problem.InputException;

/**
 * Boosted trees with the HyperSimplex loss as a stage of Spark ML: xgboost4j-spark with all the settings that the loss
 * needs, and a decision threshold that comes with the model.
 *
 * <pre>{@code
 * var booster = new HypersimplexBooster().setNumWorkers(8).setNumRound(50).setEta(0.1);
 * HypersimplexBoosterModel model = booster.fit(labelled);
 * Dataset<Row> scored = model.transform(customers);      // score, probability, prediction
 * }</pre>
 *
 * <p>Labels are checked, and rows dealt to the workers, before training begins: in a worker either failure would end as
 * one of communication. Source: see {@link SparkObjective}. Not thread-safe while parameters are set; {@code fit}
 * changes nothing here.
 */
public final class HypersimplexBooster extends Estimator<HypersimplexBoosterModel>
        implements BoosterParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    /** Fewer rows than this for each worker are dealt one by one, so that none goes without. */
    private static final int FEW_ROWS = 1000;

    private final String uid;
    private final Fields fields;

    /** Trees with the default settings. */
    public HypersimplexBooster() {
        this(Identifiable$.MODULE$.randomUID("hypersimplexBooster"));
    }

    /**
     * Trees with the default settings.
     *
     * @param uid its name among the stages of a pipeline
     */
    public HypersimplexBooster(String uid) {
        this.uid = uid;
        fields = new Fields(uid);
        setDefaults();
    }

    /**
     * Reads an estimator that was saved.
     *
     * @return the reader
     */
    public static MLReader<HypersimplexBooster> read() {
        return new DefaultParamsReadable<HypersimplexBooster>() {}.read();
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
     * Sets the column of feature vectors.
     *
     * @param name the column
     * @return this estimator
     */
    public HypersimplexBooster setFeaturesCol(String name) {
        return with(featuresCol(), name);
    }

    /**
     * Sets the column of labels.
     *
     * @param name a numeric column of 0 and 1
     * @return this estimator
     */
    public HypersimplexBooster setLabelCol(String name) {
        return with(labelCol(), name);
    }

    /**
     * Sets the step.
     *
     * @param value by how much x changes per unit of residual, positive
     * @return this estimator
     */
    public HypersimplexBooster setEta(double value) {
        return with(eta(), value);
    }

    /**
     * Sets how many trees are grown.
     *
     * @param value at least 1
     * @return this estimator
     */
    public HypersimplexBooster setNumRound(int value) {
        return with(numRound(), value);
    }

    /**
     * Sets the depth of a tree.
     *
     * @param value at least 1
     * @return this estimator
     */
    public HypersimplexBooster setMaxDepth(int value) {
        return with(maxDepth(), value);
    }

    /**
     * Sets how many tasks train together.
     *
     * @param value at least 1, no more than there are rows, and than tasks that run at the same time
     * @return this estimator
     */
    public HypersimplexBooster setNumWorkers(int value) {
        return with(numWorkers(), value);
    }

    private <T> HypersimplexBooster with(Param<T> param, T value) {
        set(param, value);
        return this;
    }

    /**
     * Trains the trees, and finds the thresholds of the rows' scores.
     *
     * @param input rows with labels and features
     * @return the model
     * @throws InputException if a label is not 0 or 1, there are fewer rows than workers, or a worker refuses its rows
     * @throws IllegalStateException if a worker fails otherwise; the message says what it failed with first
     */
    @Override
    public HypersimplexBoosterModel fit(Dataset<?> input) {
        Dataset<Row> rows = input.toDF();
        transformSchema(rows.schema());
        Counts counts = labels(rows);
        Dataset<Row> dealt = deal(rows, counts.rows());
        XGBoostRegressionModel trees = TaskFailures.unwrap(rows.sparkSession().sparkContext(), uid, () ->
                (XGBoostRegressionModel) regressor(rows).train(dealt));
        trees.set(trees.predictionCol(), getOrDefault(scoreCol()));
        // Scoring needs no objective, and one that was saved could not be loaded.
        trees.clear(trees.customObj());
        HypersimplexBoosterModel model = copyValues(
                new HypersimplexBoosterModel(uid).with(trees, scale(trees, rows, counts.positives())),
                ParamMap.empty());
        model.setParent(this);
        return model;
    }

    /** How many rows there are, and how many have the label 1. */
    private record Counts(long rows, double positives) {}

    /** Checks the labels, and counts them. */
    private Counts labels(Dataset<Row> rows) {
        String name = getOrDefault(labelCol());
        Column label = col(name).cast("double");
        Column bad = label.isNull().or(label.notEqual(0).and(label.notEqual(1)));
        // The smallest fault as text, so that null and NaN have a name, too.
        Row counts = rows.agg(
                        count(lit(1)),
                        sum(when(label.equalTo(1), 1L).otherwise(0L)),
                        sum(when(bad, 1L).otherwise(0L)),
                        min(when(bad, coalesce(label.cast("string"), lit("null")))))
                .first();
        long all = counts.getLong(0);
        int workers = (int) getOrDefault(numWorkers());
        if (all < workers || workers < 1) {
            throw new InputException("numWorkers must be in [1, " + all + "], the number of rows, was " + workers);
        }
        if (counts.getLong(2) > 0) {
            throw new InputException("column " + name + ": labels must be 0 or 1, but " + counts.getLong(2) + " of "
                    + all + " are not, such as " + counts.getString(3));
        }
        return new Counts(all, (double) counts.getLong(1));
    }

    /**
     * Deals the rows to the workers. Spark deals those of each partition in turn, but begins anywhere, so that a few rows in
     * many partitions may all go to one worker; those of one partition can't.
     */
    Dataset<Row> deal(Dataset<Row> rows, long count) {
        int workers = (int) getOrDefault(numWorkers());
        Dataset<Row> needed = rows.select(col(getOrDefault(labelCol())), col(getOrDefault(featuresCol())));
        if (count < (long) FEW_ROWS * workers) {
            // As an RDD: in a plan, Spark's optimizer drops a coalesce that a repartition follows.
            needed = rows.sparkSession().createDataFrame(needed.javaRDD().coalesce(1), needed.schema());
        }
        return needed.repartition(workers);
    }

    private XGBoostRegressor regressor(Dataset<Row> rows) {
        XGBoostRegressor regressor = new XGBoostRegressor(new scala.collection.immutable.HashMap<>());
        SparkObjective.prepare(regressor, (double) getOrDefault(eta()), GradientScale.probability());
        regressor.setNumRound((int) getOrDefault(numRound()));
        regressor.setMaxDepth((int) getOrDefault(maxDepth()));
        regressor.setNumWorkers((int) getOrDefault(numWorkers()));
        regressor.set(regressor.labelCol(), getOrDefault(labelCol()));
        regressor.set(regressor.featuresCol(), getOrDefault(featuresCol()));
        // Executors reach the driver at this address, and so the tracker, which runs there.
        String driver = rows.sparkSession().sparkContext().conf().get("spark.driver.host", "");
        if (driver.matches("[0-9.]+")) {
            regressor.set("rabitTrackerHostIp", driver);
        }
        return regressor;
    }

    private ScoreScale scale(XGBoostRegressionModel trees, Dataset<Row> rows, double positives) {
        String score = getOrDefault(scoreCol());
        double tau = GradientScale.probability().tau();
        Dataset<Row> scores = trees.transform(rows).select(score).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            double soft = ScorePasses.run(scores, score, ThresholdSearch.of(positives, tau))
                    .threshold();
            double hard = ScorePasses.run(scores, score, ThresholdSearch.of(positives, ScoreScale.decisionTau(tau)))
                    .threshold();
            return ScoreScale.of(soft, tau, hard);
        } finally {
            scores.unpersist();
        }
    }

    @Override
    public StructType transformSchema(StructType schema) {
        ScorePasses.requireNumeric(schema.apply(getOrDefault(labelCol())).dataType(), getOrDefault(labelCol()));
        return scoredSchema(schema);
    }

    @Override
    public HypersimplexBooster copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
