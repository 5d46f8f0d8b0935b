package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;

/**
 * The products of the projection's Jacobian with a vector. The vector-Jacobian product (VJP) turns the gradient of a
 * loss with respect to x into its gradient with respect to the scores; the Jacobian-vector product (JVP) turns a change
 * of the scores into the change of x. Both are the same numbers, since the Jacobian is symmetric. The two abstract
 * methods do the work, the others are overloads. All of them throw an {@link org.hypersimplex.problem.InputException}
 * if memory is too short or of the wrong type.
 */
abstract sealed class JacobianProducts permits Projections {
    /**
     * The vector-Jacobian product: turns a gradient with respect to x into one with respect to the scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param upstream the gradient with respect to x; neither this nor the scores are checked for NaN, which affects
     *     its own problem only
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public abstract void vjp(Batch batch, Values scores, double[] thresholds, Values upstream, Values gradient);

    /**
     * The vector-Jacobian product (and Jacobian-vector product) from the projection alone, where scores and thresholds
     * were not kept. An entry is active if 0 &lt; x &lt; 1.
     *
     * @param batch where the problems lie
     * @param x the projections
     * @param upstream the gradient with respect to x
     * @param gradient receives the gradient with respect to the scores; may be the upstream or x itself
     */
    public abstract void vjpFromProjection(Batch batch, Values x, Values upstream, Values gradient);

    /**
     * The vector-Jacobian product of one vector.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     */
    public float[] vjp(float[] scores, double threshold, float[] upstream) {
        float[] gradient = new float[scores.length];
        vjp(scores, threshold, upstream, gradient);
        return gradient;
    }

    /**
     * The vector-Jacobian product of one vector.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     */
    public double[] vjp(double[] scores, double threshold, double[] upstream) {
        double[] gradient = new double[scores.length];
        vjp(scores, threshold, upstream, gradient);
        return gradient;
    }

    /**
     * The vector-Jacobian product of one vector, into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param upstream the gradient with respect to x, n numbers
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjp(float[] scores, double threshold, float[] upstream, float[] gradient) {
        vjp(Batch.one(scores.length), scores, new double[] {threshold}, upstream, gradient);
    }

    /**
     * The vector-Jacobian product of one vector, into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param upstream the gradient with respect to x, n numbers
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjp(double[] scores, double threshold, double[] upstream, double[] gradient) {
        vjp(Batch.one(scores.length), scores, new double[] {threshold}, upstream, gradient);
    }

    /**
     * The vector-Jacobian product of a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param upstream the gradient with respect to x
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjp(Batch batch, float[] scores, double[] thresholds, float[] upstream, float[] gradient) {
        vjp(batch, Values.of(scores), thresholds, Values.of(upstream), Values.of(gradient));
    }

    /**
     * The vector-Jacobian product of a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param upstream the gradient with respect to x
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjp(Batch batch, double[] scores, double[] thresholds, double[] upstream, double[] gradient) {
        vjp(batch, Values.of(scores), thresholds, Values.of(upstream), Values.of(gradient));
    }

    /**
     * The Jacobian-vector product of one vector.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param tangent the change of the scores, n numbers
     * @return the change of x, a new array
     */
    public float[] jvp(float[] scores, double threshold, float[] tangent) {
        float[] change = new float[scores.length];
        jvp(scores, threshold, tangent, change);
        return change;
    }

    /**
     * The Jacobian-vector product of one vector.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param tangent the change of the scores, n numbers
     * @return the change of x, a new array
     */
    public double[] jvp(double[] scores, double threshold, double[] tangent) {
        double[] change = new double[scores.length];
        jvp(scores, threshold, tangent, change);
        return change;
    }

    /**
     * The Jacobian-vector product of one vector, into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param tangent the change of the scores, n numbers
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(float[] scores, double threshold, float[] tangent, float[] change) {
        jvp(Batch.one(scores.length), scores, new double[] {threshold}, tangent, change);
    }

    /**
     * The Jacobian-vector product of one vector, into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param threshold ν, as the projection gave it
     * @param tangent the change of the scores, n numbers
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(double[] scores, double threshold, double[] tangent, double[] change) {
        jvp(Batch.one(scores.length), scores, new double[] {threshold}, tangent, change);
    }

    /**
     * The Jacobian-vector product of a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param tangent the change of the scores
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(Batch batch, float[] scores, double[] thresholds, float[] tangent, float[] change) {
        jvp(batch, Values.of(scores), thresholds, Values.of(tangent), Values.of(change));
    }

    /**
     * The Jacobian-vector product of a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param tangent the change of the scores
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(Batch batch, double[] scores, double[] thresholds, double[] tangent, double[] change) {
        jvp(batch, Values.of(scores), thresholds, Values.of(tangent), Values.of(change));
    }

    /**
     * The Jacobian-vector product of a batch: the same as {@link #vjp(Batch, Values, double[], Values, Values)}, since
     * the Jacobian is symmetric.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as the projection gave them
     * @param tangent the change of the scores
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(Batch batch, Values scores, double[] thresholds, Values tangent, Values change) {
        vjp(batch, scores, thresholds, tangent, change);
    }

    /**
     * The vector-Jacobian product from the projection alone of one vector.
     *
     * @param x the projection, n numbers
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     */
    public float[] vjpFromProjection(float[] x, float[] upstream) {
        float[] gradient = new float[x.length];
        vjpFromProjection(x, upstream, gradient);
        return gradient;
    }

    /**
     * The vector-Jacobian product from the projection alone of one vector.
     *
     * @param x the projection, n numbers
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     */
    public double[] vjpFromProjection(double[] x, double[] upstream) {
        double[] gradient = new double[x.length];
        vjpFromProjection(x, upstream, gradient);
        return gradient;
    }

    /**
     * The vector-Jacobian product from the projection alone of one vector, into the caller's memory.
     *
     * @param x the projection, n numbers
     * @param upstream the gradient with respect to x, n numbers
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjpFromProjection(float[] x, float[] upstream, float[] gradient) {
        vjpFromProjection(Batch.one(x.length), x, upstream, gradient);
    }

    /**
     * The vector-Jacobian product from the projection alone of one vector, into the caller's memory.
     *
     * @param x the projection, n numbers
     * @param upstream the gradient with respect to x, n numbers
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjpFromProjection(double[] x, double[] upstream, double[] gradient) {
        vjpFromProjection(Batch.one(x.length), x, upstream, gradient);
    }

    /**
     * The vector-Jacobian product from the projection alone of a batch.
     *
     * @param batch where the problems lie
     * @param x the projections
     * @param upstream the gradient with respect to x
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjpFromProjection(Batch batch, float[] x, float[] upstream, float[] gradient) {
        vjpFromProjection(batch, Values.of(x), Values.of(upstream), Values.of(gradient));
    }

    /**
     * The vector-Jacobian product from the projection alone of a batch.
     *
     * @param batch where the problems lie
     * @param x the projections
     * @param upstream the gradient with respect to x
     * @param gradient receives the gradient with respect to the scores; may be the upstream itself
     */
    public void vjpFromProjection(Batch batch, double[] x, double[] upstream, double[] gradient) {
        vjpFromProjection(batch, Values.of(x), Values.of(upstream), Values.of(gradient));
    }
}
