package org.hypersimplex.cli.command;

import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;

/**
 * The rows or columns of a matrix, each a problem of its own.
 *
 * @param scores the matrix
 * @param by what a problem is
 */
record Problems(Matrix scores, By by) {
    Batch batch() {
        return by == By.ROWS
                ? Batch.rows(scores.rows(), scores.columns())
                : Batch.columns(scores.rows(), scores.columns());
    }

    int count() {
        return by == By.ROWS ? scores.rows() : scores.columns();
    }

    int length() {
        return by == By.ROWS ? scores.columns() : scores.rows();
    }

    /**
     * Refuses masses that don't fit.
     *
     * @param k one for all problems or one per problem
     */
    void requireFits(double[] k) {
        if (k.length != 1 && k.length != count()) {
            throw UserException.in(
                    scores.file(), "--k has " + k.length + " numbers, there are " + count() + " " + by.one() + "s");
        }
        for (int p = 0; p < k.length; p++) {
            if (!(k[p] >= 0 && k[p] <= length())) {
                String whose = k.length == 1 ? "--k" : "--k of " + by.one() + " " + (p + 1);
                throw UserException.in(scores.file(), whose + " must be in [0, " + length() + "], was " + k[p]);
            }
        }
    }

    /** The user's view of what the kernels refused: rows and columns of the file instead of numbered problems. */
    UserException refused(InputException refusal) {
        int problem = refusal.problem();
        if (problem == InputException.NONE) {
            return UserException.in(scores.file(), refusal.fault());
        }
        if (refusal.entry() == InputException.NONE) {
            return by == By.ROWS
                    ? scores.errorAt(problem, refusal.fault())
                    : UserException.in(scores.file(), "column " + (problem + 1) + ": " + refusal.fault());
        }
        int entry = Math.toIntExact(refusal.entry());
        return by == By.ROWS
                ? scores.errorAt(problem, entry, refusal.fault())
                : scores.errorAt(entry, problem, refusal.fault());
    }
}
