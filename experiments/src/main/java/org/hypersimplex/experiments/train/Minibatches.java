package org.hypersimplex.experiments.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cuts images into minibatches for the network: in their order for evaluation, shuffled and augmented for training. The
 * minibatches depend on the seed and the epoch only, not on the loss. All minibatches of an epoch have the same size,
 * up to one image, so that none is too small for a loss that looks at the whole batch.
 */
public final class Minibatches {
    private final LabelledImages images;
    private final Augmentation augmentation;
    private final int count;

    /**
     * Cuts images.
     *
     * @param images what to cut
     * @param augmentation how to turn them into input
     * @param maxSize images in a minibatch at most, at least 1
     */
    public Minibatches(LabelledImages images, Augmentation augmentation, int maxSize) {
        this.images = images;
        this.augmentation = augmentation;
        this.count = Math.ceilDiv(images.size(), maxSize);
    }

    /**
     * All images as they are, in their order.
     *
     * @return the minibatches
     */
    public Iterable<DataSet> plain() {
        int[] order = IntStream.range(0, images.size()).toArray();
        return () -> new Cuts(order, (image, out, at) -> augmentation.plain(images, image, out, at));
    }

    /**
     * All images, shuffled, shifted and mirrored at random for an epoch.
     *
     * @param seed of the run
     * @param epoch from 1
     * @return the minibatches
     */
    public Iterable<DataSet> shuffled(long seed, int epoch) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
            int[] order = permutation(images.size(), random);
            return new Cuts(order, (image, out, at) -> augmentation.random(images, image, random, out, at));
        };
    }

    private static int[] permutation(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private interface Painter {
        void paint(int image, float[] out, int at);
    }

    /** Walks through one order of the images. */
    private final class Cuts implements Iterator<DataSet> {
        private final int[] order;
        private final Painter painter;
        private int next;

        Cuts(int[] order, Painter painter) {
            this.order = order;
            this.painter = painter;
        }

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public DataSet next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int from = border(next++);
            int size = border(next) - from;
            ImageShape shape = images.shape();
            float[] input = new float[Math.multiplyExact(size, shape.size())];
            float[] labels = new float[size * LabelledImages.CLASSES];
            for (int i = 0; i < size; i++) {
                int image = order[from + i];
                painter.paint(image, input, i * shape.size());
                labels[i * LabelledImages.CLASSES + images.label(image)] = 1;
            }
            return new DataSet(
                    Nd4j.create(input, new long[] {size, shape.channels(), shape.height(), shape.width()}, 'c'),
                    Nd4j.create(labels, new long[] {size, LabelledImages.CLASSES}, 'c'));
        }

        private int border(int cut) {
            return Math.toIntExact((long) order.length * cut / count);
        }
    }
}
