package org.hypersimplex.experiments.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.experiments.table.LabelledRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine must do with every loss. */
class BoostingEngineTest {
    private static final int COLUMNS = 3;

    /** Half of the features are 0; the first two tell the label but for some noise. */
    private static LabelledRows draw(int rows, long seed, boolean sparse) {
        Random random = new Random(seed);
        float[] values = new float[rows * COLUMNS];
        float[] labels = new float[rows];
        long[] starts = new long[rows + 1];
        int[] columns = new int[values.length];
        float[] entries = new float[values.length];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                float value = random.nextBoolean() ? 0 : (float) random.nextGaussian();
                values[i * COLUMNS + j] = value;
                if (value != 0) {
                    columns[count] = j;
                    entries[count++] = value;
                }
            }
            starts[i + 1] = count;
            labels[i] = values[i * COLUMNS] - values[i * COLUMNS + 1] + 0.3 * random.nextGaussian() > 0.3 ? 1 : 0;
        }
        return sparse
                ? LabelledRows.sparse(
                        "drawn", COLUMNS, labels, starts, Arrays.copyOf(columns, count), Arrays.copyOf(entries, count))
                : LabelledRows.dense("drawn", List.of(), COLUMNS, labels, values);
    }

    @ParameterizedTest
    @CsvSource({
        "lightgbm, HYPERSIMPLEX, false", "lightgbm, BINARY, true", "xgboost, HYPERSIMPLEX, false",
        "xgboost, HYPERSIMPLEX, true", "xgboost, BINARY, false", "xgboost, L2, false"
    })
    void moreRoundsRankTheRowsTrainedOnBetterAndOthersWell(String engine, BoostingLoss loss, boolean sparse) {
        LabelledRows train = draw(1000, 1, sparse);
        LabelledRows validation = draw(500, 2, sparse);
        BoostSettings settings = BoostSettings.usual(loss, 20, 0.1);
        try (BoostingEngine.Training training = BoostingEngine.named(engine).start(train, validation, settings)) {
            assertThat(training.next()).isTrue();
            double first =
                    RocCurve.of(training.trainingScores(), train.labels()).area();
            for (int round = 1; round < settings.rounds(); round++) {
                training.next();
            }
            assertThat(RocCurve.of(training.trainingScores(), train.labels()).area())
                    .isGreaterThan(first);
            assertThat(RocCurve.of(training.validationScores(), validation.labels())
                            .area())
                    .isGreaterThan(0.9);
            assertThat(training.model(List.of())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "xgboost"})
    void rowsOfWeightZeroAreAsGoodAsAbsent(String engine) {
        LabelledRows all = draw(1000, 1, false);
        float[] weights = new float[1000];
        Arrays.fill(weights, 0, 600, 1);
        LabelledRows weighted = all.withWeights(weights);
        LabelledRows kept = all.pick(IntStream.range(0, 600).toArray(), "kept");
        BoostSettings settings =
                BoostSettings.usual(BoostingLoss.HYPERSIMPLEX, 5, 0.1).withLeaves(7, 0, 1e-3);
        double[] scores = scores(engine, weighted, settings);
        // Not quite the same trees, since all rows have a say in the bins of the features.
        assertThat(RocCurve.of(Arrays.copyOf(scores, 600), kept.labels()).area())
                .isCloseTo(
                        RocCurve.of(scores(engine, kept, settings), kept.labels())
                                .area(),
                        within(0.02));
        ScoreScale scale = BoostRun.scales(weighted, settings, scores).getFirst();
        double mass = Arrays.stream(scores).limit(600).map(scale::probability).sum();
        assertThat(mass).isCloseTo((double) kept.positives(), within(1e-6));
    }

    private static double[] scores(String engine, LabelledRows train, BoostSettings settings) {
        try (BoostingEngine.Training training =
                BoostingEngine.named(engine).start(train, draw(50, 2, false), settings)) {
            for (int round = 0; round < settings.rounds(); round++) {
                training.next();
            }
            return training.trainingScores();
        }
    }
}
