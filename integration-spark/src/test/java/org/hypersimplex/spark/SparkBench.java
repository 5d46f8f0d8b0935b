package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;
import org.hypersimplex.merging.ThresholdSearch;

/**
 * What {@code hypersimplex bench --group spark} measures, in the JVM of its own that it starts for this: soft top-k of
 * generated scores, and the hard one by what Spark has itself, over all rows and in groups. Everything is done twice, since
 * the first time is also that of Spark's compilers.
 */
final class SparkBench {
    private static final int GROUPS = 1000;

    private static final double TAU = 0.05;
    /** k is this share of the rows, or of a group's. */
    private static final double SHARE = 0.005;

    /** Projecting with a threshold that is known: what a model does. */
    private static final String TRANSFORM = "transform";

    private static final double QUANTILE_ERROR = 1e-4;
    private static final int PARTITIONS = 8;
    private static final int SEED = 7;
    private static final int TIMES = 2;

    private final SparkSession spark;
    private final int groups;
    private final ArrayNode runs;

    private SparkBench(SparkSession spark, int groups, ArrayNode runs) {
        this.spark = spark;
        this.groups = groups;
        this.runs = runs;
    }

    /**
     * Measures, and writes a file of JSON.
     *
     * @param args the file, and one or more numbers of rows
     */
    public static void main(String[] args) throws Exception {
        SparkSession spark = LocalSpark.session();
        List<Long> sizes = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            sizes.add(Long.valueOf(args[i]));
        }
        measure(spark, sizes, GROUPS, Path.of(args[0]));
        spark.stop();
    }

    static void measure(SparkSession spark, List<Long> sizes, int groups, Path file) throws Exception {
        ObjectNode all = new ObjectMapper().createObjectNode();
        all.put("version", spark.version());
        all.put("master", spark.sparkContext().master());
        // In local mode, driver and executor are this process.
        all.put("executorMemory", Runtime.getRuntime().maxMemory());
        all.put("partitions", PARTITIONS);
        all.put("tau", TAU);
        all.put("share", SHARE);
        SparkBench bench = new SparkBench(spark, groups, all.putArray("runs"));
        for (long rows : sizes) {
            bench.measure(rows);
        }
        write(all, file);
    }

    private static void write(ObjectNode all, Path file) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), all);
    }

    private void measure(long rows) throws Exception {
        Dataset<Row> table = spark.range(0, rows, 1, PARTITIONS)
                .select(
                        randn(SEED).as("score"),
                        pmod(hash(col("id")), lit(groups)).as("segment"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            table.count();
            overAllRows(table, rows);
            inGroups(table, rows);
        } finally {
            table.unpersist(true);
        }
    }

    /** What was found, and in how many passes where there are any. */
    private record Found(double kept, OptionalInt passes) {
        static Found of(double kept) {
            return new Found(kept, OptionalInt.empty());
        }
    }

    /** Something to be measured: what finds a threshold or projects, and then, when time has stopped, what is kept. */
    @FunctionalInterface
    private interface Work {
        Check run();
    }

    @FunctionalInterface
    private interface Check {
        Found look();
    }

    private void overAllRows(Dataset<Row> table, long rows) throws Exception {
        double k = SHARE * rows;
        run(rows, 1, "soft threshold", k, () -> {
            ThresholdSearch search = ScorePasses.run(table, "score", ThresholdSearch.of(k, TAU));
            return () -> new Found(mass(table, lit(search.threshold())), OptionalInt.of(search.passes()));
        });
        HypersimplexProjectionModel model = projection().setK(k).fit(table);
        run(rows, 1, TRANSFORM, k, () -> {
            Dataset<Row> projected = transform(model, table);
            return () -> Found.of(projected.agg(sum("x")).first().getDouble(0));
        });
        run(rows, 1, "approxQuantile", k, () -> {
            double at = table.stat().approxQuantile("score", new double[] {1 - SHARE}, QUANTILE_ERROR)[0];
            return () -> Found.of((double) table.where(col("score").gt(at)).count());
        });
        run(rows, 1, "sort and limit", k, () -> {
            Row last = table.orderBy(col("score").desc())
                    .limit((int) k)
                    .agg(min("score"), count("score"))
                    .first();
            return () -> Found.of((double) last.getLong(1));
        });
    }

    private void inGroups(Dataset<Row> table, long rows) throws Exception {
        double k = Math.max(1, Math.rint(SHARE * rows / groups));
        HypersimplexProjection projection = projection().setGroupCol("segment").setK(k);
        run(rows, groups, "soft threshold", k, () -> {
            HypersimplexProjectionModel model = projection.fit(table);
            return () -> Found.of(perGroup(massPerGroup(model.transform(table))));
        });
        HypersimplexProjectionModel model = projection.fit(table);
        run(rows, groups, TRANSFORM, k, () -> {
            Dataset<Row> projected = transform(model, table);
            return () -> Found.of(perGroup(massPerGroup(projected)));
        });
        run(rows, groups, "percentile_approx", k, () -> {
            Dataset<Row> at = table.groupBy("segment")
                    .agg(percentile_approx(col("score"), lit(1 - SHARE), lit((int) (1 / QUANTILE_ERROR)))
                            .as("at"))
                    .localCheckpoint();
            return () -> Found.of(perGroup(table.join(at, "segment")
                    .groupBy("segment")
                    .agg(sum(col("score").gt(col("at")).cast("double")).as("kept"))));
        });
        run(rows, groups, "row_number", k, () -> {
            Row kept = table.withColumn(
                            "place",
                            row_number()
                                    .over(Window.partitionBy("segment")
                                            .orderBy(col("score").desc())))
                    .where(col("place").leq(k))
                    .agg(count("place"), min("score"))
                    .first();
            return () -> Found.of((double) kept.getLong(0) / groups);
        });
    }

    private static HypersimplexProjection projection() {
        return new HypersimplexProjection()
                .setInputCol("score")
                .setOutputCol("x")
                .setTau(TAU);
    }

    /** Every row's entry is computed, and then forgotten: Spark's "noop" is made for measuring. */
    private static Dataset<Row> transform(HypersimplexProjectionModel model, Dataset<Row> table) {
        Dataset<Row> projected = model.transform(table);
        projected.write().format("noop").mode(SaveMode.Overwrite).save();
        return projected;
    }

    private static Dataset<Row> massPerGroup(Dataset<Row> projected) {
        return projected.groupBy("segment").agg(sum("x").as("kept"));
    }

    private static double mass(Dataset<Row> table, Column threshold) {
        return table.agg(sum(Hypersimplex.project(col("score"), threshold, TAU)))
                .first()
                .getDouble(0);
    }

    private static double perGroup(Dataset<Row> kept) {
        return kept.agg(avg("kept")).first().getDouble(0);
    }

    private void run(long rows, int problems, String work, double k, Work todo) throws Exception {
        ObjectNode run = runs.addObject();
        run.put("rows", rows).put("groups", problems).put("work", work).put("k", k);
        System.err.printf("spark, %d rows, %d groups: %s%n", rows, problems, work);
        ArrayNode seconds = run.putArray("seconds");
        for (int time = 0; time < TIMES; time++) {
            SparkCost cost = SparkCost.begin(spark.sparkContext());
            long start = System.nanoTime();
            Check check = todo.run();
            seconds.add((System.nanoTime() - start) * 1e-9);
            cost.end().into(run);
            Found found = check.look();
            run.put("kept", found.kept());
            found.passes().ifPresent(passes -> run.put("passes", passes));
        }
    }
}
