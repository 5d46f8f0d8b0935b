package org.hypersimplex;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;

/**
 * The Euclidean projection of y/τ onto the capped simplex {w : 0 ≤ w ≤ c, Σw = s}, such as the weights of a portfolio
 * none of which may exceed c. Immutable and thread-safe.
 *
 * <p>wᵢ = clip((yᵢ − ν)/τ, 0, c), where the threshold ν makes Σw = s. This is also the solution of max yᵀw − τ/2 ‖w‖²
 * on that set: with expected returns y, mean-variance weights for independent returns of variance 1 and risk aversion
 * τ. With w = c x it is {@link SoftBinaryArgmax} with k = s/c at temperature cτ, since ‖cx − y/τ‖² = c² ‖x − y/(cτ)‖²,
 * times c; so the Jacobian is (1/τ)(I_A − 1_A 1_Aᵀ/|A|) with A the entries with 0 &lt; w &lt; c, −∞ masks out, +∞ gets
 * w = c, and the promises on accuracy and input hold with w/c in place of x. Of floats the cap is the nearest one.
 *
 * <p>Source: "Projection onto the capped simplex" (Wang and Lu 2015) for the set; the reduction is elementary.
 */
public final class CappedSimplex extends Projections {
    private final double cap;
    private final double sum;
    private final double tau;
    private final boolean atMost;
    /** Gives w/c. */
    private final SoftBinaryArgmax scaled;

