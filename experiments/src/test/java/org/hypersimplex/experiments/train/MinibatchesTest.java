package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.LabelledImages;
import org.junit.jupiter.api.Test;

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

    private static List<Minibatch> list(Iterable<Minibatch> batches) {
        List<Minibatch> list = new ArrayList<>();
        batches.forEach(list::add);
        return list;
    }

    private List<String> shuffled(long seed, int epoch) {
        return list(minibatches().shuffled(seed, epoch)).stream()
                .map(batch -> Arrays.toString(batch.classes()) + Arrays.hashCode(batch.input()))
                .toList();
    }

    @Test
    void theSameSeedAndEpochGiveTheSameMinibatches() {
        List<String> one = shuffled(7, 1);
        assertThat(shuffled(7, 1)).isEqualTo(one);
        assertThat(shuffled(7, 2)).isNotEqualTo(one);
        assertThat(shuffled(8, 1)).isNotEqualTo(one);
    }

    @Test
    void anEpochIsCutEvenlyAndHasEachLabelAsOftenAsTheImages() {
        List<Minibatch> batches = list(minibatches().shuffled(7, 1));
        assertThat(batches).hasSize(minibatches().count());
        assertThat(batches).extracting(Minibatch::size).containsExactlyInAnyOrder(43, 43, 44);
        int[] counts = new int[10];
        for (Minibatch batch : batches) {
            for (int c : batch.classes()) {
                counts[c]++;
            }
        }
        assertThat(counts).isEqualTo(images.classCounts());
    }

    @Test
    void plainImagesAreNormalisedPixelsInTheirOrder() {
        Minibatch first = list(minibatches().plain()).get(0);
        for (int p = 0; p < 784; p += 5) {
            double expected = (images.pixel(3, p) / 255.0 - 0.2860) / 0.3530;
            assertThat(first.input()[3 * 784 + p]).isCloseTo((float) expected, offset(1e-5f));
        }
    }

    @Test
    void smoothedTargetsKeepTheirMassAndTheirClass() {
        Minibatch first = list(minibatches().plain()).get(0);
        float[] targets = first.targets(0.1);
        assertThat(first.targets(0)).containsOnly(0, 1);
        for (int c = 0; c < 10; c++) {
            assertThat(targets[c]).isCloseTo(c == first.classes()[0] ? 0.91f : 0.01f, offset(1e-6f));
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
