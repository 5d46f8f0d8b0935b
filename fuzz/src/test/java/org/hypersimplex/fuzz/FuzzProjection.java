package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hypersimplex.problem.InputException;

/**
 * The operator in every form, against fractions that are never rounded. What is infeasible is refused before anything is
 * written; all else is answered, and as well as is promised.
 */
class FuzzProjection {
    /** Where Jacobian products are compared: beyond, they may leave the range of a float. */
    private static final double COLDEST = 1e-6;

    private static final double HOTTEST = 1e6;

    @FuzzTest
    void fuzz(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        ProjectionCase call = ProjectionCase.of(bytes);
        ProjectionOutcome outcome = new ProjectionOutcome(call);
        boolean feasible = isFeasible(call);
        try {
            outcome.carryOut();
        } catch (InputException refusal) {
            Same.require("feasible, but refused: " + refusal.getMessage(), feasible, false);
            outcome.requireNothingWritten();
            return;
        }
        Same.require("feasible, as it was not refused", feasible, true);
        outcome.requireNothingElseWritten();
        int count = Promise.covers(call.tau()) ? call.batch().count() : 0;
        for (int p = 0; p < count; p++) {
            check(call, outcome, p);
        }
    }

    private static void check(ProjectionCase call, ProjectionOutcome outcome, int problem) {
        ProjectionCheck check = new ProjectionCheck(call, outcome, problem);
        boolean withX = call.overload().givesProjection();
        boolean withThreshold = call.overload().givesThresholds();
        if (withX) {
            check.projection();
        }
        if (withThreshold) {
            check.threshold();
        }
        if (call.tau() >= COLDEST && call.tau() <= HOTTEST && check.isClearOfKinks()) {
            if (withThreshold) {
                check.product(outcome.product());
            }
            if (withX) {
                check.product(outcome.productFromProjection());
            }
        }
    }

    private static boolean isFeasible(ProjectionCase call) {
        boolean warm = call.tau() > 0 && call.tau() < Double.POSITIVE_INFINITY;
        return warm && IntStream.range(0, call.batch().count()).allMatch(p -> isFeasible(call.problem(p), call.k(p)));
    }

    private static boolean isFeasible(double[] scores, double k) {
        long ones = count(scores, Double.POSITIVE_INFINITY);
        long most = scores.length - count(scores, Double.NEGATIVE_INFINITY);
        return k >= ones && k <= most && DoubleStream.of(scores).noneMatch(Double::isNaN);
    }

    private static long count(double[] scores, double value) {
        return DoubleStream.of(scores).filter(y -> y == value).count();
    }
}
