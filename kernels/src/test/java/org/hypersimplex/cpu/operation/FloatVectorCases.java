package org.hypersimplex.cpu.operation;

import java.util.Random;
import org.hypersimplex.cpu.pass.VectorFloatPasses;
import org.hypersimplex.spi.Parallelism;

/** What is solved by vectors on one thread. Not to be linked without the incubator module. */
final class FloatVectorCases {
    private FloatVectorCases() {}

    static float[] normal(int size) {
        Random random = new Random(1);
        float[] y = new float[size];
        for (int i = 0; i < size; i++) {
            y[i] = (float) random.nextGaussian();
        }
        return y;
    }

    static FloatProjection projection() {
        return new FloatProjection(
                new VectorFloatPasses(), new Crew(Parallelism.serial()), new Pool<>(1, FloatWorkspace::new));
    }
}
