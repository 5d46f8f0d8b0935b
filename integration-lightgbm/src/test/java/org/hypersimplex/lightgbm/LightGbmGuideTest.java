package org.hypersimplex.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/lightgbm.md, which shows the regions of this file. */
class LightGbmGuideTest {
    private final Table table = new Table(600, 1);
    private final int n = table.rows;
    private final int columns = Table.COLUMNS;
    private final float[] features = table.features;
    private final float[] labels = table.labels;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aModelIsTrainedSavedLoadedAndRead() throws LGBMException, IOException {
        Path file = folder.resolve("model.txt");
        // #region train
        LGBMDataset rows = LGBMDataset.createFromMat(features, n, columns, true, "", null);
        LGBMBooster booster = LGBMBooster.create(rows, "objective=none learning_rate=0.1 num_leaves=31");
        var objective = BoostingObjective.of(TrainingRows.of(labels), KPolicy.positives(), GradientScale.probability());
        try (var rounds = HypersimplexRounds.of(booster, objective)) {
            for (int i = 0; i < 50 && rounds.next(); i++) {}
            String model = booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.SPLIT);
            Files.writeString(file, ModelScales.write(model, rounds.scoreScales()));
        }
        // #endregion train
        booster.close();
        rows.close();

        // #region read
        String text = Files.readString(file);
        ScoreScale scale = ModelScales.read(text).getFirst();
        LGBMBooster model = LGBMBooster.loadModelFromString(text);
        double[] scores = model.predictForMat(features, n, columns, true, PredictionType.C_API_PREDICT_RAW_SCORE);
        boolean positive = scale.isPositive(scores[0]);
        double probability = scale.probability(scores[0]);
        // #endregion read
        model.close();
        double positives = IntStream.range(0, n).filter(i -> labels[i] == 1).count();
        assertThat(IntStream.range(0, n)
                        .mapToDouble(i -> scale.probability(scores[i]))
                        .sum())
                .isCloseTo(positives, within(1e-6));
        assertThat(IntStream.range(0, n)
                        .filter(i -> scale.isPositive(scores[i]) == (labels[i] == 1))
                        .count())
                .isGreaterThan(n * 8 / 10);
        assertThat(positive).isEqualTo(scores[0] > scale.decision());
        assertThat(probability).isBetween(0.0, 1.0);
    }

    @Test
    void theSameOffTheHeap() {
        try (Arena arena = Arena.ofConfined()) {
            var values = Table.floats(arena, features);
            String model;
            // #region native
            var objective =
                    BoostingObjective.of(TrainingRows.of(labels), KPolicy.positives(), GradientScale.probability());
            try (var rows = NativeDataset.of(new Features.Dense(values, n, columns), "");
                    var booster = NativeBooster.of(rows, "objective=none learning_rate=0.1");
                    var rounds = HypersimplexRounds.of(booster, objective)) {
                for (int i = 0; i < 50 && rounds.next(); i++) {}
                model = ModelScales.write(booster.text(), rounds.scoreScales());
            }
            // #endregion native
            List<ScoreScale> scales = ModelScales.read(model);
            assertThat(scales).hasSize(1);
        }
    }
}
