package org.hypersimplex;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;

/**
 * A classification batch: row-major logits of n samples by C classes, a class id and a weight for every sample.
 *
 * @param engine rounds the numbers and computes
 * @param rows n
 * @param classes C
 * @param logits n × C, row-major
 * @param ids the class of each sample
 * @param weights one per sample; fractions of 4, so that both precisions hold them exactly
 */
@SuppressWarnings("ArrayRecordComponent")
record LossCase(EngineCase engine, int rows, int classes, double[] logits, int[] ids, double[] weights) {

    static LossCase of(EngineCase engine, int rows, int classes, long seed) {
        Random random = new Random(seed);
        int[] ids = random.ints(rows, 0, classes).toArray();
        double[] logits = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < classes; c++) {
                logits[i * classes + c] = random.nextGaussian() + (ids[i] == c ? 1.5 : 0);
            }
        }
        double[] weights = random.ints(rows, 0, 8).mapToDouble(w -> w / 4.0).toArray();
        return new LossCase(engine, rows, classes, engine.round(logits), ids, weights);
    }

    /** The first draw whose projections stay away from kinks, so that the gradient exists and can be compared. */
    static LossCase smooth(EngineCase engine, int rows, int classes, KPolicy policy, double tau, double margin) {
        for (long seed = 1; seed < 500; seed++) {
            LossCase drawn = of(engine, rows, classes, seed);
            if (drawn.oracle(drawn.oneHot(), drawn.ones(), policy, tau, 1).margin() > margin) {
                return drawn;
            }
        }
        throw new AssertionError("no draw stays away from kinks");
    }

    Batch batch() {
        return Batch.columns(rows, classes);
    }

    Targets targets() {
        return Targets.classIds(ids);
    }

    double[] ones() {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** n × C, row-major. */
    double[] oneHot() {
        double[] targets = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            targets[i * classes + ids[i]] = 1;
        }
        return targets;
    }

    double[][] byClass(double[] matrix) {
        return IntStream.range(0, classes)
                .mapToObj(c -> IntStream.range(0, rows)
                        .mapToDouble(i -> matrix[i * classes + c])
                        .toArray())
                .toArray(double[][]::new);
    }

    double[] rowMajor(double[][] byClass) {
        return IntStream.range(0, rows * classes)
                .mapToDouble(at -> byClass[at % classes][at / classes])
                .toArray();
    }

    /** How many entries of a class take part. */
    long taking(double[] rowWeights) {
        return Arrays.stream(rowWeights).filter(w -> w > 0).count();
    }

    LossOracle oracle(double[] targets, double[] rowWeights, KPolicy policy, double tau, double scale) {
        double[][] t = byClass(targets);
        double[][] w = IntStream.range(0, classes).mapToObj(c -> rowWeights).toArray(double[][]::new);
        double[] k = IntStream.range(0, classes)
                .mapToDouble(c -> policy.k(
                        c,
                        taking(rowWeights),
                        IntStream.range(0, rows)
                                .filter(i -> rowWeights[i] > 0)
                                .mapToDouble(i -> t[c][i])
                                .sum()))
                .toArray();
        return LossOracle.of(byClass(logits), t, w, k, tau, scale);
    }
}
