package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** Turns what kernels found wrong with scores into the exceptions that every backend throws. */
final class FloatFindings {
    private FloatFindings() {}

    /**
     * Throws if something is wrong with a problem.
     *
     * @param state as the kernels left it
     * @param scores as they were sent
     * @param batch where the problems lie in them, from the first entry of problem 0 on
     * @param settings as {@link Settings} says
     * @throws InputException for the first problem with a score that is NaN, or with infinite scores that leave no
     *     solution
     */
    static void check(DoubleArray state, FloatArray scores, Batch batch, DoubleArray settings) {
        for (int p = 0; p < state.getSize() / SearchState.RESULTS; p++) {
            if (state.get(p * SearchState.RESULTS + SearchState.WRONG) != SearchState.NOTHING) {
                throw name(p, scores, batch, settings.get(Settings.MASSES + p));
            }
        }
    }

    private static InputException name(int problem, FloatArray scores, Batch batch, double k) {
        long[] kinds = new long[4];
        for (long i = 0; i < batch.length(problem); i++) {
            int kind = FloatEntries.kind(scores.get((int) (batch.address(problem, i) - batch.start(0))));
            if (kind == FloatEntries.STRANGE) {
                return InputException.notANumber(problem, i);
            }
            kinds[kind]++;
        }
        long ones = kinds[FloatEntries.INFINITE];
        return InputException.infeasible(problem, k, ones, ones + kinds[FloatEntries.FINITE]);
    }
}