    private CappedSimplex(double cap, double sum, double tau, boolean atMost, Backend backend) {
        if (!(cap > 0 && cap < Double.POSITIVE_INFINITY)) {
            throw new InputException("the cap must be positive and finite, was " + cap);
        }
        if (!(sum >= 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new InputException("the sum must be finite and at least 0, was " + sum);
        }
        InputException.requireTemperature(tau);
        if (!(cap * tau > 0 && Double.isFinite(cap * tau) && Double.isFinite(sum / cap))) {
            throw new InputException("sums to " + sum + " of weights up to " + cap + " at tau " + tau
                    + " are beyond the range of double");
        }
        this.cap = cap;
        this.sum = sum;
        this.tau = tau;
        this.atMost = atMost;
        double k = mass(cap, sum);
        scaled = (atMost ? SoftBinaryArgmax.atMost(k, cap * tau) : SoftBinaryArgmax.of(k, cap * tau)).on(backend);
    }

    /** How many caps make the sum: the whole number that was meant where rounding alone is between, as in 0.3/0.1. */
    private static double mass(double cap, double sum) {
        double k = sum / cap;
        double whole = Math.rint(k);
        return Math.abs(k - whole) <= 4 * Math.ulp(k) ? whole : k;
    }

    /**
     * The projection onto {w : 0 ≤ w ≤ c, Σw = s}, at temperature 1, on the CPU.
     *
     * @param cap c, the largest weight, positive and finite
     * @param sum s, what the weights sum to, at least 0, and for a problem of n entries at most n·c
     * @return the operator
     * @throws InputException if a number is out of range
     */
    public static CappedSimplex of(double cap, double sum) {
        return new CappedSimplex(cap, sum, 1, false, Backends.cpu());
    }

    /**
     * The projection onto {w : 0 ≤ w ≤ c, Σw ≤ s}, at temperature 1, on the CPU: scores below 0 get no weight, as where
     * the rest stays in cash. See {@link SoftBinaryArgmax#atMost(double, double)}.
     *
     * @param cap c, the largest weight, positive and finite
     * @param sum s, the largest sum of the weights, finite and at least 0
     * @return the operator
     * @throws InputException if a number is out of range
     */
    public static CappedSimplex atMost(double cap, double sum) {
        return new CappedSimplex(cap, sum, 1, true, Backends.cpu());
    }

    /**
     * The same operator at another temperature.
     *
     * @param tau the temperature, positive and finite: scores are divided by it before they are projected
     * @return the operator
     * @throws InputException if the temperature is out of range
     */
    public CappedSimplex withTau(double tau) {
        return new CappedSimplex(cap, sum, tau, atMost, scaled.backend());
    }

    /**
     * The same operator on another machine.
     *
     * @param backend where to compute
     * @return the operator
     */
    public CappedSimplex on(Backend backend) {
        return new CappedSimplex(cap, sum, tau, atMost, backend);
    }

    @Override
    public void project(Batch batch, Values scores, Values x) {
        run(batch, scores, () -> scaled.project(batch, scores, x));
        scale(batch, x);
    }

    @Override
    public void project(Batch batch, Values scores, Values x, double[] thresholds) {
        run(batch, scores, () -> scaled.project(batch, scores, x, thresholds));
        scale(batch, x);
    }

    @Override
    public void thresholds(Batch batch, Values scores, double[] thresholds) {
        run(batch, scores, () -> scaled.thresholds(batch, scores, thresholds));
    }

    @Override
    public void vjp(Batch batch, Values scores, double[] thresholds, Values upstream, Values gradient) {
        scaled.vjp(batch, scores, thresholds, upstream, gradient);
        scale(batch, gradient);
    }

    @Override
    public void vjpFromProjection(Batch batch, Values x, Values upstream, Values gradient) {
        batch.requireWithin(x, "x");
        scaled.vjpFromProjection(batch, shares(batch, x), upstream, gradient);
        scale(batch, gradient);
    }

    /** Computes, and says it in caps and sums where they can't be met. */
    private void run(Batch batch, Values scores, Runnable computation) {
        if (!atMost) {
            for (int p = 0; p < batch.count(); p++) {
                if (scaled.k() > batch.length(p)) {
                    throw InputException.at(p, tooMuch(batch.length(p) + " weights"));
                }
            }
        }
        try {
            computation.run();
        } catch (InputException refused) {
            if (refused.problem() == InputException.NONE || refused.entry() != InputException.NONE) {
                throw refused;
            }
            throw infeasible(batch, scores, refused);
        }
    }

    private InputException infeasible(Batch batch, Values scores, InputException refused) {
        int p = refused.problem();
        long usable = 0;
        long ones = 0;
        for (long i = 0; i < batch.length(p); i++) {
            double y = scores.get(batch.address(p, i));
            usable += y > Double.NEGATIVE_INFINITY ? 1 : 0;
            ones += y == Double.POSITIVE_INFINITY ? 1 : 0;
        }
        String fault;
        if (usable < scaled.k() && !atMost) {
            fault = tooMuch("the " + usable + " weights whose scores are not -Infinity");
        } else if (ones > scaled.k()) {
            fault = ones + " scores are +Infinity, and as many weights of " + cap + " sum to more than " + sum;
        } else {
            return refused;
        }
        InputException explained = InputException.at(p, fault);
        explained.initCause(refused);
        return explained;
    }

    private String tooMuch(String weights) {
        return weights + " of at most " + cap + " can't sum to " + sum;
    }

    /** Multiplies the entries of a batch by the cap. */
    private void scale(Batch batch, Values numbers) {
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.length(p); i++) {
                long at = batch.address(p, i);
                numbers.set(at, cap * numbers.get(at));
            }
        }
    }

    /** The weights over the cap, with 1 for those that are at the cap, and for no others. */
    private Values shares(Batch batch, Values weights) {
        boolean isFloat = weights.precision() == Precision.FLOAT;
        double most = isFloat ? (float) cap : cap;
        int size = Math.toIntExact(batch.extent());
        Values shares = isFloat ? Values.of(new float[size]) : Values.of(new double[size]);
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.length(p); i++) {
                long at = batch.address(p, i);
                double w = weights.get(at);
                // The quotient of a smaller number by a larger one is never rounded up to 1.
                shares.set(at, w >= most ? 1 : w / cap);
            }
        }
        return shares;
    }

    @Override
    public String toString() {
        return "CappedSimplex(cap " + cap + ", sum " + (atMost ? "at most " : "") + sum + ", tau " + tau + ", "
                + scaled.backend().facts().name() + ")";
    }
}
