package org.hypersimplex;

import org.jspecify.annotations.Nullable;

/**
 * Soft-binary-argmax@k: the Euclidean projection of y/τ onto the hypersimplex {x ∈ [0,1]ⁿ : Σx = k}, and its Jacobian
 * products. Immutable and thread-safe.
 *
 * <p>xᵢ = clip((yᵢ − ν)/τ, 0, 1), where the threshold ν makes Σx = k. The Jacobian is (1/τ)(I_A − 1_A 1_Aᵀ/|A|) with A the
 * entries strictly between 0 and 1, and 0 if there are none: entries that are exactly 0 or 1 get no gradient, and a larger
 * τ makes more of them active. Where an interval of thresholds gives the same x (a vertex), the middle one is returned, the
 * largest score for k = 0, and the smallest minus τ for k = n.
 *
 * <p>A score of −∞ is masked out (x = 0), +∞ is forced in (x = 1); neither gets a gradient. Accuracy: float within 5e-7 of
 * the exact projection while (max y − min y)/τ ≤ 1e8; double within 1e-14·max(1, (max y − min y)/τ).
 *
 * <p>Errors are IllegalArgumentExceptions that name the value and where it stands, thrown before anything is written: a
 * score that is NaN, a k outside [0, n] or that infinite scores make impossible, a τ that is not positive and finite,
 * memory that is too short for the batch.
 *
 * <p>Source: "Differentiable Zero-One Loss via Hypersimplex Projections", definition of soft-binary-argmax@k. The operator
 * itself is older: entmax, jaxopt and Sander et al. (2023) compute it too.
 */
public final class SoftBinaryArgmax {
    private final double[] k;
    private final double tau;
    private final Backend backend;
    private final boolean warm;

    private SoftBinaryArgmax(double[] k, double tau, Backend backend, boolean warm) {
        this.k = k;
        this.tau = tau;
        this.backend = backend;
        this.warm = warm;
    }

    /**
     * The operator with the same mass for every problem, on the CPU.
     *
     * @param k the mass, whole or not, in [0, n]
     * @param tau the temperature, positive and finite
     * @return the operator
     */
    public static SoftBinaryArgmax of(double k, double tau) {
        return of(new double[] {k}, tau);
    }

    /**
     * The operator with a mass per problem, on the CPU.
     *
     * @param k the mass of each problem, whole or not, in [0, n]
     * @param tau the temperature, positive and finite
     * @return the operator
     */
    public static SoftBinaryArgmax of(double[] k, double tau) {
        return new SoftBinaryArgmax(Checks.k(k.clone()), Checks.tau(tau), Backends.cpu(), false);
    }

    /**
     * The same operator at another temperature.
     *
     * @param tau positive and finite
     * @return the operator
     */
    public SoftBinaryArgmax withTau(double tau) {
        return new SoftBinaryArgmax(k, Checks.tau(tau), backend, warm);
    }

    /**
     * The same operator on another machine.
     *
     * @param backend where to compute
     * @return the operator
     */
    public SoftBinaryArgmax on(Backend backend) {
        return new SoftBinaryArgmax(k, tau, backend, warm);
    }

