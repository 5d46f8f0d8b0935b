package org.hypersimplex.bench.assembly;

import java.util.Random;
import org.hypersimplex.Backends;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/**
 * The program whose passes are looked at: projects normal scores so often that every {@link Pass} that they need is compiled.
 */
final class PassCalls {
    private static final int LENGTH = 8192;
    private static final int CALLS = 30_000;
    private static final double[] TEMPERATURES = {1.5, 0.1, 0.001};
    private static final double[] SHARES = {0.5, 0.1};

    private PassCalls() {}

    public static void main(String[] args) {
        Random random = new Random(1);
        float[] scores = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        float[] x = new float[LENGTH];
        double[] threshold = new double[1];
        try (Backend cpu = Backends.named("vector", Parallelism.threads(1))) {
            for (double tau : TEMPERATURES) {
                for (double share : SHARES) {
                    SoftBinaryArgmax top =
                            SoftBinaryArgmax.of(Math.rint(share * LENGTH), tau).on(cpu);
                    for (int i = 0; i < CALLS; i++) {
                        top.project(Batch.one(LENGTH), Values.of(scores), Values.of(x), threshold);
                    }
                }
            }
        }
    }
}
