package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.util.ModelSerializer;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The losses in DL4J's own training loops. */
class TrainingTest {
    private final DataSet data = Samples.clusters(DataType.FLOAT, 1, 256, Networks.FEATURES, Networks.CLASSES);

    static List<ILossFunction> losses() {
        return Samples.losses();
    }

    private static OutputLayer output(ILossFunction loss) {
        return Networks.output(loss, Activation.IDENTITY, true);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void fittingLayersLowersTheScoreThatListenersSee(ILossFunction loss) {
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output(loss));
        List<Double> scores = new ArrayList<>();
        network.setListeners(collector(scores), new ScoreIterationListener(10));
        double before = network.score(data);
        network.fit(Samples.inBatches(data, 64), 5);
        assertThat(network.score(data)).isLessThan(0.9 * before);
        assertThat(scores).hasSize(20);
        assertThat(scores.get(0)).isGreaterThan(scores.get(19));
    }

    private static TrainingListener collector(List<Double> scores) {
        return new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                scores.add(model.score());
            }
        };
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aGraphTrainsLikeTheSameLayers(ILossFunction loss) {
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output(loss));
        ComputationGraph graph = Networks.graph(DataType.FLOAT, new Adam(0.02), output(loss));
        graph.setParams(network.params());
        network.fit(Samples.inBatches(data, 64), 2);
        graph.fit(Samples.inBatches(data, 64), 2);
        assertThat(Samples.distance(graph.params(), network.params())).isLessThan(1e-6);
        assertThat(graph.score(data)).isCloseTo(network.score(data), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void scoresOfExamplesAverageToTheScore(ILossFunction loss) {
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output(loss));
        INDArray scores = network.scoreExamples(data, false);
        assertThat(scores.meanNumber().doubleValue()).isCloseTo(network.score(data), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aClonedAndARestoredNetworkTrainOnAsTheOriginal(ILossFunction loss, @TempDir Path directory)
            throws IOException {
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output(loss));
        network.fit(data);
        File file = directory.resolve("model.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
        MultiLayerNetwork cloned = network.clone();
        List.of(network, restored, cloned).forEach(each -> each.fit(data));
        assertThat(Samples.distance(restored.params(), network.params())).isLessThan(1e-7);
        assertThat(Samples.distance(cloned.params(), network.params())).isLessThan(1e-7);
    }

    @Test
    void parallelWorkersLowerTheScore() {
        LossHypersimplex loss = LossHypersimplex.mean(KPolicy.positives(), 1.5);
        MultiLayerNetwork network = Networks.layers(DataType.FLOAT, new Adam(0.02), output(loss));
        double before = network.score(data);
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network)
                .workers(2)
                .averagingFrequency(1)
                .prefetchBuffer(2)
                .build();
        try {
            for (int epoch = 0; epoch < 6; epoch++) {
                wrapper.fit(Samples.inBatches(data, 32));
            }
        } finally {
            wrapper.shutdown();
        }
        assertThat(network.score(data)).isLessThan(0.95 * before);
    }

    @Test
    void aBatchWithNaNEndsTrainingWithAnErrorThatNamesIt() {
        MultiLayerNetwork network =
                Networks.layers(DataType.FLOAT, new Adam(0.02), output(LossHypersimplex.mean(KPolicy.positives(), 1)));
        data.getFeatures().putScalar(17, 0, Float.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.fit(data))
                .withMessage("entry 17 of problem 0: score is NaN");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theTimeStepsOfSequencesAreRowsAndTheirPaddingChangesNothing(ILossFunction loss) {
        int steps = 6;
        int longer = 9;
        INDArray features = Nd4j.zeros(DataType.DOUBLE, 8, 3, longer);
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, 8, Networks.CLASSES, longer);
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, 8, longer);
        for (int t = 0; t < steps; t++) {
            features.put(at(t), Samples.normal(DataType.DOUBLE, t, 8, 3));
            labels.put(at(t), Samples.oneHot(DataType.DOUBLE, 100 + t, 8, Networks.CLASSES));
            mask.putColumn(t, Nd4j.ones(DataType.DOUBLE, 8));
        }
        DataSet padded = new DataSet(features, labels, mask, mask);
        DataSet exact = new DataSet(
                features.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, steps)),
                labels.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, steps)));
        MultiLayerNetwork one = recurrent(loss);
        MultiLayerNetwork other = recurrent(loss);
        INDArray before = one.params().dup();
        assertThat(one.score(padded)).isCloseTo(other.score(exact), within(1e-10));
        one.fit(padded);
        other.fit(exact);
        assertThat(Samples.distance(one.params(), other.params())).isLessThan(1e-10);
        assertThat(Samples.distance(one.params(), before)).isPositive();
    }

    private static INDArrayIndex[] at(int step) {
        return new INDArrayIndex[] {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step)};
    }

    private static MultiLayerNetwork recurrent(ILossFunction loss) {
        MultiLayerNetwork network = new MultiLayerNetwork(Networks.builder(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(new LSTM.Builder()
                        .nIn(3)
                        .nOut(5)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(loss)
                        .nIn(5)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.IDENTITY)
                        .build())
                .validateOutputLayerConfig(false)
                .build());
        network.init();
        return network;
    }
}
