package org.hypersimplex;

import java.util.Arrays;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/**
 * The projection of one vector, with what belongs to it: x, its threshold, the entries selected, and the derivative at
 * these scores. Made by {@link SoftBinaryArgmax#solve(float[])}; the scores are kept as a copy. Immutable and
 * thread-safe.
 */
public final class Projection {
    private final SoftBinaryArgmax operator;
    private final Values scores;
    private final Values x;
    private final double threshold;

    private Projection(SoftBinaryArgmax operator, Values scores, Values x, double threshold) {
        this.operator = operator;
        this.scores = scores;
        this.x = x;
        this.threshold = threshold;
    }

    /** Projects scores that nobody else will change. */
    static Projection of(SoftBinaryArgmax operator, Values scores) {
        Values x = likewise(scores);
        double[] threshold = new double[1];
        operator.project(Batch.one(scores.size()), scores, x, threshold);
        return new Projection(operator, scores, x, threshold[0]);
    }

    private static Values likewise(Values numbers) {
        int size = Math.toIntExact(numbers.size());
        return numbers.precision() == Precision.FLOAT ? Values.of(new float[size]) : Values.of(new double[size]);
    }

    /**
     * The number of entries.
     *
     * @return n, at least 1
     */
    public int size() {
        return (int) x.size();
    }

    /**
     * One entry of the projection.
     *
     * @param index 0 to n − 1
     * @return x, in [0, 1]
     */
    public double x(int index) {
        return x.get(index);
    }

    /**
     * The projection.
     *
     * @return a new array of n numbers, rounded to floats if the scores were doubles
     */
    public float[] toFloats() {
        float[] floats = new float[size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) x.get(i);
        }
        return floats;
    }

    /**
     * The projection.
     *
     * @return a new array of n numbers, widened to doubles if the scores were floats
     */
    public double[] toDoubles() {
        double[] doubles = new double[size()];
        Arrays.setAll(doubles, x::get);
        return doubles;
    }

    /**
     * The threshold: x = clip((y − ν)/τ, 0, 1).
     *
     * @return ν, in units of the scores
     */
    public double threshold() {
        return threshold;
    }

    /**
     * The hard pick that belongs to the soft one: the ⌊k⌋ largest scores, as {@link BinaryArgmax} takes them, without
     * those whose x is 0, of which there are none unless the sum is only bounded by k.
     *
     * @return their indices in order of decreasing scores, and of equal scores the lower index first
     */
    public int[] selected() {
        Batch one = Batch.one(size());
        int count = (int) Math.min(Math.floor(operator.k()), size());
        int[] best = Ranking.of(one, scores, 0, count).bestFirst(one, scores, 0);
        return Arrays.stream(best).filter(i -> x.get(i) > 0).toArray();
    }

    /**
     * The active set: the entries that get a gradient.
     *
     * @return the indices i with 0 &lt; xᵢ &lt; 1, in increasing order
     */
    public int[] active() {
        return SoftBinaryArgmax.activeSet(toDoubles());
    }

    /**
     * What a score that wasn't among these would get at their threshold, clip((y − ν)/τ, 0, 1), as for an item that
     * comes later. The threshold stays as it is.
     *
     * @param score y, not NaN
     * @return x, in [0, 1]
     * @throws InputException if the score is NaN
     */
    public double xOf(double score) {
        if (Double.isNaN(score)) {
            throw new InputException("score is NaN");
        }
        return Double.isInfinite(score)
                ? (score > 0 ? 1 : 0)
                : ClassThresholds.projected(score, threshold, operator.tau());
    }

    /**
     * The vector-Jacobian product (and Jacobian-vector product) at these scores, which must have been floats.
     *
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     * @throws InputException if there are fewer numbers, or the scores were doubles
     */
    public float[] vjp(float[] upstream) {
        float[] gradient = new float[size()];
        vjp(Values.of(upstream), Values.of(gradient));
        return gradient;
    }

    /**
     * The vector-Jacobian product (and Jacobian-vector product) at these scores, which must have been doubles.
     *
     * @param upstream the gradient with respect to x, n numbers
     * @return the gradient with respect to the scores, a new array
     * @throws InputException if there are fewer numbers, or the scores were floats
     */
    public double[] vjp(double[] upstream) {
        double[] gradient = new double[size()];
        vjp(Values.of(upstream), Values.of(gradient));
        return gradient;
    }

    private void vjp(Values upstream, Values gradient) {
        operator.vjp(Batch.one(size()), scores, new double[] {threshold}, upstream, gradient);
    }

    @Override
    public String toString() {
        return "Projection(n " + size() + ", threshold " + threshold + ", " + active().length + " active)";
    }
}
