package org.hypersimplex.experiments.data;

/**
 * The shape of an image.
 *
 * @param channels 1 for grey, 3 for red, green, blue
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) {
    /**
     * Numbers in one image.
     *
     * @return channels times height times width
     */
    public int size() {
        return channels * height * width;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