    /**
     * The same operator, started from where the last call ended: {@code project} reads the thresholds array as first
     * guesses, NaN where there is none, before it writes the thresholds found. Guesses change the time that a call takes
     * alone, and save most where scores change little from call to call, as in training.
     *
     * @return the operator
     */
    public SoftBinaryArgmax warmStarted() {
        return new SoftBinaryArgmax(k, tau, backend, true);
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
     * @param x receives the projection; may be the scores themselves
     * @return the threshold ν
     */
    public double project(float[] scores, float[] x) {
        return projectOne(Values.of(scores), Values.of(x));
    }

    /**
     * Projects one vector into the caller's memory.
     *
     * @param scores n ≥ 1 scores
     * @param x receives the projection; may be the scores themselves
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
     * @param thresholds receives ν of each problem, or null
     */
    public void project(Batch batch, float[] scores, float[] x, double @Nullable [] thresholds) {
        project(batch, Values.of(scores), Values.of(x), thresholds);
    }

    /**
     * Projects a batch.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections; may be the scores themselves
     * @param thresholds receives ν of each problem, or null
     */
    public void project(Batch batch, double[] scores, double[] x, double @Nullable [] thresholds) {
        project(batch, Values.of(scores), Values.of(x), thresholds);
    }

    /**
     * Projects a batch, or finds its thresholds only.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param x receives the projections, or null; of the scores' type; may be the scores themselves
     * @param thresholds receives ν of each problem, or null
     */
    public void project(Batch batch, Values scores, @Nullable Values x, double @Nullable [] thresholds) {
        Checks.fits(batch, scores, "scores");
        Checks.kFits(k, batch);
        if (x != null) {
            Checks.writable(batch, x, scores, "x");
        }
        if (thresholds != null) {
            Checks.thresholds(batch, thresholds);
        }
        backend.project(batch, scores, k, tau, x, thresholds, warm && thresholds != null);
    }

    /**
     * The vector-Jacobian product: pulls a gradient by x back to one by the scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as {@link #project} gave them
     * @param upstream the gradient by x; not checked for NaN, which stays in its own problem
     * @param gradient receives the gradient by the scores; may be the upstream itself
     */
    public void vjp(Batch batch, float[] scores, double[] thresholds, float[] upstream, float[] gradient) {
        vjp(batch, Values.of(scores), thresholds, Values.of(upstream), Values.of(gradient));
    }

    /**
     * The vector-Jacobian product: pulls a gradient by x back to one by the scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as {@link #project} gave them
     * @param upstream the gradient by x; not checked for NaN, which stays in its own problem
     * @param gradient receives the gradient by the scores; may be the upstream itself
     */
    public void vjp(Batch batch, double[] scores, double[] thresholds, double[] upstream, double[] gradient) {
        vjp(batch, Values.of(scores), thresholds, Values.of(upstream), Values.of(gradient));
    }

    /**
     * The vector-Jacobian product: pulls a gradient by x back to one by the scores.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem, as {@link #project} gave them
     * @param upstream the gradient by x; not checked for NaN, which stays in its own problem
     * @param gradient receives the gradient by the scores; may be the upstream itself
     */
    public void vjp(Batch batch, Values scores, double[] thresholds, Values upstream, Values gradient) {
        Checks.thresholds(batch, thresholds);
        multiply(batch, scores, thresholds, upstream, gradient);
    }

    /**
     * The Jacobian-vector product: pushes a change of the scores forward to one of x. The Jacobian is symmetric, so this
     * is {@link #vjp(Batch, Values, double[], Values, Values)} under its other name.
     *
     * @param batch where the problems lie
     * @param scores the scores
     * @param thresholds ν of each problem
     * @param tangent the change of the scores
     * @param change receives the change of x; may be the tangent itself
     */
    public void jvp(Batch batch, Values scores, double[] thresholds, Values tangent, Values change) {
        vjp(batch, scores, thresholds, tangent, change);
    }

    /**
     * The vector-Jacobian product (and Jacobian-vector product) from the projection alone, for those who kept x and
     * neither scores nor thresholds. An entry is active if 0 &lt; x &lt; 1.
     *
     * @param batch where the problems lie
     * @param x the projections
     * @param upstream the gradient by x
     * @param gradient receives the gradient by the scores; may be the upstream or x itself
     */
    public void vjpFromProjection(Batch batch, Values x, Values upstream, Values gradient) {
        multiply(batch, x, null, upstream, gradient);
    }

    private void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, Values direction, Values product) {
        Checks.fits(batch, scores, "scores");
        Checks.writable(batch, direction, scores, "upstream");
        Checks.writable(batch, product, scores, "gradient");
        backend.multiply(batch, scores, thresholds, tau, direction, product);
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
        return java.util.stream.IntStream.range(0, x.length)
                .filter(i -> x[i] > 0 && x[i] < 1)
                .toArray();
    }

    /**
     * The active set of a projection: the entries that get a gradient.
     *
     * @param x a projection
     * @return the indices i with 0 &lt; xᵢ &lt; 1, in increasing order
     */
    public static int[] activeSet(float[] x) {
        return java.util.stream.IntStream.range(0, x.length)
                .filter(i -> x[i] > 0 && x[i] < 1)
                .toArray();
    }

    @Override
    public String toString() {
        return "SoftBinaryArgmax(k " + (k.length == 1 ? k[0] + "" : java.util.Arrays.toString(k)) + ", tau " + tau
                + ", " + backend.name() + ")";
    }
}
