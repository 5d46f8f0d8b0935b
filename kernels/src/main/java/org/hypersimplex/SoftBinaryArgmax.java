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
import org.jspecify.annotations.Nullable;

/**
 * Soft-binary-argmax@k: the Euclidean projection of y/τ onto the hypersimplex {x ∈ [0,1]ⁿ : Σx = k}, and its Jacobian
 * products; {@link #atMost} has Σx ≤ k in its place. Immutable and thread-safe.
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
public final class SoftBinaryArgmax extends Projections {
    private final Mass k;
    private final boolean atMost;
    private final double tau;
    private final Backend backend;

    private SoftBinaryArgmax(Mass k, boolean atMost, double tau, Backend backend) {
        this.k = k;
        this.atMost = atMost;
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
        return new SoftBinaryArgmax(Mass.of(k), false, InputException.requireTemperature(tau), Backends.cpu());
    }

    /**
     * The operator with an inequality budget: the Euclidean projection of y/τ onto {x ∈ [0,1]ⁿ : Σx ≤ k}, known as the
     * box cut. Where clip(y/τ, 0, 1) sums to k or less it is the answer, with ν = 0 and the Jacobian diag(1_A)/τ;
     * elsewhere answer, threshold and Jacobian are those of Σx = k, with ν &gt; 0. So scores have a zero of their own
     * here: those below it are never taken.
     *
     * <p>Where clip(y/τ, 0, 1) sums to exactly k, the derivative is one-sided. The one given there, as wherever ν = 0,
     * is diag(1_A)/τ, which holds for changes of the scores that don't raise the sum. {@link #vjpFromProjection}, which
     * isn't told ν, takes the budget as used up if Σx is no further below k than projections are accurate: 1e-6·max(1,
     * k) (float) or 1e-12·max(1, k) (double).
     *
     * <p>Costs one more pass over the scores, on the caller's thread, and a second one over problems whose budget isn't
     * used up. If there are both kinds in one call, and it is to write where it reads, what it reads is copied.
     *
     * <p>Source: the set is the "box cut" of Ramanath et al., "Efficient Vertex-Oriented Polytopic Projection for
     * Web-scale Applications" (AAAI 2022).
     *
     * @param k the largest sum, whole or not, at least 0; above a problem's length it has no effect
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if k is negative or not finite, or the temperature is out of range
     */
    public static SoftBinaryArgmax atMost(double k, double tau) {
        return atMost(new double[] {k}, tau);
    }

    /**
     * The operator with an inequality budget per problem; see {@link #atMost(double, double)}.
     *
     * @param k the largest sum of each problem, whole or not, at least 0
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if a k is negative or not finite, or the temperature is out of range
     */
    public static SoftBinaryArgmax atMost(double[] k, double tau) {
        return new SoftBinaryArgmax(Mass.of(k), true, InputException.requireTemperature(tau), Backends.cpu());
    }

    /**
     * The same operator at another temperature.
     *
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the operator
     * @throws InputException if the temperature is out of range
     */
    public SoftBinaryArgmax withTau(double tau) {
        return new SoftBinaryArgmax(k, atMost, InputException.requireTemperature(tau), backend);
    }

    /**
     * The same operator on another machine.
     *
     * @param backend where to compute
     * @return the operator
     */
    public SoftBinaryArgmax on(Backend backend) {
        return new SoftBinaryArgmax(k, atMost, tau, backend);
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
     * Projects one vector, and keeps what belongs to the answer together: x, the threshold, the entries selected.
     *
     * @param scores n ≥ 1 scores; copied
     * @return the projection
     */
    public Projection solve(float[] scores) {
        return Projection.of(this, Values.of(scores.clone()));
    }

    /**
     * Projects one vector, and keeps what belongs to the answer together: x, the threshold, the entries selected.
     *
     * @param scores n ≥ 1 scores; copied
     * @return the projection
     */
    public Projection solve(double[] scores) {
        return Projection.of(this, Values.of(scores.clone()));
    }

    @Override
    public void project(Batch batch, Values scores, Values x) {
        run(batch, scores, null, x, null);
    }

    @Override
    public void project(Batch batch, Values scores, Values x, double[] thresholds) {
        run(batch, scores, null, x, thresholds);
    }

    /**
     * Projects a batch, started from guesses of the thresholds, such as those of the previous call where scores change
     * little from call to call. A guess affects only the running time and the last bits of the result.
     *
     * @param guesses a guess for each problem, NaN where there is none
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; of the scores' type; may be the scores themselves
     * @param thresholds receives ν of each problem; as long as there are problems; may be the guesses
     */
    public void projectFrom(double[] guesses, Batch batch, Values scores, Values x, double[] thresholds) {
        run(batch, scores, guesses, x, thresholds);
    }

    @Override
    public void thresholds(Batch batch, Values scores, double[] thresholds) {
        run(batch, scores, null, null, thresholds);
    }

    /**
     * The thresholds of a batch, started from guesses; see {@link #projectFrom}.
     *
     * @param guesses a guess for each problem, NaN where there is none
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds receives ν of each problem; as long as there are problems; may be the guesses
     */
    public void thresholdsFrom(double[] guesses, Batch batch, Values scores, double[] thresholds) {
        run(batch, scores, guesses, null, thresholds);
    }

    private void run(
            Batch batch,
            Values scores,
            double @Nullable [] guesses,
            @Nullable Values x,
            double @Nullable [] thresholds) {
        ProjectionCall call =
                new ProjectionCall(batch, scores, mass(batch), tau, guesses, x, thresholds, AllReduce.single());
        if (atMost) {
            BoxCut.project(backend, call);
        } else {
            backend.project(call);
        }
    }

    @Override
    public void vjp(Batch batch, Values scores, double[] thresholds, Values upstream, Values gradient) {
        multiply(new ProductCall(batch, scores, thresholds, mass(batch), tau, upstream, gradient));
    }

    @Override
    public void vjpFromProjection(Batch batch, Values x, Values upstream, Values gradient) {
        multiply(new ProductCall(batch, x, null, mass(batch), tau, upstream, gradient));
    }

    private void multiply(ProductCall call) {
        if (atMost) {
            BoxCut.multiply(backend, call);
        } else {
            backend.multiply(call);
        }
    }

    /** What problems of this batch may sum to; with an inequality, no more than they can. */
    private Mass mass(Batch batch) {
        return atMost ? k.upToLengths(batch) : k;
    }

    Backend backend() {
        return backend;
    }

    /** The mass of a single problem. */
    double k() {
        return k.at(0);
    }

    /**
     * The Jacobian of one problem as a dense matrix, for small n.
     *
     * @param x a projection of n entries
     * @return n × n numbers, symmetric: entry [i][j] is dxᵢ/dyⱼ
     */
    public double[][] jacobian(double[] x) {
        int[] active = activeSet(x);
        Batch one = Batch.one(x.length);
        boolean isSlack = atMost && BoxCut.isSlack(new BoxClip(one), Values.of(x), mass(one), 0);
        double shared = isSlack ? 0 : 1.0 / active.length;
        double[][] jacobian = new double[x.length][x.length];
        for (int i : active) {
            for (int j : active) {
                jacobian[i][j] = ((i == j ? 1 : 0) - shared) / tau;
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
        return "SoftBinaryArgmax(k " + (atMost ? "at most " : "") + k + ", tau " + tau + ", "
                + backend.facts().name() + ")";
    }
}
