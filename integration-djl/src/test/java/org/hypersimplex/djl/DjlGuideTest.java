package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;

/** The programs of docs/djl.md, which shows the regions of this file. */
class DjlGuideTest {
    @Test
    void anAnchoredModelIsEvaluatedAsItIsAndRefinedByFolding() throws IOException, TranslateException {
        Engine.getEngine("PyTorch").setRandomSeed(7);
        try (NDManager manager = Samples.manager();
                Model model = Samples.model(Samples.layers(true))) {
            ArrayDataset training = Samples.clusters(manager, 1, 512, 64, true);
            ArrayDataset calibration = Samples.clusters(manager, 2, 300, 100, false);
            ArrayDataset test = Samples.clusters(manager, 3, 400, 100, false);
            float accuracy;
            // #region train
            var loss = HypersimplexLoss.mean(KPolicy.positives(), 1.5).anchored(0.02);
            var config = new DefaultTrainingConfig(new LossHypersimplex(loss))
                    .addEvaluator(new Accuracy())
                    .optOptimizer(Optimizer.adam()
                            .optLearningRateTracker(Tracker.fixed(0.02f))
                            .build())
                    .addTrainingListeners(TrainingListener.Defaults.basic());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(64, 5));
                EasyTrain.fit(trainer, 20, training, test);
                accuracy = trainer.getTrainingResult().getValidateEvaluation("Accuracy");
            }
            // #endregion train
            assertThat(accuracy).isGreaterThan(0.7f); // By chance .5, of the largest class.

            // #region fold
            double[] thresholds = CalibrationLogits.of(model, calibration).thresholds(1.5);
            ThresholdFolding.fold(model.getBlock(), thresholds);
            // #endregion fold
            assertThat(CalibrationLogits.of(model, calibration).thresholds(1.5))
                    .containsExactly(new double[4], within(1e-5));
        }
    }
}
