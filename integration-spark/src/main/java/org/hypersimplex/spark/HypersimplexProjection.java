package org.hypersimplex.spark;

import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.merging.ThresholdSearch;
import org.hypersimplex.problem.InputException;

/**
 * Soft top-k of a column of scores, over all rows or in each group, as a stage of Spark ML: fitting finds the thresholds,
 * transforming is column arithmetic.
 *
 * <pre>{@code
 * var projection = new HypersimplexProjection()
 *         .setInputCol("score").setOutputCol("x").setGroupCol("segment").setK(50).setTau(0.05);
 * Dataset<Row> selected = projection.fit(customers).transform(customers).where("x > 0");
 * }</pre>
 *
 * <p>One of k, fraction and kCol says what x sums to; kCol needs groups, and must be the same in all rows of one. A group
 * with fewer scores than k has x = 1 everywhere; without groups that is an error. Scores that are null take no part.
 * Without groups fitting takes two to four jobs, and the driver receives 2.6 MiB in each at most
 * ({@link Hypersimplex#threshold}). With groups it is one reading and one exchange of the scores that matter
 * ({@link org.hypersimplex.merging.BestScores}); each group's must fit into an executor, 8 bytes each, and all thresholds
 * into the driver. Not thread-safe while parameters are set; {@code fit} changes nothing here.
 */
public final class HypersimplexProjection extends Estimator<HypersimplexProjectionModel>
        implements ProjectionParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final All all;

    /** A projection without settings. */
    public HypersimplexProjection() {
        this(Identifiable$.MODULE$.randomUID("hypersimplex"));
    }

    /**
     * A projection without settings.
     *
     * @param uid its name among the stages of a pipeline
     */
    public HypersimplexProjection(String uid) {
        this.uid = uid;
        all = new All(uid);
    }

    /**
     * Reads a projection that was saved.
     *
     * @return the reader
     */
    public static MLReader<HypersimplexProjection> read() {
        return new DefaultParamsReadable<HypersimplexProjection>() {}.read();
    }

    /**
     * Reads a projection that was saved.
     *
     * @param path where
     * @return the projection
     */
    public static HypersimplexProjection load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public All all() {
        return all;
    }

    /**
     * Sets the column of scores.
     *
     * @param name a numeric column
     * @return this projection
     */
    public HypersimplexProjection setInputCol(String name) {
        return with(inputCol(), name);
    }

    /**
     * Sets the new column of projections.
     *
     * @param name a column that isn't there yet
     * @return this projection
     */
    public HypersimplexProjection setOutputCol(String name) {
        return with(outputCol(), name);
    }

    /**
     * Sets the new column of thresholds.
     *
     * @param name a column that isn't there yet
     * @return this projection
     */
    public HypersimplexProjection setThresholdCol(String name) {
        return with(thresholdCol(), name);
    }

    /**
     * Sets the column of groups.
     *
     * @param name a column that can be grouped by
     * @return this projection
     */
    public HypersimplexProjection setGroupCol(String name) {
        return with(groupCol(), name);
    }

    /**
     * Sets the column with the k of each row's group.
     *
     * @param name a numeric column
     * @return this projection
     */
    public HypersimplexProjection setKCol(String name) {
        return with(kCol(), name);
    }

    /**
     * Sets what x sums to.
     *
     * @param value at least 0, whole or not
     * @return this projection
     */
    public HypersimplexProjection setK(double value) {
        set(k(), value);
        return this;
    }

    /**
     * Sets what x sums to as a share of the scores.
     *
     * @param value in [0, 1]
     * @return this projection
     */
    public HypersimplexProjection setFraction(double value) {
        set(fraction(), value);
        return this;
    }

    /**
     * Sets the temperature.
     *
     * @param value positive and finite, in units of the scores
     * @return this projection
     */
    public HypersimplexProjection setTau(double value) {
        set(tau(), value);
        return this;
    }

    private HypersimplexProjection with(Param<String> param, String value) {
        set(param, value);
        return this;
    }

    /**
     * Finds the thresholds.
     *
     * @param input rows with the columns that were set
     * @return the model
     * @throws InputException if a setting is missing or out of range, or a score is NaN; names the column, and group or
     *     partition
     */
    @Override
    public HypersimplexProjectionModel fit(Dataset<?> input) {
        Dataset<Row> rows = input.toDF();
        transformSchema(rows.schema());
        String group = column(groupCol());
        Thresholds found = group == null ? overall(rows) : perGroup(rows, group);
        HypersimplexProjectionModel model =
                copyValues(new HypersimplexProjectionModel(uid).with(found), ParamMap.empty());
        model.setParent(this);
        return model;
    }

    private double amount() {
        return isDefined(fraction()) ? number(fraction()) : isDefined(k()) ? number(k()) : 0;
    }

    private double number(Param<Object> param) {
        return (double) getOrDefault(param);
    }

    private Thresholds overall(Dataset<Row> rows) {
        double tau = number(tau());
        ThresholdSearch search =
                isDefined(fraction()) ? ThresholdSearch.ofShare(amount(), tau) : ThresholdSearch.of(amount(), tau);
        return Thresholds.of(Causes.unwrap(() -> ScorePasses.run(rows, getOrDefault(inputCol()), search)));
    }

    private Thresholds perGroup(Dataset<Row> rows, String group) {
        String kColumn = column(kCol());
        GroupThresholds.Wish wish =
                new GroupThresholds.Wish(amount(), isDefined(fraction()), kColumn != null, number(tau()));
        StructField key = rows.schema().apply(group);
        return new Thresholds(
                Causes.unwrap(() -> GroupThresholds.of(rows, group, getOrDefault(inputCol()), kColumn, wish)),
                Thresholds.schema(key));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        if (Stream.of(k(), fraction(), kCol()).filter(this::isDefined).count() != 1) {
            throw new InputException("one of k, fraction and kCol must be set, and no more");
        }
        if (isDefined(kCol()) && !isDefined(groupCol())) {
            throw new InputException("kCol needs groupCol: without groups there is one k");
        }
        return projectedSchema(schema);
    }

    @Override
    public HypersimplexProjection copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
