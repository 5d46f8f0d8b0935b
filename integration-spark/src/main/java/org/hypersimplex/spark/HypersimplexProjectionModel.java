package org.hypersimplex.spark;

import java.util.Objects;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds that {@link HypersimplexProjection} found, and their use: x = clip((score − ν)/τ, 0, 1) as a column
 * expression, with ν a number, or that of the row's group by a broadcast join. A group that wasn't there when the
 * thresholds were found has x null. Not thread-safe while parameters are set.
 */
public final class HypersimplexProjectionModel extends Model<HypersimplexProjectionModel>
        implements ProjectionParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final All all;
    private @Nullable Thresholds thresholds;

    /**
     * A model that knows no thresholds yet. Spark makes one when it loads a model.
     *
     * @param uid its name among the stages of a pipeline
     */
    public HypersimplexProjectionModel(String uid) {
        this.uid = uid;
        all = new All(uid);
    }

    /** Sets the thresholds. */
    HypersimplexProjectionModel with(Thresholds found) {
        thresholds = found;
        return this;
    }

    /**
     * Reads a model that was saved.
     *
     * @return the reader
     */
    public static MLReader<HypersimplexProjectionModel> read() {
        return new StageFiles.Reader<>((model, path) -> model.with(Thresholds.load(SparkSession.active(), path)));
    }

    /**
     * Reads a model that was saved.
     *
     * @param path where
     * @return the model
     */
    public static HypersimplexProjectionModel load(String path) {
        return read().load(path);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(
                DefaultParamsWritable.super.write(), path -> found().save(SparkSession.active(), path));
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public All all() {
        return all;
    }

    private Thresholds found() {
        return Objects.requireNonNull(thresholds, "a model without thresholds: fit a projection or load a model");
    }

    /**
     * The thresholds as a table: the group, if there are groups, {@code nu}, {@code k} that the group's x sum to, and
     * {@code n}, how many scores it has.
     *
     * @return one row for each group, or one row
     */
    public Dataset<Row> thresholds() {
        return found().table(SparkSession.active());
    }

    /**
     * The threshold of a projection without groups.
     *
     * @return ν
     * @throws IllegalStateException if there are groups
     */
    public double threshold() {
        return found().only();
    }

    /**
     * Adds the column of projections, and that of thresholds if its name is set.
     *
     * @param input rows with the columns that were set
     * @return the rows with x, null where the score is null or the group unknown
     */
    @Override
    public Dataset<Row> transform(Dataset<?> input) {
        transformSchema(input.schema());
        return found().transform(
                        input.toDF(),
                        getOrDefault(inputCol()),
                        getOrDefault(outputCol()),
                        column(thresholdCol()),
                        (double) getOrDefault(tau()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return projectedSchema(schema);
    }

    @Override
    public HypersimplexProjectionModel copy(ParamMap extra) {
        HypersimplexProjectionModel copy = copyValues(new HypersimplexProjectionModel(uid).with(found()), extra);
        copy.setParent(parent());
        return copy;
    }
}
