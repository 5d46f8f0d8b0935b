package org.hypersimplex.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/xgboost.md, which shows the regions of this file. */
class XgboostGuideTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aModelIsTrainedSavedLoadedAndRead() throws Exception {
        Table table = Table.draw(1000, 1);
        float[] features = table.features();
        float[] labels = table.labels();
        int n = table.rows();
        int columns = Table.COLUMNS;
        String file = folder.resolve("model.ubj").toString();
        // #region train
        DMatrix rows = new DMatrix(features, n, columns, Float.NaN);
        rows.setLabel(labels);
        var parameters = new HashMap<>(HypersimplexObjective.parameters(0.1)); // steps of 0.1 in probability
        parameters.put("max_depth", 4);
        var objective = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
        Booster trained = objective.train(rows, parameters, 50);
        ModelScales.write(trained, objective.scoreScales(trained, rows));
        trained.saveModel(file);
        // #endregion train

        // #region read
        Booster model = XGBoost.loadModel(file);
        ScoreScale scale = ModelScales.read(model).getFirst();
        float[][] scores = model.predict(rows, true);
        boolean positive = scale.isPositive(scores[0][0]);
        double probability = scale.probability(scores[0][0]);
        // #endregion read
        double positives = IntStream.range(0, n).filter(i -> labels[i] == 1).count();
        assertThat(IntStream.range(0, n)
                        .mapToDouble(i -> scale.probability(scores[i][0]))
                        .sum())
                .isCloseTo(positives, within(1e-6));
        assertThat(IntStream.range(0, n)
                        .filter(i -> scale.isPositive(scores[i][0]) == (labels[i] == 1))
                        .count())
                .isGreaterThan(n * 8 / 10);
        assertThat(positive).isEqualTo(scores[0][0] > scale.decision());
        assertThat(probability).isBetween(0.0, 1.0);
    }
}
