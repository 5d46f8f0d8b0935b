package org.hypersimplex.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A session in this process, one for all tests, and small tables in partitions that a test chooses. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "3")
                .config("spark.sql.warehouse.dir", "target/warehouse")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    /**
     * Rows in so many partitions, in order; with more than one, the second is empty.
     *
     * @param rows the rows
     * @param schema their columns
     */
    static Dataset<Row> table(List<Row> rows, StructType schema, int partitions) {
        List<List<Row>> parts = new ArrayList<>();
        int filled = partitions == 1 ? 1 : partitions - 1;
        for (int p = 0; p < filled; p++) {
            parts.add(new ArrayList<>(rows.subList(rows.size() * p / filled, rows.size() * (p + 1) / filled)));
        }
        if (partitions > 1) {
            parts.add(1, new ArrayList<>());
        }
        SparkSession spark = session();
        return spark.createDataFrame(
                new JavaSparkContext(spark.sparkContext())
                        .parallelize(parts, partitions)
                        .flatMap(List::iterator),
                schema);
    }

    /** Scores, which may be null. */
    static Dataset<Row> scores(int partitions, @Nullable Double... scores) {
        return table(
                Arrays.stream(scores).map(RowFactory::create).toList(),
                new StructType().add("score", DataTypes.DoubleType),
                partitions);
    }

    static Dataset<Row> scores(int partitions, double[] scores) {
        return scores(partitions, Arrays.stream(scores).boxed().toArray(Double[]::new));
    }
}
