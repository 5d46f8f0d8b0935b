package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a network is given: every image once an epoch, the same for every loss. */
class MinibatchesTest {
    private static final Path BUNDLED = Path.of("src/main/resources/org/hypersimplex/experiments/data/fashion-mnist");
    private final LabelledImages images;

    MinibatchesTest() throws IOException {
        images = new DataFinder(message -> {})
                .find(ImageDataset.FASHION_MNIST, BUNDLED)
                .train()
                .first(130);
    }

    private Minibatches minibatches() {
        return new Minibatches(images, new Augmentation(ImageDataset.FASHION_MNIST), 50);
    }

    private static List<DataSet> list(Iterable<DataSet> batches) {
        List<DataSet> list = new ArrayList<>();
        batches.forEach(list::add);
        return list;
    }

    @Test
    void theSameSeedAndEpochGiveTheSameMinibatches() {
        List<DataSet> one = list(minibatches().shuffled(7, 1));
        assertThat(list(minibatches().shuffled(7, 1))).isEqualTo(one);
        assertThat(list(minibatches().shuffled(7, 2))).isNotEqualTo(one);
        assertThat(list(minibatches().shuffled(8, 1))).isNotEqualTo(one);
    }

    @Test
    void anEpochIsCutEvenlyAndHasEachLabelAsOftenAsTheImages() {
        List<DataSet> batches = list(minibatches().shuffled(7, 1));
        assertThat(batches).extracting(DataSet::numExamples).containsExactlyInAnyOrder(43, 43, 44);
        int[] counts = new int[10];
        for (DataSet batch : batches) {
            INDArray sums = batch.getLabels().sum(0);
            for (int c = 0; c < 10; c++) {
                counts[c] += sums.getInt(c);
            }
        }
        assertThat(counts).isEqualTo(images.classCounts());
    }

    @Test
    void plainImagesAreNormalisedPixelsInTheirOrder() {
        INDArray features = list(minibatches().plain()).get(0).getFeatures();
        for (int p = 0; p < 784; p += 5) {
            double expected = (images.pixel(3, p) / 255.0 - 0.2860) / 0.3530;
            assertThat(features.getDouble(3, 0, p / 28, p % 28)).isCloseTo(expected, offset(1e-5));
        }
    }

    @Test
    void augmentationReflectsAtTheEdgesAndMirrors() {
        Augmentation augmentation = new Augmentation(ImageDataset.FASHION_MNIST);
        float[] plain = new float[784];
        float[] moved = new float[784];
        augmentation.plain(images, 5, plain, 0);
        augmentation.write(images, 5, 2, -3, true, moved, 0);
        for (int row = 0; row < 28; row++) {
            for (int column = 0; column < 28; column++) {
                int fromRow = reflected(row + 2);
                int right = reflected(column - 3);
                int mirroredFirst = reflected(27 - column - 3);
                assertThat(moved[row * 28 + column])
                        .isIn(plain[fromRow * 28 + mirroredFirst], plain[fromRow * 28 + 27 - right]);
            }
        }
    }

    private static int reflected(int index) {
        return index < 0 ? -index : index > 27 ? 54 - index : index;
    }
}
