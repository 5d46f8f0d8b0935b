package org.hypersimplex.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypersimplex.Batch;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.Matrix;

/**
 * The rows or columns of a matrix, each a problem of its own.
 *
 * @param scores the matrix
 * @param by what a problem is
 */
record Problems(Matrix scores, By by) {
    /** How the kernels name a problem, counted from 0. */
    private static final Pattern PROBLEM = Pattern.compile("problem (\\d+)(: )?");

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
    UserException refused(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        Matcher problem = PROBLEM.matcher(message);
        if (!problem.find()) {
            return UserException.in(scores.file(), message);
        }
        int p = Integer.parseInt(problem.group(1));
        if (problem.start() == 0 && problem.group(2) != null && by == By.ROWS) {
            return scores.errorAt(p, message.substring(problem.end()));
        }
        String colon = problem.group(2) == null ? "" : problem.group(2);
        return UserException.in(scores.file(), problem.replaceFirst(by.one() + " " + (p + 1) + colon));
    }
}
