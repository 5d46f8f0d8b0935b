package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same network in both frameworks: what one computes and learns, the other does, too, but for rounding. */
class FrameworksTest {
    private static final Path BUNDLED = Path.of("src/main/resources/org/hypersimplex/experiments/data/fashion-mnist");
    /** What the numbers of channels are multiples of. */
    private static final int UNIT = Integer.getInteger("hypersimplex.test.channels", 1);

    private static final int CHANNELS = 3;
    private static final double RATE = 0.002;

    private final LabelledImages images;
    private final Minibatches minibatches;
    private final ImageReader reader;
    private final Map<Framework, TrainableNetwork> networks = new EnumMap<>(Framework.class);

    FrameworksTest() throws IOException {
        images = new DataFinder(message -> {})
                .find(ImageDataset.FASHION_MNIST, BUNDLED)
                .train()
                .first(180);
        Augmentation augmentation = new Augmentation(ImageDataset.FASHION_MNIST);
        minibatches = new Minibatches(images, augmentation, 60);
        reader = new ImageReader(augmentation);
    }

    private void create(TrainingLoss loss) {
        create(loss, CHANNELS);
    }

    private void create(TrainingLoss loss, int channels) {
        create(loss, new PaperNetwork(images.shape(), channels));
    }

    private void create(TrainingLoss loss, PaperNetwork network) {
        List<PaperNetwork.Weights> weights = network.initialWeights(11);
        // Biases that are all 0 could be mixed up.
        Random random = new Random(12);
        for (PaperNetwork.Weights layer : weights) {
            for (int i = 0; i < layer.bias().length; i++) {
                layer.bias()[i] = 0.1f * (float) random.nextGaussian();
            }
        }
        for (Framework framework : Framework.values()) {
            networks.put(
                    framework,
                    NetworkFactory.of(framework, UNIT)
                            .create(network, weights, new Objective(loss, KChoice.POSITIVES, 1.5, 0.02)));
        }
    }

    private TrainableNetwork network(Framework framework) {
        return Objects.requireNonNull(networks.get(framework));
    }

    private TrainableNetwork dl4j() {
        return network(Framework.DL4J);
    }

    private TrainableNetwork djl() {
        return network(Framework.DJL);
    }

    @AfterEach
    void freeMemory() {
        networks.values().forEach(TrainableNetwork::close);
    }

    @Test
    void theSameWeightsGiveTheSameLogits() {
        create(TrainingLoss.HYPERSIMPLEX);
        float[] logits = reader.logits(dl4j(), images);
        assertThat(logits).hasSize(images.size() * LabelledImages.CLASSES);
        assertThat(reader.logits(djl(), images)).containsExactly(logits, offset(1e-5f));
        assertThat(logits[0]).isNotCloseTo(logits[1], offset(1e-4f));
    }

    @Test
    void softmaxIsNoPartOfTheLogits() {
        create(TrainingLoss.CROSS_ENTROPY);
        assertThat(reader.logits(djl(), images)).containsExactly(reader.logits(dl4j(), images), offset(1e-5f));
    }

    @Test
    void weightsAreReadAsTheyWereSet() {
        create(TrainingLoss.MSE);
        for (int layer = 0; layer < 6; layer++) {
            assertThat(djl().weights().get(layer).kernel())
                    .isEqualTo(dl4j().weights().get(layer).kernel());
            assertThat(djl().weights().get(layer).bias())
                    .isEqualTo(dl4j().weights().get(layer).bias());
        }
        List<PaperNetwork.Weights> drawn = new PaperNetwork(images.shape(), CHANNELS).initialWeights(11);
        assertThat(djl().weights().get(5).kernel()).isEqualTo(drawn.get(5).kernel());
        assertThat(djl().parameters()).isEqualTo(dl4j().parameters());
    }

    @ParameterizedTest
    @EnumSource
    void stepsLeadToTheSameLossAndWeights(TrainingLoss loss) {
        create(loss);
        Iterator<Minibatch> passing = minibatches.shuffled(5, 1).iterator();
        stepTogether(noisy(passing.next()));
        // The rate changes on the way.
        Minibatch second = passing.next();
        double after = dl4j().step(second, RATE / 2);
        assertThat(djl().step(second, RATE / 2)).isCloseTo(after, within(0.01 * after));
        Minibatch third = passing.next();
        double last = dl4j().step(third, RATE / 2);
        assertThat(djl().step(third, RATE / 2)).isCloseTo(last, within(0.01 * last));
        assertThat(djl().trackedThresholds()).containsExactly(dl4j().trackedThresholds(), within(0.02));
    }

    static IntStream channels() {
        return IntStream.of(1, 4, 8, 12, 16, 24, 64).filter(channels -> channels % UNIT == 0);
    }

    /** Native convolutions differ by the number of channels, and may be wrong for some. */
    @ParameterizedTest
    @MethodSource("channels")
    void stepsAreTheSameForAnyNumberOfChannels(int channels) {
        create(TrainingLoss.HYPERSIMPLEX, channels);
        stepTogether(noisy(minibatches.shuffled(5, 1).iterator().next()));
    }

    /** Of different height and width, so that no two axes can be mixed up. */
    @Test
    void colouredImagesAreReadAndLearntAlike() {
        ImageShape shape = new ImageShape(3, 12, 16);
        float[] nothing = new float[LabelledImages.CLASSES * shape.size()];
        Minibatch coloured = noisy(new Minibatch(
                shape, nothing, IntStream.range(0, LabelledImages.CLASSES).toArray()));
        create(TrainingLoss.CROSS_ENTROPY, new PaperNetwork(shape, 8));
        assertThat(djl().logits(coloured)).containsExactly(dl4j().logits(coloured), offset(1e-5f));
        stepTogether(coloured);
    }

    /** Among the equal pixels of a background, rounding decides which one of them pooling takes. */
    private static Minibatch noisy(Minibatch minibatch) {
        Random random = new Random(3);
        float[] input = minibatch.input().clone();
        for (int i = 0; i < input.length; i++) {
            input[i] += (float) random.nextGaussian();
        }
        return new Minibatch(minibatch.shape(), input, minibatch.classes());
    }

    private void stepTogether(Minibatch minibatch) {
        double before = dl4j().step(minibatch, RATE);
        assertThat(djl().step(minibatch, RATE)).isCloseTo(before, within(1e-5 * before));
        for (int layer = 0; layer < 6; layer++) {
            assertThat(shareThatDiffers(
                            dl4j().weights().get(layer).kernel(),
                            djl().weights().get(layer).kernel()))
                    .as("layer " + layer)
                    .isLessThan(0.02);
        }
    }

    /** Adam's first step is as long for tiny gradients as for large ones, so that rounding may turn a few around. */
    private static double shareThatDiffers(float[] one, float[] other) {
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            different += Math.abs(one[i] - other[i]) > 0.01 * RATE ? 1 : 0;
        }
        return (double) different / one.length;
    }

    @ParameterizedTest
    @EnumSource
    void foldingTakesTheThresholdsOffTheLogits(Framework framework) {
        create(TrainingLoss.HYPERSIMPLEX);
        float[] before = reader.logits(network(framework), images);
        double[] thresholds = {0.1, -0.2, 0.3, 0, 0, 0, 0, 0, 0, 1};
        network(framework).fold(thresholds);
        float[] after = reader.logits(network(framework), images);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo((float) (before[i] - thresholds[i % 10]), offset(1e-5f));
        }
    }
}
