package org.hypersimplex.experiments.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The data sets that {@code train} knows, with the constants of the paper's code for each. */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are never written.
public enum ImageDataset {
    /** Clothes, grey. */
    FASHION_MNIST("fashion-mnist", FashionMnist.SHAPE, 3, new double[] {.2860}, new double[] {.3530}),
    /** Small photographs, in colour. */
    CIFAR10("cifar10", Cifar10.SHAPE, 4, new double[] {.4914, .4822, .4465}, new double[] {.247, .243, .261});

    private final String id;
    private final ImageShape shape;
    private final int padding;
    private final double[] mean;
    private final double[] deviation;

    ImageDataset(String id, ImageShape shape, int padding, double[] mean, double[] deviation) {
        this.id = id;
        this.shape = shape;
        this.padding = padding;
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * The shape of each image.
     *
     * @return channels, height, width
     */
    public ImageShape shape() {
        return shape;
    }

    /**
     * How far a random crop reaches over each edge.
     *
     * @return pixels
     */
    public int padding() {
        return padding;
    }

    /**
     * Mean of a channel over the training images, with pixels from 0 to 1.
     *
     * @param channel 0 to channels − 1
     * @return the mean
     */
    public double mean(int channel) {
        return mean[channel];
    }

    /**
     * Standard deviation of a channel over the training images, with pixels from 0 to 1.
     *
     * @param channel 0 to channels − 1
     * @return the deviation
     */
    public double deviation(int channel) {
        return deviation[channel];
    }

    @Override
    public String toString() {
        return id;
    }

    ImageSplits read(Path place) throws IOException {
        return this == CIFAR10 ? Cifar10.read(place) : FashionMnist.read(place);
    }

    boolean isIn(Path folder) throws IOException {
        return this == CIFAR10 ? Cifar10.isIn(folder) : FashionMnist.isIn(folder);
    }

    List<PublishedFile> published() {
        return this == CIFAR10 ? List.of(Cifar10.PUBLISHED) : FashionMnist.PUBLISHED;
    }
}
