package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Compares with DL4J's own step on the whole minibatch. */
class MicroBatchTrainerTest {
    private static final int ROWS = 37;
    private static final double ROUNDING = 1e-12;

    private static MultiLayerNetwork network(ILossFunction loss) {
        Activation activation = loss instanceof LossMCXENT ? Activation.SOFTMAX : Activation.IDENTITY;
        return Networks.layers(DataType.DOUBLE, new Adam(0.01), Networks.output(loss, activation, true));
    }

    private static DataSet minibatch(long seed) {
        return Samples.clusters(DataType.DOUBLE, seed, ROWS, Networks.FEATURES, Networks.CLASSES);
    }

    static Stream<ILossFunction> losses() {
        return Stream.concat(Samples.losses().stream(), Stream.of(new LossMCXENT()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void severalStepsLeadWhereWholeMinibatchesLead(ILossFunction loss) {
        MultiLayerNetwork whole = network(loss);
        MultiLayerNetwork parts = network(loss);
        MicroBatchTrainer trainer = new MicroBatchTrainer(parts, 10);
        for (int step = 0; step < 4; step++) {
            whole.fit(minibatch(step));
            trainer.fit(minibatch(step));
            assertThat(parts.score()).isCloseTo(whole.score(), within(1e-10));
        }
        // Without an anchor the bias's gradient is nothing but rounding errors, which Adam divides by its ε of 1e-8.
        assertThat(Samples.distance(parts.params(), whole.params())).isLessThan(100 * ROUNDING);
        assertThat(Samples.distance(
                        parts.getUpdater().getStateViewArray(),
                        whole.getUpdater().getStateViewArray()))
                .isLessThan(ROUNDING);
        assertThat(parts.getIterationCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 36, 37, 1000})
    void theSizeOfThePartsDoesNotMatter(int rows) {
        ILossFunction loss = LossHypersimplex.mean(KPolicy.positives(), 0.5);
        MultiLayerNetwork whole = network(loss);
        MultiLayerNetwork parts = network(loss);
        whole.fit(minibatch(3));
        new MicroBatchTrainer(parts, rows).fit(minibatch(3));
        assertThat(Samples.distance(parts.params(), whole.params())).isLessThan(ROUNDING);
    }

    @Test
    void projectingEachPartAloneWouldLeadElsewhere() {
        ILossFunction loss = LossHypersimplex.mean(KPolicy.positives(), 0.5);
        MultiLayerNetwork alone =
                Networks.layers(DataType.DOUBLE, new Sgd(0.1), Networks.output(loss, Activation.IDENTITY, true));
        MultiLayerNetwork parts = alone.clone();
        double before = Samples.distance(alone.params(), parts.params());
        assertThat(before).isZero();
        new MicroBatchTrainer(parts, 10).fit(minibatch(5));
        for (DataSet part : minibatch(5).batchBy(10)) {
            alone.fit(part);
        }
        assertThat(Samples.distance(alone.params(), parts.params())).isGreaterThan(1e-3);
    }

    @Test
    void masksWeightsAndRegularisationCountAsInFit() {
        IUpdater updater = new Adam(0.01);
        MultiLayerConfiguration configuration = Networks.builder(DataType.DOUBLE, updater)
                .l2(0.1)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.05)
                .list()
                .layer(Networks.hidden())
                .layer(hiddenOutput(LossHypersimplex.mean(KPolicy.positives(), 1.5)))
                .validateOutputLayerConfig(false)
                .build();
        MultiLayerNetwork whole = new MultiLayerNetwork(configuration);
        whole.init();
        MultiLayerNetwork parts = whole.clone();
        DataSet minibatch = minibatch(9);
        minibatch.setLabelsMaskArray(Nd4j.ones(DataType.DOUBLE, ROWS, 1));
        for (int row : new int[] {0, 11, 36}) {
            minibatch.getLabelsMaskArray().putScalar(row, 0, 0);
        }
        whole.fit(minibatch.copy());
        new MicroBatchTrainer(parts, 8).fit(minibatch.copy());
        assertThat(Samples.distance(parts.params(), whole.params())).isLessThan(ROUNDING);
        assertThat(parts.score()).isCloseTo(whole.score(), within(1e-10));
    }

    private static OutputLayer hiddenOutput(ILossFunction loss) {
        OutputLayer output = Networks.output(loss, Activation.IDENTITY, true);
        output.setNIn(8);
        return output;
    }

    private static MultiLayerNetwork withBatchNormalisation() {
        MultiLayerNetwork network = new MultiLayerNetwork(Networks.builder(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(Networks.FEATURES)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .dropOut(0.7)
                        .build())
                .layer(new BatchNormalization.Builder().nIn(8).nOut(8).build())
                .layer(hiddenOutput(new LossMCXENT()))
                .validateOutputLayerConfig(false)
                .build());
        network.init();
        return network;
    }

    @Test
    void equalPartsMoveRunningStatisticsAsOneOfThemWould() {
        MultiLayerNetwork one = withoutDropout(withBatchNormalisation());
        MultiLayerNetwork twice = one.clone();
        DataSet half = Samples.clusters(DataType.DOUBLE, 1, 20, Networks.FEATURES, Networks.CLASSES);
        DataSet both = DataSet.merge(List.of(half, half));
        new MicroBatchTrainer(one, 20).fit(half);
        new MicroBatchTrainer(twice, 20).fit(both);
        assertThat(Samples.distance(one.params(), twice.params())).isLessThan(ROUNDING);
        MultiLayerNetwork fitted = withoutDropout(withBatchNormalisation());
        fitted.fit(half);
        assertThat(Samples.distance(one.params(), fitted.params())).isLessThan(ROUNDING);
    }

    private static MultiLayerNetwork withoutDropout(MultiLayerNetwork network) {
        network.getLayer(0).conf().getLayer().setIDropout(null);
        return network;
    }

    /** If the second pass drew another dropout mask, its gradient would not be that of the first pass's logits. */
    @Test
    void dropoutIsTheSameInBothPasses() {
        MultiLayerNetwork trained = withBatchNormalisation();
        MultiLayerNetwork fitted = trained.clone();
        Nd4j.getRandom().setSeed(5);
        long seedOfTheOnlyPart = Nd4j.getRandom().nextLong();
        Nd4j.getRandom().setSeed(seedOfTheOnlyPart);
        fitted.fit(minibatch(2));
        Nd4j.getRandom().setSeed(5);
        new MicroBatchTrainer(trained, ROWS).fit(minibatch(2));
        assertThat(Samples.distance(trained.params(), fitted.params())).isLessThan(ROUNDING);
    }

    @Test
    void listenersHearOfEachStep() {
        List<Integer> heard = new ArrayList<>();
        MultiLayerNetwork network = network(new LossSoftmaxMse());
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                heard.add(iteration);
            }
        });
        MicroBatchTrainer trainer = new MicroBatchTrainer(network, 10);
        trainer.fit(minibatch(1));
        trainer.fit(minibatch(2));
        assertThat(heard).containsExactly(0, 1);
    }

    @Test
    void aBadLabelLeavesTheNetworkAsItWas() {
        MultiLayerNetwork network = network(LossHypersimplex.mean(KPolicy.positives(), 1.5));
        INDArray before = network.params().dup();
        DataSet minibatch = minibatch(1);
        minibatch.getLabels().putScalar(20, 2, 1.5);
        assertThatThrownBy(() -> new MicroBatchTrainer(network, 10).fit(minibatch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThat(Samples.distance(network.params(), before)).isZero();
        assertThat(network.getIterationCount()).isZero();
    }

    @Test
    void noRowsAtATimeAreRefused() {
        MultiLayerNetwork network = network(new LossSoftmaxMse());
        assertThatThrownBy(() -> new MicroBatchTrainer(network, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must be at least 1, was 0");
    }
}
