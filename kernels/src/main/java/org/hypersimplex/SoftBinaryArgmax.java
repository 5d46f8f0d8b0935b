package org.hypersimplex;

import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;

/**
 * Soft-binary-argmax@k: the Euclidean projection of y/τ onto the hypersimplex {x ∈ [0,1]ⁿ : Σx = k}, and its Jacobian
 * products. Immutable and thread-safe.
 *
 * <p>xᵢ = clip((yᵢ − ν)/τ, 0, 1), where the threshold ν makes Σx = k. The Jacobian is (1/τ)(I_A − 1_A 1_Aᵀ/|A|) with A
 * the active set, the entries with 0 &lt; x &lt; 1, and 0 if there are none: entries that are exactly 0 or 1 get no
 * gradient, and a larger τ makes more entries active. At a vertex, where every x is 0 or 1, an interval of thresholds
 * gives the same x: its middle is returned, but the largest score for k = 0, and the smallest minus τ for k = n.
 *
 * <p>A score of −∞ gives x = 0 and +∞ gives x = 1; neither gets a gradient. Accuracy, for all finite scores whatever
 * their range or offset: each x within 5e-7 (float) or 1e-13 (double) of the exact projection of the same scores, and
 * Σx within 1e-6·max(1, k) or 1e-12·max(1, k). A score far below does what −∞ does. Entries at an exact kink, where
 * (y − ν)/τ is 0 or 1, are exactly that if ν is a multiple of 2⁻¹⁶ times the largest power of 2 not above τ. As τ goes
 * to 0 the projection becomes {@link BinaryArgmax}, but for ties, which share what is left of k. Temperatures outside
 * [4.7e-302, 1.7e302] count as the nearer end.
 *
 * <p>Bad input is refused with an {@link InputException} that names the value and where it stands, before anything is
 * written: a score that is NaN, a k outside [0, n] or that infinite scores make impossible, a τ that is not positive
 * and finite, memory that is too short for the batch.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections" (Gomez, Wang and Tang 2026), section 4.4. The
 * operator itself is older: entmax, jaxopt and Sander et al. (2023) compute it too.
 */
public final class SoftBinaryArgmax extends JacobianProducts {
    private final Mass k;
    private final double tau;
    private final Backend backend;

    private SoftBinaryArgmax(Mass k, double tau, Backend backend) {
        this.k = k;
        this.tau = tau;
        this.backend = backend;
    }

    /**
     * The operator with the same mass for every problem, on the CPU.
     *
     * @param k the mass, whole or not, in [0, n], where n is the length of each problem
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if the mass is negative or not finite, or the temperature is out of range
     */
    public static SoftBinaryArgmax of(double k, double tau) {
        return of(new double[] {k}, tau);
    }

    /**
     * The operator with a mass per problem, on the CPU.
     *
     * @param k the mass of each problem, whole or not, in [0, n], where n is the problem's length
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if a mass is negative or not finite, or the temperature is out of range
     */
    public static SoftBinaryArgmax of(double[] k, double tau) {
        return new SoftBinaryArgmax(Mass.of(k), InputException.requireTemperature(tau), Backends.cpu());
    }

    /**
     * The same operator at another temperature.
     *
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if the temperature is out of range
     */
    public SoftBinaryArgmax withTau(double tau) {
        return new SoftBinaryArgmax(k, InputException.requireTemperature(tau), backend);
    }

    /**
     * The same operator on another machine.
     *
     * @param backend where to compute
     * @return the operator
     */
    public SoftBinaryArgmax on(Backend backend) {
        return new SoftBinaryArgmax(k, tau, backend);
    }

    /**
     * The temperature.
     *
     * @return τ
     */
    public double tau() {
        return tau;
    }

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
     * @param thresholds receives ν of each problem
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
     * @param thresholds receives ν of each problem
     */
    public void project(Batch batch, double[] scores, double[] x, double[] thresholds) {
        project(batch, Values.of(scores), Values.of(x), thresholds);
    }

