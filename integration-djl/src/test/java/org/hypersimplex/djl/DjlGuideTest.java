package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.Random;
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

    @Test
    void imagesWhoseChannelsLieSideBySideGiveTheSameResult() {
        int n = 2;
        int height = 4;
        int width = 5;
        int channels = 3;
        float[] pixels = new float[n * height * width * channels];
        Random random = new Random(8);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        try (NDManager manager = Samples.manager()) {
            // #region images
            NDArray images = manager.create(pixels, new Shape(n, height, width, channels))
                    .transpose(0, 3, 1, 2);
            // #endregion images
            NDArray planes = manager.create(images.toFloatArray(), images.getShape());
            assertThat(planes.getFloat(1, 2, 3, 4)).isEqualTo(pixels[((height + 3) * width + 4) * channels + 2]);
            Conv2d convolution = Conv2d.builder()
                    .setFilters(8)
                    .setKernelShape(new Shape(3, 3))
                    .build();
            convolution.initialize(manager, DataType.FLOAT32, images.getShape());
            assertThat(outputs(convolution, images)).containsExactly(outputs(convolution, planes), offset(1e-5f));
        }
    }

    private static float[] outputs(Block block, NDArray images) {
        return block.forward(new ParameterStore(images.getManager(), false), new NDList(images), false)
                .singletonOrThrow()
                .toFloatArray();
    }
}
