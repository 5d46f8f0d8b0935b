package org.hypersimplex.tornado;

import org.hypersimplex.problem.InputException;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Turns what kernels found wrong with scores into the exceptions that every backend throws. */
final class FloatFindings {
    private FloatFindings() {}

    /**
     * Throws if something is wrong with a problem.
     *
     * @param state as the kernels left it
     * @param scores operand 0 of the shape, as they were sent
     * @param settings as {@link Settings} says
     * @throws InputException for the first problem with a score that is NaN, or with infinite scores that leave no
     *     solution
     */
    static void check(DoubleArray state, FloatArray scores, IntArray shape, DoubleArray settings) {
        for (int p = 0; p < state.getSize() / SearchState.RESULTS; p++) {
            if (state.get(p * SearchState.RESULTS + SearchState.WRONG) != SearchState.NOTHING) {
                throw name(p, scores, shape, settings.get(Settings.MASSES + p));
            }
        }
    }

    private static InputException name(int problem, FloatArray scores, IntArray shape, double k) {
        long[] kinds = new long[4];
        for (int i = 0; i < Shape.length(shape, problem); i++) {
            int kind = FloatEntries.kind(scores.get(Shape.start(shape, 0, problem) + i * Shape.stride(shape, 0)));
            if (kind == FloatEntries.STRANGE) {
                return InputException.notANumber(problem, i);
            }
            kinds[kind]++;
        }
        long ones = kinds[FloatEntries.INFINITE];
        return InputException.infeasible(problem, k, ones, ones + kinds[FloatEntries.FINITE]);
    }
}