    /**
     * Projects a batch. Allocates nothing that grows with it.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     */
    public void project(Batch batch, Values scores, Values x) {
        backend.project(new ProjectionCall(batch, scores, k, tau, null, x, null, AllReduce.single()));
    }

    /**
     * Projects a batch. Allocates nothing that grows with it.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     * @param thresholds receives ν of each problem
     */
    public void project(Batch batch, Values scores, Values x, double[] thresholds) {
        backend.project(new ProjectionCall(batch, scores, k, tau, null, x, thresholds, AllReduce.single()));
    }

    /**
     * Projects a batch, started from guesses of the thresholds, such as those of the previous call where scores change
     * little from call to call. A guess affects only the running time and the last bits of the result.
     *
     * @param guesses a guess for each problem, NaN where there is none
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     * @param thresholds receives ν of each problem; may be the guesses
     */
    public void projectFrom(double[] guesses, Batch batch, Values scores, Values x, double[] thresholds) {
        backend.project(new ProjectionCall(batch, scores, k, tau, guesses, x, thresholds, AllReduce.single()));
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
     * @param thresholds receives ν of each problem
     */
    public void thresholds(Batch batch, float[] scores, double[] thresholds) {
        thresholds(batch, Values.of(scores), thresholds);
    }

    /**
     * The thresholds of a batch, without its projections.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem
     */
    public void thresholds(Batch batch, double[] scores, double[] thresholds) {
        thresholds(batch, Values.of(scores), thresholds);
    }

    /**
     * The thresholds of a batch, without its projections.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem
     */
    public void thresholds(Batch batch, Values scores, double[] thresholds) {
        backend.project(new ProjectionCall(batch, scores, k, tau, null, null, thresholds, AllReduce.single()));
    }

    /**
     * The thresholds of a batch, started from guesses; see {@link #projectFrom}.
     *
     * @param guesses a guess for each problem, NaN where there is none
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem; may be the guesses
     */
    public void thresholdsFrom(double[] guesses, Batch batch, Values scores, double[] thresholds) {
        backend.project(new ProjectionCall(batch, scores, k, tau, guesses, null, thresholds, AllReduce.single()));
    }

    @Override
    public void vjp(Batch batch, Values scores, double[] thresholds, Values upstream, Values gradient) {
        backend.multiply(new ProductCall(batch, scores, thresholds, k, tau, upstream, gradient));
    }

    @Override
    public void vjpFromProjection(Batch batch, Values x, Values upstream, Values gradient) {
        backend.multiply(new ProductCall(batch, x, null, k, tau, upstream, gradient));
    }

    /**
     * The Jacobian of one problem as a dense matrix, for small n.
     *
     * @param x a projection of n entries
     * @return n × n numbers, symmetric: entry [i][j] is dxᵢ/dyⱼ
     */
    public double[][] jacobian(double[] x) {
        int[] active = activeSet(x);
        double[][] jacobian = new double[x.length][x.length];
        for (int i : active) {
            for (int j : active) {
                jacobian[i][j] = ((i == j ? 1 : 0) - 1.0 / active.length) / tau;
            }
        }
        return jacobian;
    }

    /**
     * The active set of a projection: the entries that get a gradient.
     *
     * @param x a projection
     * @return the indices i with 0 &lt; xᵢ &lt; 1, in increasing order
     */
    public static int[] activeSet(double[] x) {
        return IntStream.range(0, x.length).filter(i -> x[i] > 0 && x[i] < 1).toArray();
    }

    /**
     * The active set of a projection: the entries that get a gradient.
     *
     * @param x a projection
     * @return the indices i with 0 &lt; xᵢ &lt; 1, in increasing order
     */
    public static int[] activeSet(float[] x) {
        return IntStream.range(0, x.length).filter(i -> x[i] > 0 && x[i] < 1).toArray();
    }

    @Override
    public String toString() {
        return "SoftBinaryArgmax(k " + k + ", tau " + tau + ", "
                + backend.facts().name() + ")";
    }
}
