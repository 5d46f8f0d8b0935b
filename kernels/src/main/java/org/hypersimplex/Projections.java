package org.hypersimplex;

import java.util.Arrays;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/**
 * The ways to ask for a projection. The three abstract methods do the work, the others are overloads for arrays. All of
 * them throw an {@link InputException} that names the value and where it stands, before anything is written, if the
 * scores or the memory can't be used.
 */
abstract sealed class Projections extends JacobianProducts permits SoftBinaryArgmax, CappedSimplex {
    /**
     * Projects a batch. Allocates nothing that grows with its scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     */
    public abstract void project(Batch batch, Values scores, Values x);

    /**
     * Projects a batch. Allocates nothing that grows with its scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public abstract void project(Batch batch, Values scores, Values x, double[] thresholds);

    /**
     * The thresholds of a batch, without its projections.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public abstract void thresholds(Batch batch, Values scores, double[] thresholds);

    /**
     * Projects one vector.
     *
     * @param scores n ≥ 1 scores
     * @return a new array with the projection
     */
    public float[] project(float[] scores) {
        float[] x = new float[scores.length];
        project(scores, x);
        return x;
    }

    /**
     * Projects one vector.
     *
     * @param scores n ≥ 1 scores
     * @return a new array with the projection
     */
    public double[] project(double[] scores) {
        double[] x = new double[scores.length];
        project(scores, x);
        return x;
    }

    /**
     * Projects one vector into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param x receives the projection, n numbers; may be the scores themselves
     * @return the threshold ν
     */
    public double project(float[] scores, float[] x) {
        return projectOne(Values.of(scores), Values.of(x));
    }

    /**
     * Projects one vector into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param x receives the projection, n numbers; may be the scores themselves
     * @return the threshold ν
     */
    public double project(double[] scores, double[] x) {
        return projectOne(Values.of(scores), Values.of(x));
    }

    private double projectOne(Values scores, Values x) {
        double[] threshold = new double[1];
        project(Batch.one(scores.size()), scores, x, threshold);
        return threshold[0];
    }

    /**
     * Projects a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     */
    public void project(Batch batch, float[] scores, float[] x) {
        project(batch, Values.of(scores), Values.of(x));
    }

    /**
     * Projects a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public void project(Batch batch, float[] scores, float[] x, double[] thresholds) {
        project(batch, Values.of(scores), Values.of(x), thresholds);
    }

    /**
     * Projects a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     */
    public void project(Batch batch, double[] scores, double[] x) {
        project(batch, Values.of(scores), Values.of(x));
    }

    /**
     * Projects a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public void project(Batch batch, double[] scores, double[] x, double[] thresholds) {
        project(batch, Values.of(scores), Values.of(x), thresholds);
    }

    /**
     * Projects every row of a matrix in the form that Java has for one. The rows are copied into one array to be
     * projected together; where there are many, keep the numbers in one array and project a {@link Batch#rows} of it.
     *
     * @param rows the scores, a problem in each row; rows may differ in length, and have n ≥ 1 scores each
     * @return a new matrix with the projections
     */
    public float[][] project(float[][] rows) {
        Batch batch = Rows.batch(rows.length, row -> rows[row].length);
        float[] all = new float[Math.toIntExact(batch.extent())];
        Rows.forEach(batch, (row, start, length) -> System.arraycopy(rows[row], 0, all, start, length));
        project(batch, all, all);
        float[][] x = new float[rows.length][];
        Rows.forEach(batch, (row, start, length) -> x[row] = Arrays.copyOfRange(all, start, start + length));
        return x;
    }

    /**
     * Projects every row of a matrix in the form that Java has for one. The rows are copied into one array to be
     * projected together; where there are many, keep the numbers in one array and project a {@link Batch#rows} of it.
     *
     * @param rows the scores, a problem in each row; rows may differ in length, and have n ≥ 1 scores each
     * @return a new matrix with the projections
     */
    public double[][] project(double[][] rows) {
        Batch batch = Rows.batch(rows.length, row -> rows[row].length);
        double[] all = new double[Math.toIntExact(batch.extent())];
        Rows.forEach(batch, (row, start, length) -> System.arraycopy(rows[row], 0, all, start, length));
        project(batch, all, all);
        double[][] x = new double[rows.length][];
        Rows.forEach(batch, (row, start, length) -> x[row] = Arrays.copyOfRange(all, start, start + length));
        return x;
    }

    /**
     * The threshold of one vector.
     *
     * @param scores n ≥ 1 scores
     * @return ν
     */
    public double threshold(float[] scores) {
        return thresholdOfOne(Values.of(scores));
    }

    /**
     * The threshold of one vector.
     *
     * @param scores n ≥ 1 scores
     * @return ν
     */
    public double threshold(double[] scores) {
        return thresholdOfOne(Values.of(scores));
    }

    private double thresholdOfOne(Values scores) {
        double[] threshold = new double[1];
        thresholds(Batch.one(scores.size()), scores, threshold);
        return threshold[0];
    }

    /**
     * The thresholds of a batch, without its projections.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public void thresholds(Batch batch, float[] scores, double[] thresholds) {
        thresholds(batch, Values.of(scores), thresholds);
    }

    /**
     * The thresholds of a batch, without its projections.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem; as long as there are problems
     */
    public void thresholds(Batch batch, double[] scores, double[] thresholds) {
        thresholds(batch, Values.of(scores), thresholds);
    }
}
