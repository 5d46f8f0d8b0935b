package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.merging.ThresholdSearch;
import org.jspecify.annotations.Nullable;

/**
 * What a fitted projection knows: one row with threshold, k and n, or one for each group. They lie on the driver, and
 * are sent to all executors where groups are joined.
 *
 * @param rows the rows, of the schema's columns
 * @param schema the group's column, if there are groups, and those of {@link #schema}
 */
record Thresholds(List<Row> rows, StructType schema) {
    /** Columns of the join, with names that no DataFrame has by chance. */
    private static final String GROUP = "hypersimplex__group";

    private static final String NU = "hypersimplex__nu";
    private static final String FOLDER = "/thresholds";

    /** The columns of the rows. */
    static StructType schema(@Nullable StructField group) {
        StructType numbers = group == null ? new StructType() : new StructType().add(group);
        return numbers.add("nu", DataTypes.DoubleType)
                .add("k", DataTypes.DoubleType)
                .add("n", DataTypes.LongType);
    }

    /** The one row of a projection without groups. */
    static Thresholds of(ThresholdSearch search) {
        Row row = RowFactory.create(search.threshold(), search.k(), search.entries());
        return new Thresholds(List.of(row), schema(null));
    }

    /** Reads the thresholds that lie in a model's folder. */
    static Thresholds load(SparkSession spark, String path) {
        Dataset<Row> table = spark.read().parquet(path + FOLDER);
        return new Thresholds(table.collectAsList(), table.schema());
    }

    /** Writes the thresholds into a model's folder. */
    void save(SparkSession spark, String path) {
        table(spark).coalesce(1).write().parquet(path + FOLDER);
    }

    /** The threshold, if there are no groups. */
    double only() {
        if (grouped()) {
            throw new IllegalStateException("each group has a threshold of its own, see thresholds()");
        }
        return rows.getFirst().getDouble(0);
    }

    private boolean grouped() {
        return schema.length() > schema(null).length();
    }

    Dataset<Row> table(SparkSession spark) {
        return spark.createDataFrame(rows, schema);
    }

    /**
     * Adds the projection, and the thresholds too if they are wanted.
     *
     * @param input any DataFrame
     * @param score the name of its column of scores
     * @param x the name of the new column
     * @param nu the name of the new column with the thresholds, or null
     */
    Dataset<Row> transform(Dataset<Row> input, String score, String x, @Nullable String nu, double tau) {
        Column threshold;
        Dataset<Row> joined = input;
        if (grouped()) {
            String group = schema.fields()[0].name();
            Dataset<Row> known = broadcast(table(input.sparkSession())
                            .withColumnRenamed(group, GROUP)
                            .select(GROUP, "nu"))
                    .withColumnRenamed("nu", NU);
            // A group that is null is a group, as in groupBy.
            joined = input.join(known, input.col(group).eqNullSafe(known.col(GROUP)), "left");
            threshold = known.col(NU);
        } else {
            threshold = lit(only());
        }
        Dataset<Row> projected = joined.withColumn(x, Hypersimplex.project(input.col(score), threshold, tau));
        if (nu != null) {
            projected = projected.withColumn(nu, threshold);
        }
        return projected.drop(GROUP, NU);
    }
}
