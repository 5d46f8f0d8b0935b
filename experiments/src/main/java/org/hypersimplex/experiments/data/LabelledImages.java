package org.hypersimplex.experiments.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Images of one shape with 8-bit pixels, each with the id of its class, 0 to 9. Immutable. */
public final class LabelledImages {
    /** Number of classes; both data sets have ten. */
    public static final int CLASSES = 10;

    private final ImageShape shape;
    private final byte[] pixels;
    private final byte[] labels;
    private final int size;

    /**
     * Takes over the arrays.
     *
     * @param shape of every image
     * @param pixels image after image, each as planes of rows, unsigned; at least labels.length images
     * @param labels the class of each image, already checked to be 0 to 9
     */
    LabelledImages(ImageShape shape, byte[] pixels, byte[] labels) {
        this(shape, pixels, labels, labels.length);
    }

    private LabelledImages(ImageShape shape, byte[] pixels, byte[] labels, int size) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.size = size;
    }

    /**
     * How many images there are.
     *
     * @return the count
     */
    public int size() {
        return size;
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
     * The class of an image.
     *
     * @param image 0 to size − 1
     * @return 0 to 9
     */
    public int label(int image) {
        return labels[image];
    }

    /**
     * One pixel.
     *
     * @param image 0 to size − 1
     * @param position channel · height · width + row · width + column
     * @return 0 to 255
     */
    public int pixel(int image, int position) {
        return pixels[image * shape.size() + position] & 0xff;
    }

    /**
     * The first images, sharing memory with these.
     *
     * @param count at most size
     * @return the images
     */
    public LabelledImages first(int count) {
        if (count < 1 || count > size) {
            throw new IllegalArgumentException(count + " images asked for, there are " + size);
        }
        return new LabelledImages(shape, pixels, labels, count);
    }

    /**
     * Some of the images, copied.
     *
     * @param from the first
     * @param to after the last
     * @return the images
     */
    public LabelledImages range(int from, int to) {
        if (from < 0 || to <= from || to > size) {
            throw new IllegalArgumentException("images " + from + " to " + to + " asked for, there are " + size);
        }
        return new LabelledImages(
                shape,
                Arrays.copyOfRange(pixels, from * shape.size(), to * shape.size()),
                Arrays.copyOfRange(labels, from, to));
    }

    /**
     * The same images, some of them labelled as one of the nine other classes.
     *
     * @param share how many of them, in [0, 1): each with this probability
     * @param seed of the draw
     * @return images that share their pixels with these
     */
    public LabelledImages withWrongLabels(double share, long seed) {
        byte[] wrong = labels.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            if (random.nextDouble() < share) {
                wrong[i] = (byte) ((wrong[i] + 1 + random.nextInt(CLASSES - 1)) % CLASSES);
            }
        }
        return new LabelledImages(shape, pixels, wrong, size);
    }

    /**
     * These images without most of one class.
     *
     * @param rare the class, 0 to 9
     * @param share of its images that stay, in (0, 1]: the first of them, at least one if there is any
     * @return images that share nothing with these
     */
    public LabelledImages withFewOf(int rare, double share) {
        int left = (int) Math.ceil(share * classCounts()[rare]);
        byte[] keptPixels = new byte[size * shape.size()];
        byte[] keptLabels = new byte[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (labels[i] != rare || left-- > 0) {
                System.arraycopy(pixels, i * shape.size(), keptPixels, kept * shape.size(), shape.size());
                keptLabels[kept++] = labels[i];
            }
        }
        return new LabelledImages(shape, keptPixels, keptLabels, kept);
    }

    /**
     * How many images each class has.
     *
     * @return ten counts
     */
    public int[] classCounts() {
        int[] counts = new int[CLASSES];
        for (int i = 0; i < size; i++) {
            counts[labels[i]]++;
        }
        return counts;
    }

    /** Says where the first label outside 0 to 9 stands, or −1. */
    static int firstWrongLabel(byte[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xff) >= CLASSES) {
                return i;
            }
        }
        return -1;
    }

    /** These images one set after another. */
    static LabelledImages concat(ImageShape shape, List<LabelledImages> parts) {
        int total = parts.stream().mapToInt(LabelledImages::size).sum();
        byte[] pixels = new byte[Math.multiplyExact(total, shape.size())];
        byte[] labels = new byte[total];
        int at = 0;
        for (LabelledImages part : parts) {
            System.arraycopy(part.pixels, 0, pixels, at * shape.size(), part.size * shape.size());
            System.arraycopy(part.labels, 0, labels, at, part.size);
            at += part.size;
        }
        return new LabelledImages(shape, pixels, labels);
    }

    @Override
    public String toString() {
        return size + " images of " + shape + ", per class " + Arrays.toString(classCounts());
    }
}
