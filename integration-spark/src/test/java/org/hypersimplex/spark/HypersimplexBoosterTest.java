package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees are trained, saved and loaded as a stage of a pipeline, and come with their decision threshold. */
@Tag("training")
class HypersimplexBoosterTest {
    private static final StructType LABELLED = new StructType()
            .add("label", DataTypes.DoubleType)
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType);

    private static Dataset<Row> rows = LocalSpark.session().emptyDataFrame();
    private static PipelineModel model = new PipelineModel("none", List.of());

    @TempDir
    private Path folder = Path.of("");

    private static Dataset<Row> labelled(int rows, int partitions) {
        SplittableRandom random = new SplittableRandom(3);
        List<Row> drawn = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            drawn.add(RowFactory.create(a + 2 * b + 0.5 * random.nextGaussian() > 1 ? 1.0 : 0.0, a, b));
        }
        return LocalSpark.table(drawn, LABELLED, partitions);
    }

    private static HypersimplexBooster booster() {
        return new HypersimplexBooster()
                .setNumWorkers(2)
                .setNumRound(10)
                .setMaxDepth(3)
                .setEta(0.2);
    }

    private static Pipeline pipeline(HypersimplexBooster booster) {
        VectorAssembler features =
                new VectorAssembler().setInputCols(new String[] {"a", "b"}).setOutputCol("features");
        return new Pipeline().setStages(new PipelineStage[] {features, booster});
    }

    /** One model for all tests that need any. */
    @BeforeAll
    static void train() {
        rows = labelled(2000, 3).cache();
        model = pipeline(booster()).fit(rows);
    }

    @Test
    void probabilitiesAddUpToThePositivesAndDecisionsAreAsManyAndMostlyRight() {
        Dataset<Row> scored = model.transform(rows);
        assertThat(scored.columns()).contains("score", "probability", "prediction");
        Row sums = scored.agg(
                        sum("label"),
                        sum("probability"),
                        sum("prediction"),
                        sum(col("label").equalTo(col("prediction")).cast("int")))
                .first();
        assertThat(sums.getDouble(1)).isCloseTo(sums.getDouble(0), within(1e-3));
        assertThat(sums.getDouble(2)).isCloseTo(sums.getDouble(0), within(60.0));
        assertThat(sums.getLong(3)).isGreaterThan(1800);
    }

    @Test
    void aTrainedPipelineIsCopiedSavedAndLoaded() throws Exception {
        String path = folder.resolve("model").toString();
        model.copy(ParamMap.empty()).save(path);
        assertThat(scores(PipelineModel.load(path))).isEqualTo(scores(model));
    }

    private static List<Row> scores(PipelineModel of) {
        return of.transform(rows).select("score", "probability", "prediction").collectAsList();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 5", "3, 2", "5, 5", "7, 40", "40, 7"})
    void fewRowsAreDealtEvenlyHoweverTheyLie(int count, int partitions) {
        Dataset<Row> few = labelled(count, partitions).withColumn("features", array("a", "b"));
        List<Integer> dealt = booster()
                .deal(few, count)
                .javaRDD()
                .mapPartitions(part -> {
                    int size = 0;
                    for (; part.hasNext(); part.next()) {
                        size++;
                    }
                    return List.of(size).iterator();
                })
                .collect();
        assertThat(dealt).containsExactlyInAnyOrder(count / 2, count - count / 2);
    }

    @Test
    void fiveRowsInAsManyPartitionsTrainTwoWorkers() {
        Dataset<Row> few = labelled(5, 6);
        PipelineModel trained = pipeline(booster().setNumRound(1)).fit(few);
        assertThat(trained.transform(few).where("score IS NOT NULL").count()).isEqualTo(5);
    }

    @Test
    void aWorkersFailureIsToldWithItsCauseAndNotWithThatOfTheOthers() {
        Dataset<Row> infinite = labelled(40, 1)
                .withColumn("a", when(col("b").gt(0), Double.POSITIVE_INFINITY).otherwise(col("a")));
        assertThatThrownBy(() -> pipeline(booster()).fit(infinite))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("a worker failed: .*XGBoostError: .*Input data contains `inf`.*");
    }

    @Test
    void badInputIsRefusedBeforeTraining() {
        Dataset<Row> fifty = labelled(50, 2);
        refuses(
                booster(),
                fifty.withColumn("label", col("label").plus(1)),
                "column label: labels must be 0 or 1, but ",
                "2.0");
        refuses(booster(), fifty.withColumn("label", lit(null).cast("double")), "50 of 50 are not, such as null");
        refuses(booster().setNumWorkers(51), fifty, "numWorkers must be in [1, 50], the number of rows, was 51");
        refuses(booster().setEta(-1), fifty, "eta must be positive and finite, was -1.0");
        refuses(booster().setLabelCol("features"), fifty, "column features must be numeric, was vector");
        refuses(booster(), fifty.withColumn("score", col("a")), "column score is there already");
    }

    private static void refuses(HypersimplexBooster booster, Dataset<Row> rows, String... words) {
        assertThatThrownBy(() -> pipeline(booster).fit(rows))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(words);
    }
}
