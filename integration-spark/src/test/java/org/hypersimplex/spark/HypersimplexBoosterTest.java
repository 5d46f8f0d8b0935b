package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees are trained, saved and loaded as a stage of a pipeline, and come with their decision threshold. */
@Tag("training")
class HypersimplexBoosterTest {
    private static final StructType LABELLED = new StructType()
            .add("label", DataTypes.DoubleType)
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType);

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

    @Test
    void aPipelineIsTrainedSavedAndLoadedAndDecidesAsOftenAsLabelsArePositive() throws Exception {
        Dataset<Row> rows = labelled(2000, 3).cache();
        PipelineModel model = pipeline(booster()).fit(rows);
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
        String path = folder.resolve("model").toString();
        model.copy(ParamMap.empty()).save(path);
        List<Row> again = PipelineModel.load(path)
                .transform(rows)
                .select("score", "probability", "prediction")
                .collectAsList();
        assertThat(again)
                .isEqualTo(scored.select("score", "probability", "prediction").collectAsList());
        rows.unpersist();
    }

    @Test
    void fewRowsInOnePartitionOfManyAreDealtToAllWorkers() {
        PipelineModel model = pipeline(booster().setNumRound(1)).fit(labelled(40, 7));
        assertThat(model.transform(labelled(40, 1)).where("score IS NULL").count())
                .isZero();
    }

    @Test
    void badInputIsRefusedBeforeTraining() {
        Dataset<Row> rows = labelled(50, 2);
        refuses(
                booster(),
                rows.withColumn("label", col("label").plus(1)),
                "column label: labels must be 0 or 1, but ",
                "2.0");
        refuses(booster(), rows.withColumn("label", lit(null).cast("double")), "50 of 50 are not, such as null");
        refuses(booster().setNumWorkers(51), rows, "numWorkers must be in [1, 50], the number of rows, was 51");
        refuses(booster().setEta(-1), rows, "eta must be positive and finite, was -1.0");
        refuses(booster().setLabelCol("features"), rows, "column features must be numeric, was vector");
        refuses(booster(), rows.withColumn("score", col("a")), "column score is there already");
    }

    private static void refuses(HypersimplexBooster booster, Dataset<Row> rows, String... words) {
        assertThatThrownBy(() -> pipeline(booster).fit(rows))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(words);
    }
}
