package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threshold of a column is that of one array, however the rows lie. */
class ThresholdTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] normal(int n) {
        SplittableRandom random = new SplittableRandom(n);
        return DoubleStream.generate(random::nextGaussian).limit(n).toArray();
    }

    private static double local(double[] scores, double k, double tau) {
        return SoftBinaryArgmax.of(k, tau).project(scores, new double[scores.length]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void aColumnHasTheThresholdOfOneArrayForAnyPartitions(int partitions) {
        double[] scores = normal(5000);
        // Ties, many of them at the threshold.
        Arrays.setAll(scores, i -> i % 3 == 0 ? Math.rint(4 * scores[i]) / 4 : scores[i]);
        Dataset<Row> rows = LocalSpark.scores(partitions, scores).cache();
        double[][] settings = {{0, 1}, {1, 0.05}, {17.5, 1e-6}, {2500, 2}, {5000, 0.05}};
        for (double[] kAndTau : settings) {
            assertThat(Hypersimplex.threshold(rows, "score", kAndTau[0], kAndTau[1]))
                    .as("k and tau " + Arrays.toString(kAndTau))
                    .isCloseTo(local(scores, kAndTau[0], kAndTau[1]), within(1e-12));
        }
        rows.unpersist();
    }

    @Test
    void infiniteScoresAreForcedAndNullsTakeNoPart() {
        double nu = Hypersimplex.threshold(
                LocalSpark.scores(2, 1.0, null, INF, 0.5, -INF, null, 0.0, 2.0), "score", 3, 0.25);
        assertThat(nu).isEqualTo(local(new double[] {1, INF, 0.5, -INF, 0, 2}, 3, 0.25));
    }

    @Test
    void atMostFourJobsFindAThreshold() throws Exception {
        double[] scores = normal(200_000);
        Dataset<Row> rows = LocalSpark.scores(7, scores).cache();
        rows.count();
        int jobs = JobCount.of(
                rows.sparkSession().sparkContext(), () -> Hypersimplex.threshold(rows, "score", 100_000, 1e-3));
        assertThat(jobs).isBetween(2, 4);
        rows.unpersist();
    }

    @Test
    void numbersOfOtherTypesAreScoresToo() {
        Dataset<Row> rows = LocalSpark.session().range(0, 100, 1, 3).toDF("id");
        for (String type : List.of("int", "float", "long", "decimal(10,2)")) {
            Dataset<Row> cast = rows.select(col("id").cast(type).as("score"));
            assertThat(Hypersimplex.threshold(cast, "score", 10, 0.5)).isEqualTo(89.25);
        }
    }

    @Test
    void aNanIsRefusedWithItsColumnPartitionAndRow() {
        Dataset<Row> rows = LocalSpark.scores(3, 1.0, 2.0, null, 3.0, null, Double.NaN);
        assertThatThrownBy(() -> Hypersimplex.threshold(rows, "score", 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("column score: entry 2: score is NaN, in part 2");
    }

    @Test
    void badSettingsAreRefusedWithTheirValue() {
        Dataset<Row> rows = LocalSpark.scores(2, 1.0, 2.0);
        assertThatThrownBy(() -> Hypersimplex.threshold(rows, "score", 3, 1)).hasMessageContaining("[0, 2], was 3.0");
        assertThatThrownBy(() -> Hypersimplex.threshold(rows, "score", 1, -1)).hasMessageContaining("was -1.0");
        assertThatThrownBy(() -> Hypersimplex.threshold(rows.select(col("score").cast("string")), "score", 1, 1))
                .hasMessage("column score must be numeric, was string");
    }

    @Test
    void aTableWithoutRowsHasThresholdZeroForMassZeroOnly() {
        Dataset<Row> rows = LocalSpark.scores(2);
        assertThat(Hypersimplex.threshold(rows, "score", 0, 1)).isZero();
        assertThatThrownBy(() -> Hypersimplex.threshold(rows, "score", 1, 1)).isInstanceOf(InputException.class);
    }

    @Test
    void theProjectionIsClippedArithmeticThatSumsToTheMass() {
        double[] scores = normal(1000);
        Dataset<Row> rows = LocalSpark.scores(4, scores);
        double nu = Hypersimplex.threshold(rows, "score", 120, 0.3);
        Dataset<Row> projected =
                rows.select(Hypersimplex.project(col("score"), lit(nu), 0.3).as("x"));
        assertThat(projected.agg(sum("x")).first().getDouble(0)).isCloseTo(120, within(1e-10));
        double[] x = new double[1000];
        SoftBinaryArgmax.of(120, 0.3).project(scores, x);
        List<Row> found = projected.collectAsList();
        for (int i = 0; i < x.length; i++) {
            assertThat(found.get(i).getDouble(0)).isCloseTo(x[i], within(1e-14));
        }
    }

    @Test
    void theProjectionKeepsNullAndNan() {
        List<Row> x = LocalSpark.scores(1, null, Double.NaN, INF, -INF, 1.0)
                .select(Hypersimplex.project(col("score"), lit(0.5), 2))
                .collectAsList();
        assertThat(x.stream().map(row -> row.get(0))).containsExactly(null, Double.NaN, 1.0, 0.0, 0.25);
    }

    @Test
    void sqlFindsTheThresholdOfEachGroup() {
        Dataset<Row> rows = LocalSpark.session()
                .range(0, 1000, 1, 4)
                .select(
                        functions.pmod(col("id"), lit(7)).as("segment"),
                        functions.hash(col("id")).divide(1e9).as("score"));
        rows.createOrReplaceTempView("customers");
        Hypersimplex.register(rows.sparkSession());
        List<Row> found = rows.sparkSession()
                .sql("SELECT segment, soft_top_k_threshold(score, 12, 0.05D) AS nu, collect_list(score)"
                        + " FROM customers GROUP BY segment")
                .collectAsList();
        assertThat(found).hasSize(7);
        for (Row row : found) {
            double[] scores =
                    row.<Double>getList(2).stream().mapToDouble(y -> y).toArray();
            assertThat(row.getDouble(1)).isCloseTo(local(scores, 12, 0.05), within(1e-12));
        }
        Dataset<Row> none = rows.where("score > 100")
                .groupBy()
                .agg(Hypersimplex.thresholdFunction().apply(col("score"), lit(1.0), lit(1.0)));
        assertThat(none.first().isNullAt(0)).isTrue();
    }
}
