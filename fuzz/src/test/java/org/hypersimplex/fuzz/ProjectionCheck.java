package org.hypersimplex.fuzz;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypersimplex.fuzz.model.RationalProjection;
import org.hypersimplex.problem.Precision;

/** Checks what came of one problem of a call. */
final class ProjectionCheck {
    private final ProjectionCase call;
    private final ProjectionOutcome outcome;
    private final int problem;
    private final double[] scores;
    private final RationalProjection exact;
    private final double tolerance;

    ProjectionCheck(ProjectionCase call, ProjectionOutcome outcome, int problem) {
        this.call = call;
        this.outcome = outcome;
        this.problem = problem;
        scores = call.problem(problem);
        exact = RationalProjection.of(scores, call.k(problem), call.tau());
        tolerance = Promise.ofAnEntry(call.precision());
    }

    void projection() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < scores.length; i++) {
            double x = outcome.x(problem, i);
            if (!(x >= 0 && x <= 1)) {
                throw failure("x[" + i + "] = " + x);
            }
            requireNear("x[" + i + "]", x, exact.x(scores[i]), tolerance);
            sum = sum.add(new BigDecimal(x));
        }
        double allowed = Promise.ofTheSum(call.k(problem), call.precision());
        requireNear("the sum of x", sum.doubleValue(), new BigDecimal(call.k(problem)), allowed);
    }

    /** The threshold gives the same projection, as far as a double can. */
    void threshold() {
        double threshold = outcome.threshold(problem);
        if (!Double.isFinite(threshold)) {
            if (Arrays.stream(scores).anyMatch(Double::isFinite)) {
                throw failure("threshold " + threshold);
            }
            return;
        }
        double allowed = 2 * tolerance + Math.ulp(threshold) / call.tau();
        BigDecimal tau = new BigDecimal(call.tau());
        for (int i = 0; i < scores.length; i++) {
            if (Double.isFinite(scores[i])) {
                BigDecimal above = new BigDecimal(scores[i]).subtract(new BigDecimal(threshold));
                double x = above.signum() <= 0
                        ? 0
                        : above.compareTo(tau) >= 0
                                ? 1
                                : above.divide(tau, RationalProjection.QUOTIENT).doubleValue();
                requireNear("x[" + i + "] by the threshold " + threshold, x, exact.x(scores[i]), allowed);
            }
        }
    }

    /**
     * Whether rounding can't make an entry active or inactive. Entries nearer than this to where they become active, those
     * exactly there included, may today get a gradient that should have none.
     */
    boolean isClearOfKinks() {
        double threshold = outcome.threshold(problem);
        double guard = 4 * tolerance
                + (call.overload().givesThresholds() ? 4 * Math.ulp(threshold) / call.tau() : 0)
                + (call.precision() == Precision.FLOAT ? 1e-6 : 1e-13);
        return Arrays.stream(scores).allMatch(score -> exact.margin(score) > guard);
    }

    /** The product of the Jacobian (I_A − 1_A 1_Aᵀ/|A|)/τ with the case's direction. */
    void product(double[] product) {
        int[] active = IntStream.range(0, scores.length)
                .filter(i -> isActive(scores[i]))
                .toArray();
        double[] direction = IntStream.range(0, scores.length)
                .mapToDouble(i -> call.upstream()[(int) call.batch().address(problem, i)])
                .toArray();
        // Few and short dyadic numbers: their sum is exact.
        double mean =
                IntStream.of(active).mapToDouble(i -> direction[i]).average().orElse(0);
        double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double allowed = (call.precision() == Precision.FLOAT ? 1e-6 : 1e-14) * largest / call.tau();
        for (int i = 0; i < scores.length; i++) {
            double expected = isActive(scores[i]) ? (direction[i] - mean) / call.tau() : 0;
            double actual = product[(int) call.batch().address(problem, i)];
            if (!(Math.abs(actual - expected) <= allowed)) {
                throw failure("gradient " + i + " = " + actual + ", expected " + expected);
            }
        }
    }

    private boolean isActive(double score) {
        BigDecimal x = exact.x(score);
        return x.signum() > 0 && x.compareTo(BigDecimal.ONE) < 0;
    }

    private void requireNear(String what, double actual, BigDecimal expected, double allowed) {
        double off = new BigDecimal(actual).subtract(expected).abs().doubleValue();
        if (!(off <= allowed)) {
            throw failure(what + " is " + actual + ", expected " + expected.doubleValue() + ", off by " + off
                    + ", allowed " + allowed);
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(
                what + ": problem " + problem + " of " + call.batch() + ", " + call.overload() + " in "
                        + call.memory() + " of " + call.precision() + " on "
                        + call.backend().facts().name() + ", k "
                        + call.k(problem) + ", tau " + call.tau() + ", scores " + Arrays.toString(scores) + ", guesses "
                        + Arrays.toString(call.guesses()));
    }
}
