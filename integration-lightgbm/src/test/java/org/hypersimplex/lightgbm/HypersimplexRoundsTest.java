package org.hypersimplex.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HypersimplexRoundsTest {
    private static final int ROWS = 600;
    private static final String PARAMETERS = Table.QUIET + " objective=none learning_rate=0.2";

    private final Table table = new Table(ROWS, 1);

    static List<BoostingObjective> objectives() {
        Table table = new Table(ROWS, 1);
        return List.of(
                objective(table.equalRows()),
                objective(table.weightedRows().withGroups(200, 1, 399)),
                BoostingObjective.of(table.equalRows(), KPolicy.half(), GradientScale.ofMean(0.001, 0.0003)));
    }

    private static BoostingObjective objective(TrainingRows rows) {
        return BoostingObjective.of(rows, KPolicy.positives(), GradientScale.probability());
    }

    private static String model(Features features, BoostingObjective objective, int rounds) {
        try (NativeDataset training = NativeDataset.of(features, Table.QUIET);
                NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
            train(booster, objective, rounds);
            return booster.text();
        }
    }

    private static List<ScoreScale> train(NativeBooster booster, BoostingObjective objective, int count) {
        try (HypersimplexRounds rounds = HypersimplexRounds.of(booster, objective)) {
            double before = Double.POSITIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                assertThat(rounds.next()).isTrue();
                assertThat(rounds.loss()).isLessThan(before);
                before = rounds.loss();
            }
            return rounds.scoreScales();
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theHeapAndOffTheHeapGiveTheSameModel(BoostingObjective objective) throws LGBMException {
        String onHeap;
        LGBMDataset training = LGBMDataset.createFromMat(table.features, ROWS, Table.COLUMNS, true, Table.QUIET, null);
        LGBMBooster booster = LGBMBooster.create(training, PARAMETERS);
        try (HypersimplexRounds rounds = HypersimplexRounds.of(booster, objective)) {
            for (int i = 0; i < 10; i++) {
                rounds.next();
            }
            onHeap = booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.SPLIT);
        } finally {
            booster.close();
            training.close();
        }
        try (Arena arena = Arena.ofConfined()) {
            assertThat(model(table.dense(arena), objective, 10))
                    .isEqualTo(onHeap)
                    .contains("Tree=9");
        }
    }

    @Test
    void sparseRowsGiveTheModelOfDenseOnes() {
        try (Arena arena = Arena.ofConfined()) {
            String dense = model(table.dense(arena), objective(table.equalRows()), 5);
            assertThat(model(table.sparse(arena), objective(table.equalRows()), 5))
                    .isEqualTo(dense);
        }
    }

    @Test
    void whileNothingIsClippedTheModelIsThatOfSquaredErrorUpToAConstant() {
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET)
                        .withLabels(Table.floats(arena, table.labels));
                NativeBooster hypersimplex = NativeBooster.of(training, PARAMETERS);
                NativeBooster squared =
                        NativeBooster.of(training, Table.QUIET + " objective=regression learning_rate=0.2")) {
            train(hypersimplex, objective(table.equalRows()), 2);
            squared.update();
            squared.update();
            double[] ours = Table.trainingScores(hypersimplex);
            double[] theirs = Table.trainingScores(squared);
            double offset = theirs[0] - ours[0];
            assertThat(Arrays.stream(ours).map(score -> score + offset).toArray())
                    .containsExactly(theirs, within(1e-6));
            assertThat(Arrays.stream(ours).distinct().count()).isGreaterThan(10);
        }
    }

    @Test
    void roundsGoOnWithAFreshObjectiveAsIfItWereTheOldOne() {
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET);
                NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
            train(booster, objective(table.equalRows()), 6);
            train(booster, objective(table.equalRows()), 6);
            assertThat(booster.text()).isEqualTo(model(table.dense(arena), objective(table.equalRows()), 12));
        }
    }

    @Test
    void inEveryGroupNearlyAsManyRowsArePositiveAsHaveTheLabel() {
        TrainingRows rows = table.equalRows().withGroups(250, 350);
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET);
                NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
            List<ScoreScale> scales = train(booster, objective(rows), 30);
            double[] scores = Table.trainingScores(booster);
            for (int g = 0; g < 2; g++) {
                double[] group = Arrays.copyOfRange(scores, g * 250, g == 0 ? 250 : ROWS);
                ScoreScale scale = scales.get(g);
                assertThat((double)
                                Arrays.stream(group).filter(scale::isPositive).count())
                        .isCloseTo(rows.positives()[g], within(5.0));
                assertThat(Arrays.stream(group).map(scale::probability).sum())
                        .isCloseTo(rows.positives()[g], within(1e-9));
            }
        }
    }

    @Test
    void labelsOfRowsOfWeightZeroDoNotMatter() {
        try (Arena arena = Arena.ofConfined()) {
            String expected = model(table.dense(arena), objective(table.weightedRows()), 5);
            for (int i = 0; i < ROWS; i++) {
                table.labels[i] = table.weights[i] == 0 ? -9 : table.labels[i];
            }
            assertThat(model(table.dense(arena), objective(table.weightedRows()), 5))
                    .isEqualTo(expected);
        }
    }

    @Test
    void multiplyingAllWeightsChangesNoTree() {
        try (Arena arena = Arena.ofConfined()) {
            String expected = model(table.dense(arena), objective(table.weightedRows()), 1);
            for (int i = 0; i < ROWS; i++) {
                table.weights[i] *= 8;
            }
            String actual = model(table.dense(arena), objective(table.weightedRows()), 1);
            assertThat(line(actual, "leaf_value")).isEqualTo(line(expected, "leaf_value"));
        }
    }

    private static String line(String model, String key) {
        return model.lines().filter(line -> line.startsWith(key)).findFirst().orElseThrow();
    }

    @Test
    void anObjectiveOfOtherRowsIsRefused() {
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET);
                NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
            BoostingObjective other = objective(new Table(77, 1).equalRows());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HypersimplexRounds.of(booster, other))
                    .withMessage("600 hessians for 77 rows");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', regression",
        "objective=binary, binary sigmoid:1",
        "application=mae, regression_l1",
        "objective=none, ''",
        "app=custom, ''"
    })
    void aBoosterWithAnObjectiveOfItsOwnIsRefusedByItsName(String parameters, String name) throws LGBMException {
        String all = Table.QUIET + " " + parameters;
        LGBMDataset onHeap = LGBMDataset.createFromMat(table.features, ROWS, Table.COLUMNS, true, Table.QUIET, null);
        onHeap.setField("label", table.labels);
        LGBMBooster heapBooster = LGBMBooster.create(onHeap, all);
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET)
                        .withLabels(Table.floats(arena, table.labels));
                NativeBooster booster = NativeBooster.of(training, all)) {
            BoostingObjective objective = objective(table.equalRows());
            if (name.isEmpty()) {
                HypersimplexRounds.of(booster, objective).close();
                HypersimplexRounds.of(heapBooster, objective).close();
                return;
            }
            booster.update();
            String message = "the booster must be made with objective=none, was made with objective=" + name;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HypersimplexRounds.of(booster, objective))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HypersimplexRounds.of(heapBooster, objective))
                    .withMessage(message);
        } finally {
            heapBooster.close();
            onHeap.close();
        }
    }

    @Test
    void scalesAreSavedWithTheModelAndFoundWhereLightGbmReadsTheRest() throws LGBMException {
        TrainingRows rows = table.equalRows().withGroups(250, 350);
        try (Arena arena = Arena.ofConfined();
                NativeDataset training = NativeDataset.of(table.dense(arena), Table.QUIET);
                NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
            List<ScoreScale> scales = train(booster, objective(rows), 5);
            assertThat(ModelScales.read(booster.text())).isEmpty();
            String model = ModelScales.write(ModelScales.write(booster.text(), scales.subList(0, 1)), scales);
            assertThat(ModelScales.read(model)).isEqualTo(scales).hasSize(2);
            double[] scores = Table.predictions(booster, table.dense(arena));
            try (NativeBooster loaded = NativeBooster.ofText(model);
                    LGBMBooster onHeap = LGBMBooster.loadModelFromString(model)) {
                assertThat(Table.predictions(loaded, table.dense(arena))).containsExactly(scores);
                assertThat(onHeap.predictForMat(
                                table.features, ROWS, Table.COLUMNS, true, PredictionType.C_API_PREDICT_RAW_SCORE))
                        .containsExactly(scores);
            }
        }
    }
}
