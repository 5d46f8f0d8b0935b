package org.hypersimplex.experiments.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Cuts images into minibatches for the network: in their order for evaluation, shuffled and augmented for training. The
 * minibatches depend on the seed and the epoch only, not on the loss or the framework. All minibatches of an epoch have the same size,
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
     * How many minibatches an epoch has.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /**
     * All images as they are, in their order.
     *
     * @return the minibatches
     */
    public Iterable<Minibatch> plain() {
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
    public Iterable<Minibatch> shuffled(long seed, int epoch) {
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
    private final class Cuts implements Iterator<Minibatch> {
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
        public Minibatch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int from = border(next++);
            int size = border(next) - from;
            ImageShape shape = images.shape();
            float[] input = new float[Math.multiplyExact(size, shape.size())];
            int[] classes = new int[size];
            for (int i = 0; i < size; i++) {
                int image = order[from + i];
                painter.paint(image, input, i * shape.size());
                classes[i] = images.label(image);
            }
            return new Minibatch(shape, input, classes);
        }

        private int border(int cut) {
            return Math.toIntExact((long) order.length * cut / count);
        }
    }
}
