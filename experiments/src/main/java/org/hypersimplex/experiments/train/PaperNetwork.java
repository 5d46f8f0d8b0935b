package org.hypersimplex.experiments.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * The network of the paper's code, as every framework builds it: four 3 x 3 convolutions, each with batch normalisation
 * and ReLU, the second and the fourth with 2 x 2 max pooling between the two; then a linear layer of 512, ReLU and a linear
 * layer of ten. Padding keeps the size of the planes; batch normalisation has ε = 10⁻⁵ and keeps 0.9 of its running
 * statistics at each step.
 *
 * @param input shape of the images
 * @param channels of each convolution, at least 1
 */
public record PaperNetwork(ImageShape input, int channels) {
    /** How many convolutions there are. */
    public static final int CONVOLUTIONS = 4;
    /** Width and height of each convolution's kernel. */
    public static final int KERNEL = 3;
    /** Outputs of the first linear layer. */
    public static final int HIDDEN_UNITS = 512;

    /**
     * A layer that has weights, a convolution or a linear one. Weights are those of PyTorch: outputs x inputs x kernel x
     * kernel numbers, row-major.
     *
     * @param outputs channels or units
     * @param inputs channels or units
     * @param kernel width and height, 1 for a linear layer
     */
    public record Layer(int outputs, int inputs, int kernel) {
        /**
         * Numbers that each output is computed from.
         *
         * @return inputs times the kernel's area
         */
        public int fanIn() {
            return inputs * kernel * kernel;
        }
    }

    /**
     * The weights of a layer.
     *
     * @param kernel outputs x fan-in numbers, row-major
     * @param bias a number for each output
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Weights(float[] kernel, float[] bias) {}

    /**
     * Whether planes are halved after a convolution's batch normalisation.
     *
     * @param convolution 0 to 3
     * @return true for the second and the fourth
     */
    public static boolean isPooled(int convolution) {
        return convolution % 2 == 1;
    }

    /**
     * The layers that have weights, but for batch normalisation.
     *
     * @return four convolutions and two linear layers
     */
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(channels, input.channels(), KERNEL));
        for (int i = 1; i < CONVOLUTIONS; i++) {
            layers.add(new Layer(channels, channels, KERNEL));
        }
        layers.add(new Layer(HIDDEN_UNITS, channels * (input.height() / 4) * (input.width() / 4), 1));
        layers.add(new Layer(LabelledImages.CLASSES, HIDDEN_UNITS, 1));
        return layers;
    }

    /**
     * Draws weights uniformly from ±1/√(fan in), biases are 0. The draw depends on nothing but the seed and the layers, so
     * that runs with any loss in any framework begin at the same network.
     *
     * @param seed of the draw
     * @return for each layer
     */
    public List<Weights> initialWeights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Weights> weights = new ArrayList<>();
        for (Layer layer : layers()) {
            double bound = 1 / Math.sqrt(layer.fanIn());
            float[] kernel = new float[layer.outputs() * layer.fanIn()];
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = (float) random.nextDouble(-bound, bound);
            }
            weights.add(new Weights(kernel, new float[layer.outputs()]));
        }
        return weights;
    }
}
