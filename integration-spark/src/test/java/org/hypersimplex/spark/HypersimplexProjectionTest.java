package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stage of Spark ML gives what the operator gives for each group's scores, and is saved, copied and piped like any. */
class HypersimplexProjectionTest {
    private static final int ROWS = 3000;
    private static final double TAU = 0.2;

    private static final StructType CUSTOMERS = new StructType()
            .add("segment", DataTypes.StringType)
            .add("score", DataTypes.DoubleType)
            .add("quota", DataTypes.IntegerType);

    @TempDir
    private Path folder = Path.of("");

    /** A row's segment, null for some, of very different sizes. */
    private static List<Row> customers() {
        SplittableRandom random = new SplittableRandom(1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int segment = (int) (40 * Math.pow(random.nextDouble(), 3));
            Double score = random.nextInt(50) == 0 ? null : Math.rint(random.nextGaussian() * 64) / 64;
            rows.add(RowFactory.create(segment == 5 ? null : "s" + segment, score, 3 + segment % 4));
        }
        // Smaller than any k here.
        rows.add(RowFactory.create("few", 0.5, 10));
        rows.add(RowFactory.create("few", 0.25, 10));
        rows.add(RowFactory.create("none", null, 10));
        return rows;
    }

    private static HypersimplexProjection projection() {
        return new HypersimplexProjection()
                .setInputCol("score")
                .setOutputCol("x")
                .setTau(TAU);
    }

    private static double[] scores(List<Row> rows, Object segment) {
        return rows.stream()
                .filter(row -> Objects.equals(row.get(0), segment) && !row.isNullAt(1))
                .mapToDouble(row -> row.getDouble(1))
                .toArray();
    }

