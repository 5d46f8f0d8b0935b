package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DJL's own training loop with the loss, then calibration, folding and evaluation. */
class TrainingTest {
    private static final double TAU = 1.5;
    private static final int CLASSES = Samples.CLASSES;
    private static final HypersimplexLoss PAPER = HypersimplexLoss.mean(KPolicy.positives(), TAU);

    private final NDManager manager = Samples.manager();
    private final ArrayDataset calibration = Samples.clusters(manager, 2, 300, 77, false);
    private final ArrayDataset test = Samples.clusters(manager, 3, 400, 100, false);

    @AfterEach
    void freeMemory() {
        manager.close();
    }

    /** Trains from biases that are far from where they should be, on four classes of which the first has half. */
    private Model trained(HypersimplexLoss kernel) throws IOException, TranslateException {
        Engine.getEngine("PyTorch").setRandomSeed(7);
        Model model = Samples.model(Samples.layers(true));
        DefaultTrainingConfig config = config(kernel)
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.02f))
                        .build());
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(new Shape(64, Samples.FEATURES));
            setBias(model, -2, 1, 0, 2);
            EasyTrain.fit(trainer, 14, Samples.clusters(manager, 1, 512, 64, true), test);
            assertThat(trainer.getTrainingResult().getTrainLoss()).isPositive();
        }
        return model;
    }

    private static DefaultTrainingConfig config(HypersimplexLoss kernel) {
        return new DefaultTrainingConfig(new LossHypersimplex(kernel))
                .optDevices(new Device[] {Samples.DEVICE})
                .addEvaluator(new Accuracy())
                .addEvaluator(ThresholdAccuracy.ofMinibatch(TAU, 0.5, 1 / 6.0, 1 / 6.0, 1 / 6.0))
                .addTrainingListeners(TrainingListener.Defaults.basic());
    }

    private static Parameter bias(Model model) {
        return model.getBlock().getChildren().get(2).getValue().getParameters().get("bias");
    }

    private static void setBias(Model model, double... bias) {
        NDArray array = bias(model).getArray();
        model.getNDManager().create(bias).toType(DataType.FLOAT32, false).copyTo(array);
    }

    private static double accuracy(Model model, Evaluator evaluator, Dataset data)
            throws IOException, TranslateException {
        evaluator.addAccumulator("test");
        ParameterStore store = new ParameterStore(model.getNDManager(), false);
        for (ai.djl.training.dataset.Batch batch : data.getData(model.getNDManager())) {
            evaluator.updateAccumulator(
                    "test", batch.getLabels(), model.getBlock().forward(store, batch.getData(), false));
            batch.close();
        }
        return evaluator.getAccumulator("test");
    }

    private double raw(Model model) throws IOException, TranslateException {
        return accuracy(model, new Accuracy(), test);
    }

    @Test
    void anAnchoredNetworkLearnsToClassifyByArgmaxAndThePapersOnlyWithThresholds()
            throws IOException, TranslateException {
        try (Model anchored = trained(PAPER.anchored(0.05));
                Model paper = trained(PAPER)) {
            double[] ofAnchored = CalibrationLogits.of(anchored, calibration).thresholds(TAU);
            double[] ofPaper = CalibrationLogits.of(paper, calibration).thresholds(TAU);
            assertThat(ofAnchored).containsExactly(new double[CLASSES], within(0.5));
            double byThresholds = accuracy(paper, ThresholdAccuracy.at(ofPaper), test);
            assertThat(byThresholds).isGreaterThan(0.7); // By chance .5, of the largest class.
            assertThat(raw(anchored)).isGreaterThan(0.7);
            assertThat(raw(anchored)).isGreaterThan(accuracy(anchored, ThresholdAccuracy.at(ofAnchored), test) - 0.03);
            assertThat(raw(paper)).isLessThan(byThresholds - 0.1);
        }
    }

    @Test
    void foldedThresholdsGivePlainArgmaxTheAccuracyByThresholds() throws IOException, TranslateException {
        try (Model model = trained(PAPER)) {
            double[] thresholds = CalibrationLogits.of(model, calibration).thresholds(TAU);
            double byThresholds = accuracy(model, ThresholdAccuracy.at(thresholds), test);
            float[] before = bias(model).getArray().toFloatArray();
            ThresholdFolding.fold(model.getBlock(), thresholds);
            float[] after = bias(model).getArray().toFloatArray();
            for (int c = 0; c < CLASSES; c++) {
                assertThat(after[c]).isEqualTo((float) (before[c] - thresholds[c]));
            }
            assertThat(raw(model)).isEqualTo(byThresholds);
            assertThat(CalibrationLogits.of(model, calibration).thresholds(TAU))
                    .containsExactly(new double[CLASSES], within(1e-6));
            assertThat(raw(reloaded(model))).isEqualTo(byThresholds);
        }
    }

    private static Model reloaded(Model model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.getBlock().saveParameters(new DataOutputStream(bytes));
        Block block = Samples.layers(true);
        Model copy = Samples.model(block);
        try {
            block.loadParameters(
                    copy.getNDManager(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (ai.djl.MalformedModelException e) {
            throw new IOException(e);
        }
        return copy;
    }

    private Model untrained(Block block) {
        Engine.getEngine("PyTorch").setRandomSeed(9);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, Samples.FEATURES));
        return Samples.model(block);
    }

    @Test
    void thresholdsAreThoseOfAllLogitsTogether() throws IOException, TranslateException {
        Model model = untrained(Samples.layers(true));
        NDArray features =
                calibration.getData(manager).iterator().next().getData().singletonOrThrow();
        ArrayDataset one = Samples.clusters(manager, 2, 300, 300, false);
        ai.djl.training.dataset.Batch all = one.getData(manager).iterator().next();
        assertThat(features.getShape()).isEqualTo(new Shape(77, Samples.FEATURES));
        float[] logits = model.getBlock()
                .forward(new ParameterStore(manager, false), all.getData(), false)
                .singletonOrThrow()
                .toFloatArray();
        double[] positives = new double[CLASSES];
        for (int id : all.getLabels().singletonOrThrow().toIntArray()) {
            positives[id]++;
        }
        Batch columns = Batch.columns(300, CLASSES);
        assertThat(CalibrationLogits.of(model, calibration).thresholds(TAU))
                .containsExactly(ClassThresholds.ofPositives(columns, Values.of(logits), positives, TAU), within(1e-5));
        assertThat(CalibrationLogits.of(model, calibration).thresholds(TAU, 0.1, 0.2, 0.3, 0.4))
                .containsExactly(
                        ClassThresholds.ofPriors(columns, Values.of(logits), new double[] {0.1, 0.2, 0.3, 0.4}, TAU),
                        within(1e-5));
    }

    @Test
    void thresholdsOfAMinibatchGiveEachClassItsShareOfTheMinibatch() {
        double[] logits = Samples.normal(6, 40 * CLASSES);
        NDArray array = manager.create(logits, new Shape(40, CLASSES));
        double[] prior = {0.5, 0.2, 0.2, 0.1};
        double[] thresholds = ClassThresholds.ofPriors(Batch.columns(40, CLASSES), Values.of(logits), prior, TAU);
        int[] classes = new int[40];
        for (int i = 0; i < classes.length; i++) {
            for (int c = 1; c < CLASSES; c++) {
                int best = classes[i];
                boolean higher =
                        logits[i * CLASSES + c] - thresholds[c] > logits[i * CLASSES + best] - thresholds[best];
                classes[i] = higher ? c : best;
            }
        }
        ThresholdAccuracy accuracy = ThresholdAccuracy.ofMinibatch(TAU, prior);
        accuracy.addAccumulator("k");
        accuracy.updateAccumulator(
                "k", new ai.djl.ndarray.NDList(manager.create(classes)), new ai.djl.ndarray.NDList(array));
        assertThat(accuracy.getAccumulator("k")).isEqualTo(1);
        classes[3] = (classes[3] + 1) % CLASSES;
        accuracy.updateAccumulator(
                "k", new ai.djl.ndarray.NDList(manager.create(classes)), new ai.djl.ndarray.NDList(array));
        assertThat(accuracy.getAccumulator("k")).isEqualTo(79 / 80f);
    }

    @Test
    void whatCantBeCalibratedOrFoldedIsNamed() throws IOException, TranslateException {
        Model model = untrained(Samples.layers(true));
        ArrayDataset unlabelled = new ArrayDataset.Builder()
                .setData(Samples.normal(manager, DataType.FLOAT32, 1, 20, Samples.FEATURES))
                .setSampling(10, false)
                .build();
        CalibrationLogits logits = CalibrationLogits.of(model, unlabelled);
        assertThat(logits.thresholds(TAU, 0.25)).hasSize(CLASSES);
        assertThatIllegalStateException()
                .isThrownBy(() -> logits.thresholds(TAU))
                .withMessage("without labels the class priors must be given");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ThresholdFolding.fold(model.getBlock(), 1, 2))
                .withMessage("2 thresholds for 4 classes");
        Block bare = untrained(Samples.layers(false)).getBlock();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ThresholdFolding.fold(bare, 0, 0, 0, 0))
                .withMessage("thresholds can't be folded: the last layer (Linear) has no bias");
    }
}
