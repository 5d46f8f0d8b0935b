package org.hypersimplex.bench.assembly;

import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.Backends;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/**
 * The program whose passes are looked at: projects normal scores, and takes their loss, so often that every {@link Pass}
 * that is needed is compiled.
 */
final class PassCalls {
    private static final int LENGTH = 8192;
    private static final int CALLS = 30_000;
    private static final double[] TEMPERATURES = {1.5, 0.1, 0.001};
    private static final double[] SHARES = {0.5, 0.1};
    /** So many problems are solved in one call where they are short, in so many calls. */
    private static final int ROWS = 64;

    private static final int CALLS_OF_MANY = 3_000;
    private static final double TAU_OF_MANY = 1.5;
    private static final int CLASSES = 10;

    private final Backend cpu;
    private final float[] scores = new float[LENGTH];
    private final float[] results = new float[LENGTH];

    private PassCalls(Backend cpu) {
        this.cpu = cpu;
        Random random = new Random(1);
        for (int i = 0; i < LENGTH; i++) {
            scores[i] = (float) random.nextGaussian();
        }
    }

    public static void main(String[] args) {
        try (Backend cpu = Backends.named("vector", Parallelism.threads(1))) {
            PassCalls calls = new PassCalls(cpu);
            for (double tau : TEMPERATURES) {
                for (double share : SHARES) {
                    calls.project(Batch.one(LENGTH), Math.rint(share * LENGTH), tau, CALLS);
                }
            }
            int length = LENGTH / ROWS;
            calls.project(Batch.rows(ROWS, length), 0.5 * length, TAU_OF_MANY, CALLS_OF_MANY);
            calls.loss();
        }
    }

    private void project(Batch batch, double mass, double tau, int calls) {
        SoftBinaryArgmax top = SoftBinaryArgmax.of(mass, tau).on(cpu);
        for (int i = 0; i < calls; i++) {
            top.project(batch, Values.of(scores), Values.of(results));
        }
    }

    private void loss() {
        HypersimplexLoss loss =
                HypersimplexLoss.mean(KPolicy.positives(), TAU_OF_MANY).on(cpu);
        int rows = LENGTH / CLASSES;
        Targets classes = Targets.classIds(
                IntStream.range(0, rows).map(row -> row % CLASSES).toArray());
        for (int i = 0; i < CALLS_OF_MANY; i++) {
            loss.valueAndGradient(Batch.columns(rows, CLASSES), Values.of(scores), classes, Values.of(results));
        }
    }
}
