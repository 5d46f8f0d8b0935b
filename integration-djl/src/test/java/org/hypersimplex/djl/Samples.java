package org.hypersimplex.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Random;

/** Seeded data and a small network. */
final class Samples {
    static final int FEATURES = 5;
    static final int CLASSES = 4;
    /** A GPU, where there is one and native code for it. */
    static final Device DEVICE = Engine.getEngine("PyTorch").defaultDevice();

    private Samples() {}

    static NDManager manager() {
        return NDManager.newBaseManager(DEVICE, "PyTorch");
    }

    static double[] normal(long seed, int count) {
        Random random = new Random(seed);
        return random.doubles(count).map(u -> random.nextGaussian()).toArray();
    }

    static NDArray normal(NDManager manager, DataType type, long seed, long... shape) {
        Shape size = new Shape(shape);
        return manager.create(normal(seed, (int) size.size()), size).toType(type, false);
    }

    /** Class ids, each class at least once. */
    static int[] classIds(long seed, int rows, int classes) {
        int[] ids = new Random(seed).ints(rows, 0, classes).toArray();
        for (int c = 0; c < classes; c++) {
            ids[c] = c;
        }
        return ids;
    }

    /** Overlapping clusters; half of the rows are of class 0. */
    static ArrayDataset clusters(NDManager manager, long seed, int rows, int batch, boolean shuffled) {
        double[] centres = normal(4711, CLASSES * FEATURES);
        double[] noise = normal(seed, rows * FEATURES);
        int[] ids = new Random(seed).ints(rows, 1, CLASSES).toArray();
        for (int i = 0; i < rows; i++) {
            ids[i] = i % 2 == 0 ? 0 : ids[i];
            for (int j = 0; j < FEATURES; j++) {
                noise[i * FEATURES + j] += 1.2 * centres[ids[i] * FEATURES + j];
            }
        }
        return new ArrayDataset.Builder()
                .setData(manager.create(noise, new Shape(rows, FEATURES)).toType(DataType.FLOAT32, false))
                .optLabels(manager.create(ids))
                .setSampling(batch, shuffled)
                .build();
    }

    /** A hidden layer and a linear one. */
    static Block layers(boolean bias) {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(Activation.tanhBlock())
                .add(Linear.builder().setUnits(CLASSES).optBias(bias).build());
    }

    static Model model(Block block) {
        Model model = Model.newInstance("small", DEVICE, "PyTorch");
        model.setBlock(block);
        return model;
    }
}
