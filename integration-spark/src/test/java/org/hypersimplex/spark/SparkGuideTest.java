package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/spark.md, which quotes them. */
class SparkGuideTest {
    @TempDir
    private Path folder = Path.of("");

    private static Dataset<Row> customers() {
        return LocalSpark.session()
                .range(0, 20_000, 1, 4)
                .select(
                        col("id"),
                        pmod(hash(col("id")), lit(5)).as("segment"),
                        randn(1).as("recency"),
                        randn(2).as("spending"))
                .withColumn("score", col("spending").minus(col("recency").multiply(0.5)))
                .withColumn("label", col("score").plus(randn(3)).gt(1).cast("double"))
                .cache();
    }

    @Test
    void thePartsOfTheGuideAreInThisFile() throws IOException {
        String source = squeezed(Files.readString(Path.of("src/test/java/org/hypersimplex/spark/SparkGuideTest.java")));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/spark.md")));
        int blocks = 0;
        while (block.find()) {
            assertThat(source).contains(squeezed(block.group(1)));
            blocks++;
        }
        assertThat(blocks).isEqualTo(4);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void oneThresholdForAllRows() {
        Dataset<Row> customers = customers();
        double nu = Hypersimplex.threshold(customers, "score", 500, 0.05);
        Dataset<Row> soft = customers.withColumn("x", Hypersimplex.project(col("score"), lit(nu), 0.05));
        assertThat(soft.agg(sum("x")).first().getDouble(0)).isCloseTo(500, within(1e-9));
    }

    @Test
    void someCustomersOfEachSegment() {
        Dataset<Row> customers = customers();
        HypersimplexProjection projection = new HypersimplexProjection()
                .setInputCol("score")
                .setOutputCol("x")
                .setGroupCol("segment")
                .setK(50)
                .setTau(0.05);
        HypersimplexProjectionModel model = projection.fit(customers);
        Dataset<Row> selected = model.transform(customers).where(col("x").gt(0));
        List<Row> sums = selected.groupBy("segment").agg(sum("x"), count("id")).collectAsList();
        assertThat(sums).hasSize(5);
        for (Row row : sums) {
            assertThat(row.getDouble(1)).isCloseTo(50, within(1e-9));
            assertThat(row.getLong(2)).isBetween(50L, 100L);
        }
    }

    @Test
    void theSameInSql() {
        Dataset<Row> customers = customers();
        SparkSession spark = customers.sparkSession();
        Hypersimplex.register(spark);
        customers.createOrReplaceTempView("customers");
        Dataset<Row> thresholds = spark.sql(
                "SELECT segment, soft_top_k_threshold(score, 50, 0.05D) AS nu FROM customers GROUP BY segment");
        assertThat(thresholds.count()).isEqualTo(5);
    }

    @Test
    @Tag("training")
    void aPipelineThatTrainsSavesLoadsAndScores() throws IOException {
        Dataset<Row> customers = customers().drop("score");
        String path = folder.resolve("model").toString();
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new VectorAssembler()
                    .setInputCols(new String[] {"recency", "spending"})
                    .setOutputCol("features"),
            new HypersimplexBooster().setNumWorkers(2).setNumRound(5).setEta(0.2),
            new HypersimplexProjection()
                    .setInputCol("score")
                    .setOutputCol("x")
                    .setGroupCol("segment")
                    .setK(50)
                    .setTau(0.05)
        });
        pipeline.fit(customers).write().overwrite().save(path);
        Dataset<Row> scored = PipelineModel.load(path).transform(customers);
        scored.select("id", "score", "probability", "prediction", "x").where(col("x").gt(0));
        assertThat(scored.agg(sum("x")).first().getDouble(0)).isCloseTo(250, within(1e-6));
    }
}
