package org.hypersimplex.experiments.train;

import java.util.SplittableRandom;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Turns 8-bit images into the network's input: normalised per channel, and for training shifted and mirrored at random.
 * A shift is a crop of the image's own size from the image padded by reflection, without repeating the edge. Immutable.
 */
public final class Augmentation {
    private final ImageShape shape;
    private final int padding;
    private final float[][] normalised;

    /**
     * The augmentation of a data set's images.
     *
     * @param dataset whose constants to use
     */
    public Augmentation(ImageDataset dataset) {
        this.shape = dataset.shape();
        this.padding = dataset.padding();
        this.normalised = new float[shape.channels()][256];
        for (int channel = 0; channel < normalised.length; channel++) {
            for (int pixel = 0; pixel < 256; pixel++) {
                normalised[channel][pixel] =
                        (float) ((pixel / 255.0 - dataset.mean(channel)) / dataset.deviation(channel));
            }
        }
    }

    /** Writes an image as it is. */
    void plain(LabelledImages images, int image, float[] out, int at) {
        write(images, image, 0, 0, false, out, at);
    }

    /** Writes an image shifted by up to the padding in both directions, and mirrored with probability 1/2. */
    void random(LabelledImages images, int image, SplittableRandom random, float[] out, int at) {
        int down = random.nextInt(2 * padding + 1) - padding;
        int right = random.nextInt(2 * padding + 1) - padding;
        write(images, image, down, right, random.nextBoolean(), out, at);
    }

    /** Writes the crop that begins at row {@code down} and column {@code right} of the image, mirrored if so wished. */
    void write(LabelledImages images, int image, int down, int right, boolean mirrored, float[] out, int at) {
        int height = shape.height();
        int width = shape.width();
        int next = at;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < height; row++) {
                int from = (channel * height + reflected(row + down, height)) * width;
                for (int column = 0; column < width; column++) {
                    int source = mirrored ? width - 1 - column : column;
                    out[next++] = normalised[channel][images.pixel(image, from + reflected(source + right, width))];
                }
            }
        }
    }

    private static int reflected(int index, int size) {
        if (index < 0) {
            return -index;
        }
        return index < size ? index : 2 * (size - 1) - index;
    }
}
