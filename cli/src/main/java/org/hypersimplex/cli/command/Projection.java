package org.hypersimplex.cli.command;

import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/**
 * What {@code project} can answer about its problems. To save memory, answers overwrite the matrices that they are made
 * from.
 *
 * @param top the operator
 * @param problems the scores
 */
record Projection(SoftBinaryArgmax top, Problems problems) {
    /** The projections, in the scores' shape. */
    Matrix projections() {
        Values scores = problems.scores().values();
        answered(() -> top.project(problems.batch(), scores, scores));
        return problems.scores();
    }

    /** The threshold of each problem, one a row. */
    Matrix thresholds() {
        double[] thresholds = solve();
        return new Matrix(problems.scores().file(), true, thresholds.length, 1, true, Values.of(thresholds));
    }

    /** The vector-Jacobian product of a gradient by x, in the scores' shape. */
    Matrix product(Matrix upstream) {
        Matrix scores = problems.scores();
        if (!upstream.sameShape(scores)) {
            throw UserException.in(
                    upstream.file(), "is " + upstream.shape() + ", must be " + scores.shape() + " like the scores");
        }
        upstream.requireFinite();
        double[] thresholds = solve();
        top.vjp(problems.batch(), scores.values(), thresholds, upstream.values(), upstream.values());
        return scores.with(upstream.values());
    }

    private double[] solve() {
        double[] thresholds = new double[problems.count()];
        answered(() -> top.thresholds(problems.batch(), problems.scores().values(), thresholds));
        return thresholds;
    }

    private void answered(Runnable call) {
        try {
            call.run();
        } catch (InputException e) {
            throw problems.refused(e);
        }
    }
}
