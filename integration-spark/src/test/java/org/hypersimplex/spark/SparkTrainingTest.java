package org.hypersimplex.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.ObjectiveTrait;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.xgboost.HypersimplexObjective;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Trains on Spark in local mode with two partitions, and serves as an example of that. The rows are those of the file
 * that the system property {@code spark.data} names, such as the Higgs data set, with fields separated by tabs and the
 * label first; if it is empty, they are drawn at random.
 */
@Tag("training")
class SparkTrainingTest {
    private static final int ROUNDS = 20;
    private static final double ETA = 0.1;
    private static final int DEPTH = 4;

    /** The thresholds of every round, of each partition's task; in local mode, tasks run in this process. */
    private static final Map<String, Queue<Double>> THRESHOLDS = new ConcurrentHashMap<>();

    private static float[] labels = {};
    private static float[][] features = {};
    private static Booster onSpark;

    @BeforeAll
    static void train() throws Exception {
        read();
        THRESHOLDS.clear();
        XGBoostRegressor regressor = new XGBoostRegressor(new scala.collection.immutable.HashMap<>());
        SparkObjective.prepare(regressor, ETA, GradientScale.probability());
        regressor.setCustomObj(new Watched());
        regressor.setNumRound(ROUNDS);
        regressor.setNumWorkers(2);
        regressor.setMaxDepth(DEPTH);
        regressor.set("rabitTrackerHostIp", "127.0.0.1");
        XGBoostRegressionModel model = (XGBoostRegressionModel) regressor.train(rows(LocalSpark.session()));
        onSpark = XGBoost.loadModel(model.nativeBooster().toByteArray("json"));
    }

    @AfterAll
    static void dispose() {
        onSpark.dispose();
    }

    /** The objective, which also records the thresholds of its partition for the test. */
    private static final class Watched implements ObjectiveTrait {
        private static final long serialVersionUID = 1;

        private final HypersimplexObjective objective =
                HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
        private final SparkObjective sparks = new SparkObjective(objective);

        @Override
        public List<float[]> getGradient(float[][] predicts, DMatrix matrix) {
            List<float[]> gradient = sparks.getGradient(predicts, matrix);
            THRESHOLDS
                    .computeIfAbsent(Thread.currentThread().getName(), task -> new ConcurrentLinkedQueue<>())
                    .add(objective.thresholds()[0]);
            return gradient;
        }

        @Override
        public scala.collection.immutable.List<float[]> getGradient(
                float[][] predicts, ml.dmlc.xgboost4j.scala.DMatrix matrix) {
            return sparks.getGradient(predicts, matrix);
        }
    }

    private static void read() throws IOException {
        String file = System.getProperty("spark.data", "");
        if (file.isEmpty()) {
            draw(4000, 5);
            return;
        }
        List<String> lines = Files.readAllLines(Path.of(file));
        labels = new float[lines.size()];
        features = new float[lines.size()][];
        for (int i = 0; i < labels.length; i++) {
            String[] fields = lines.get(i).split("\t", -1);
            labels[i] = Float.parseFloat(fields[0]);
            features[i] = new float[fields.length - 1];
            for (int j = 1; j < fields.length; j++) {
                features[i][j - 1] = Float.parseFloat(fields[j]);
            }
        }
    }

    private static void draw(int rows, int columns) {
        Random random = new Random(1);
        labels = new float[rows];
        features = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            double sum = 3 * random.nextGaussian();
            for (int j = 0; j < columns; j++) {
                features[i][j] = (float) random.nextGaussian();
                // Each feature matters differently, so that the order of splits isn't left to rounding.
                sum += features[i][j] * (j + 1);
            }
            labels[i] = sum > 3 ? 1 : 0;
        }
    }

    private static Dataset<Row> rows(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            float[] row = features[i];
            double[] values = new double[row.length];
            Arrays.setAll(values, j -> row[j]);
            rows.add(RowFactory.create((double) labels[i], Vectors.dense(values)));
        }
        StructType type = new StructType(new StructField[] {
            new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
            new StructField("features", new VectorUDT(), false, Metadata.empty())
        });
        return spark.createDataFrame(rows, type).repartition(2);
    }

    private static DMatrix matrix() throws XGBoostError {
        int columns = features[0].length;
        float[] flat = new float[labels.length * columns];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(features[i], 0, flat, i * columns, columns);
        }
        DMatrix matrix = new DMatrix(flat, labels.length, columns, Float.NaN);
        matrix.setLabel(labels);
        return matrix;
    }

    private static double[] scores(Booster model, DMatrix matrix, int rounds) throws XGBoostError {
        // To XGBoost, 0 rounds means all of them.
        return rounds == 0
                ? new double[labels.length]
                : Arrays.stream(model.predict(matrix, true, rounds))
                        .mapToDouble(score -> score[0])
                        .toArray();
    }

    @Test
    void bothPartitionsHaveTheThresholdsOfTheUnionOfTheirRows() throws XGBoostError {
        assertThat(THRESHOLDS).hasSize(2);
        assertThat(THRESHOLDS.values()).allMatch(thresholds -> thresholds.size() == ROUNDS);
        List<List<Double>> both = THRESHOLDS.values().stream().map(List::copyOf).toList();
        assertThat(both.getFirst()).isEqualTo(both.getLast());
        int positives = 0;
        for (float label : labels) {
            positives += label == 1 ? 1 : 0;
        }
        SoftBinaryArgmax projection = SoftBinaryArgmax.of((double) positives, 1);
        DMatrix matrix = matrix();
        for (int round = 0; round < ROUNDS; round++) {
            double[] scores = scores(onSpark, matrix, round);
            double threshold = projection.project(scores, new double[scores.length]);
            assertThat(both.getFirst().get(round)).isCloseTo(threshold, within(1e-12));
        }
        matrix.dispose();
    }

    @Test
    void theModelOrdersRowsAsWellAsOneMachinesModelDoes() throws XGBoostError {
        HypersimplexObjective one = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
        Map<String, Object> parameters = new HashMap<>(HypersimplexObjective.parameters(ETA));
        parameters.putAll(Map.of("max_depth", DEPTH, "nthread", 1));
        DMatrix matrix = matrix();
        Booster single = one.train(matrix, parameters, ROUNDS);
        double spark = areaUnderCurve(scores(onSpark, matrix, ROUNDS));
        double alone = areaUnderCurve(scores(single, matrix, ROUNDS));
        // Trees of different workers differ in the bins of their features; by this much they never do.
        assertThat(alone).isGreaterThan(0.9);
        assertThat(spark).isCloseTo(alone, within(0.01));
        single.dispose();
        matrix.dispose();
    }

    private static double areaUnderCurve(double[] scores) {
        long pairs = 0;
        double won = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (labels[i] > labels[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }
}