    /** Checks all projections against those of each group's scores in one array. */
    private static void check(List<Row> projected, List<Row> given, java.util.function.ToDoubleFunction<Row> mass) {
        assertThat(projected).hasSize(given.size());
        for (Row row : projected) {
            Row group = row;
            int at = row.fieldIndex("x");
            if (row.isNullAt(1)) {
                assertThat(row.isNullAt(at)).isTrue();
                continue;
            }
            double[] scores = scores(given, group.get(0));
            double k = Math.min(scores.length, mass.applyAsDouble(row));
            double nu = SoftBinaryArgmax.of(k, TAU).project(scores, new double[scores.length]);
            double x = Math.min(1, Math.max(0, (row.getDouble(1) - nu) / TAU));
            assertThat(row.getDouble(at)).as(row.toString()).isCloseTo(x, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void eachGroupIsProjectedByItself(int partitions) {
        List<Row> given = customers();
        Dataset<Row> rows = LocalSpark.table(given, CUSTOMERS, partitions);
        HypersimplexProjection projection = projection().setGroupCol("segment").setK(4.5);
        check(projection.fit(rows).transform(rows).collectAsList(), given, row -> 4.5);
    }

    @Test
    void aGroupsMassIsAShareOfItsScoresOrComesWithItsRows() {
        List<Row> given = customers();
        Dataset<Row> rows = LocalSpark.table(given, CUSTOMERS, 3);
        HypersimplexProjection projection = projection().setGroupCol("segment");
        check(
                projection
                        .copy(ParamMap.empty())
                        .setKCol("quota")
                        .fit(rows)
                        .transform(rows)
                        .collectAsList(),
                given,
                row -> row.getInt(2));
        check(
                projection.setFraction(0.1).fit(rows).transform(rows).collectAsList(),
                given,
                row -> 0.1 * scores(given, row.get(0)).length);
    }

    @Test
    void withoutGroupsAllRowsAreOneProblem() {
        List<Row> given = customers();
        Dataset<Row> rows = LocalSpark.table(given, CUSTOMERS, 3);
        double[] scores = given.stream()
                .filter(row -> !row.isNullAt(1))
                .mapToDouble(row -> row.getDouble(1))
                .toArray();
        HypersimplexProjectionModel model = projection().setFraction(0.25).fit(rows);
        double nu = SoftBinaryArgmax.of(0.25 * scores.length, TAU).project(scores, new double[scores.length]);
        assertThat(model.threshold()).isCloseTo(nu, within(1e-12));
        assertThat(model.thresholds().first().getLong(2)).isEqualTo(scores.length);
    }

    @Test
    void thresholdsGetAColumnWhereWanted() {
        Dataset<Row> rows = LocalSpark.table(customers(), CUSTOMERS, 3);
        HypersimplexProjectionModel model = projection()
                .setGroupCol("segment")
                .setThresholdCol("nu")
                .setK(2)
                .fit(rows);
        Dataset<Row> projected = model.transform(rows);
        assertThat(projected.columns()).containsExactly("segment", "score", "quota", "x", "nu");
        assertThat(projected.schema().simpleString())
                .isEqualTo(model.transformSchema(rows.schema()).simpleString());
        assertThat(projected.where("segment = 'few'").first().getDouble(4)).isCloseTo(0.05, within(1e-15));
    }

    @Test
    void anUnknownGroupHasNoProjection() {
        Dataset<Row> rows = LocalSpark.table(customers(), CUSTOMERS, 3);
        HypersimplexProjectionModel model =
                projection().setGroupCol("segment").setK(2).fit(rows.where("segment = 's1'"));
        assertThat(model.transform(rows)
                        .where("segment = 's2' AND x IS NOT NULL")
                        .count())
                .isZero();
    }

    @Test
    void aFilterIsPushedBelowTheProjection() {
        Dataset<Row> rows = LocalSpark.table(customers(), CUSTOMERS, 3);
        HypersimplexProjectionModel model = projection().setK(20).fit(rows);
        String plan = model.transform(rows)
                .where(col("quota").equalTo(3))
                .queryExecution()
                .optimizedPlan()
                .toString();
        assertThat(plan.indexOf("Project")).isLessThan(plan.indexOf("Filter"));
    }

    @Test
    void anEstimatorAndAModelAreSavedAndLoaded() throws Exception {
        List<Row> given = customers();
        Dataset<Row> rows = LocalSpark.table(given, CUSTOMERS, 3);
        HypersimplexProjection projection = projection().setGroupCol("segment").setK(4.5);
        projection.save(folder.resolve("estimator").toString());
        HypersimplexProjection loaded =
                HypersimplexProjection.load(folder.resolve("estimator").toString());
        assertThat(loaded.extractParamMap().toString())
                .isEqualTo(projection.extractParamMap().toString());
        HypersimplexProjectionModel model = loaded.fit(rows);
        String path = folder.resolve("model").toString();
        model.save(path);
        model.write().overwrite().save(path);
        check(HypersimplexProjectionModel.load(path).transform(rows).collectAsList(), given, row -> 4.5);
    }

    @Test
    void aPipelineIsFittedCopiedSavedAndLoaded() throws Exception {
        List<Row> given = customers();
        Dataset<Row> rows = LocalSpark.table(given, CUSTOMERS, 3);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new SQLTransformer().setStatement("SELECT segment, score * 2 AS score, quota FROM __THIS__"),
            projection().setTau(2 * TAU).setGroupCol("segment").setKCol("quota")
        });
        String path = folder.resolve("pipeline").toString();
        pipeline.copy(ParamMap.empty()).fit(rows).save(path);
        List<Row> projected = PipelineModel.load(path)
                .transform(rows)
                .withColumn("score", col("score").divide(2))
                .collectAsList();
        check(projected, given, row -> row.getInt(2));
    }

    @Test
    void badInputIsRefusedWithItsGroupAndPlace() {
        Dataset<Row> rows = LocalSpark.table(customers(), CUSTOMERS, 3);
        HypersimplexProjection projection = projection().setGroupCol("segment");
        refuses(projection.copy(ParamMap.empty()), rows, "one of k, fraction and kCol must be set");
        refuses(projection().setKCol("quota"), rows, "kCol needs groupCol");
        refuses(projection.copy(ParamMap.empty()).setKCol("score"), rows, "group s", "k must be finite and at least 0");
        Dataset<Row> quotas =
                LocalSpark.table(List.of(RowFactory.create("a", 1.0, 3), RowFactory.create("a", 2.0, 4)), CUSTOMERS, 1);
        refuses(projection.copy(ParamMap.empty()).setKCol("quota"), quotas, "group a: one problem was asked for k 3.0");
        Dataset<Row> nan = LocalSpark.table(
                List.of(RowFactory.create("a", 1.0, 3), RowFactory.create("b", Double.NaN, 4)), CUSTOMERS, 1);
        refuses(
                projection.copy(ParamMap.empty()).setK(1),
                nan,
                "group b, column score: entry 1: score is NaN, in part 0");
        refuses(projection.copy(ParamMap.empty()).setK(-1), rows, "k must be finite and at least 0, was -1.0");
        refuses(projection().setK(1), rows.withColumn("x", col("score")), "column x is there already");
        refuses(projection().setK(1).setInputCol("segment"), rows, "column segment must be numeric, was string");
    }

    private static void refuses(HypersimplexProjection projection, Dataset<Row> rows, String... words) {
        assertThatThrownBy(() -> projection.fit(rows))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(words);
    }
}
