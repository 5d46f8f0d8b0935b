package org.hypersimplex.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in one process. */
class HypersimplexObjectiveTest {
    private static final Map<String, Object> PARAMETERS = WorkerProcess.parameters();

    private final HypersimplexObjective objective =
            HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());

    private static long positives(Table table) {
        return IntStream.range(0, table.rows())
                .filter(i -> table.labels()[i] == 1)
                .count();
    }

    private static double squaredError(HypersimplexObjective objective, Booster model, Table table) throws Exception {
        DMatrix matrix = table.matrix();
        ScoreScale scale = objective.scoreScales(model, matrix).getFirst();
        float[][] scores = model.predict(matrix, true);
        return IntStream.range(0, table.rows())
                .mapToDouble(i -> Math.pow(scale.probability(scores[i][0]) - table.labels()[i], 2))
                .sum();
    }

    @Test
    void everyRoundLowersTheLoss() throws Exception {
        Table table = WorkerProcess.table();
        DMatrix matrix = table.matrix();
        Booster model = objective.train(matrix, PARAMETERS, 0);
        double last = squaredError(objective, model, table);
        double p = (double) positives(table) / table.rows();
        assertThat(last).as("of scores that all tie").isCloseTo(table.rows() * p * (1 - p), within(1e-6));
        for (int round = 0; round < 10; round++) {
            objective.update(model, matrix, round);
            double loss = squaredError(objective, model, table);
            assertThat(loss).isLessThan(last);
            last = loss;
        }
        assertThat(last).isLessThan(0.6 * table.rows() * p * (1 - p));
    }

    @Test
    void oneStepMovesALeafByEtaTimesItsMeanResidual() throws Exception {
        float[] features = {0, 0, 0, 0, 1, 1, 1, 1};
        DMatrix matrix = new DMatrix(features, 8, 1, Float.NaN);
        matrix.setLabel(new float[] {0, 0, 0, 1, 1, 1, 1, 0});
        float[][] scores = objective
                .train(matrix, HypersimplexObjective.parameters(0.2), 1)
                .predict(matrix, true);
        // k = n/2, so x = 1/2 everywhere; a quarter and three quarters of the labels are 1.
        assertThat(scores[0][0]).isCloseTo(0.2f * -0.25f, within(1e-7f));
        assertThat(scores[7][0]).isCloseTo(0.2f * 0.25f, within(1e-7f));
    }

    @Test
    void goesWhereAnyObjectiveOfXgboostsGoes() throws Exception {
        DMatrix matrix = WorkerProcess.table().matrix();
        Booster theirs = XGBoost.train(matrix, PARAMETERS, 5, Map.of(), objective, null);
        Booster ours = objective.train(matrix, PARAMETERS, 5);
        assertThat(theirs.toByteArray("json")).isEqualTo(ours.toByteArray("json"));
    }

    @Test
    void asManyRowsArePositiveAsHaveTheLabel() throws Exception {
        Table table = Table.draw(3000, 5);
        DMatrix matrix = table.matrix();
        Booster model = objective.train(matrix, PARAMETERS, 30);
        ScoreScale scale = objective.scoreScales(model, matrix).getFirst();
        float[][] scores = model.predict(matrix, true);
        assertThat(Arrays.stream(scores)
                        .mapToDouble(s -> scale.probability(s[0]))
                        .sum())
                .isCloseTo((double) positives(table), within(1e-6));
    }

    @Test
    void rowsOfWeightZeroAreAsGoodAsAbsent() throws Exception {
        Table table = WorkerProcess.table();
        int kept = 600;
        float[] weights = new float[table.rows()];
        Arrays.fill(weights, 0, kept, 1);
        DMatrix weighted = table.matrix();
        weighted.setWeight(weights);
        float[][] scores = new float[table.rows()][];
        Arrays.setAll(scores, i -> new float[] {0.01f * (i % 97)});
        List<float[]> all = objective.getGradient(scores, weighted);
        List<float[]> few = objective.getGradient(
                Arrays.copyOf(scores, kept), table.part(0, kept).matrix());
        assertThat(Arrays.copyOf(all.get(0), kept)).containsExactly(few.get(0));
        assertThat(all.get(1)).containsExactly(weights);
        assertThat(Arrays.copyOfRange(all.get(0), kept, table.rows())).containsOnly(0);
    }

    @Test
    void groupsAreProjectedByThemselves() throws Exception {
        Table table = WorkerProcess.table();
        DMatrix matrix = table.matrix();
        matrix.setGroup(new int[] {300, 700});
        HypersimplexObjective perGroup = objective.perGroup();
        float[][] scores = new float[table.rows()][];
        Arrays.setAll(scores, i -> new float[] {0.01f * (i % 97)});
        float[] together = perGroup.getGradient(scores, matrix).getFirst();
        for (int[] group : new int[][] {{0, 300}, {300, 1000}}) {
            float[] alone = objective
                    .getGradient(
                            Arrays.copyOfRange(scores, group[0], group[1]),
                            table.part(group[0], group[1]).matrix())
                    .getFirst();
            assertThat(Arrays.copyOfRange(together, group[0], group[1])).containsExactly(alone, within(1e-7f));
        }
        assertThat(perGroup.thresholds()).hasSize(2);
    }

    @Test
    void theWeightOfAGroupCountsForAllOfItsRows() throws Exception {
        Table table = WorkerProcess.table();
        HypersimplexObjective perGroup = objective.perGroup();
        float[][] scores = new float[table.rows()][];
        Arrays.setAll(scores, i -> new float[] {0.01f * (i % 97)});
        DMatrix matrix = table.matrix();
        matrix.setGroup(new int[] {300, 200, 500});
        List<float[]> plain = perGroup.getGradient(scores, matrix);
        DMatrix weighted = table.matrix();
        weighted.setGroup(new int[] {300, 200, 500});
        weighted.setWeight(new float[] {2, 0, 0.5f});
        List<float[]> round = perGroup.getGradient(scores, weighted);
        for (int i = 0; i < table.rows(); i++) {
            float weight = i < 300 ? 2 : i < 500 ? 0 : 0.5f;
            assertThat(round.get(0)[i]).isCloseTo(weight * plain.get(0)[i], within(1e-6f));
            assertThat(round.get(1)[i]).isEqualTo(weight);
        }
        assertThat(perGroup.train(weighted, PARAMETERS, 3).predict(weighted)).hasDimensions(1000, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ubj", "deprecated"})
    void scalesAreSavedWithTheModelAndFoundWhenItIsLoaded(String format) throws Exception {
        Table table = WorkerProcess.table();
        DMatrix matrix = table.matrix();
        matrix.setGroup(new int[] {300, 700});
        HypersimplexObjective perGroup = objective.perGroup();
        Booster model = perGroup.train(matrix, PARAMETERS, 3);
        assertThat(ModelScales.read(model)).isEmpty();
        List<ScoreScale> scales = perGroup.scoreScales(model, matrix);
        ModelScales.write(model, scales);
        assertThat(scales).hasSize(2);
        Booster loaded = XGBoost.loadModel(model.toByteArray(format));
        assertThat(ModelScales.read(loaded)).isEqualTo(scales);
        assertThat(loaded.predict(matrix)).isDeepEqualTo(model.predict(matrix));
    }

    @Test
    void settingsTravelToOtherMachines() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HypersimplexObjective sent = HypersimplexObjective.of(KPolicy.prior(0.3), GradientScale.ofMean(0.5, 2));
        DMatrix matrix = WorkerProcess.table().matrix();
        float[][] scores = new float[WorkerProcess.ROWS][1];
        float[] expected = sent.getGradient(scores, matrix).getFirst();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            HypersimplexObjective received = (HypersimplexObjective) in.readObject();
            assertThat(received.getGradient(scores, matrix).getFirst()).containsExactly(expected);
        }
    }

    @Test
    void wrongRowsAreNamed() throws Exception {
        Table table = WorkerProcess.table();
        table.labels()[17] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.train(table.matrix(), PARAMETERS, 1))
                .withMessage("rows to train on: label of row 17 must be 0 or 1, was 2.0");
        DMatrix matrix = WorkerProcess.table().matrix();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.getGradient(new float[3][1], matrix))
                .withMessageContaining("one score for each of 1000 rows, got 3 times 1");
    }
}
