package org.hypersimplex.tornado;

import org.hypersimplex.Numbers;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Turns what kernels found wrong with scores into the errors that every backend gives. */
final class FloatFindings {
    private FloatFindings() {}

    /**
     * Throws if something is wrong with a problem.
     *
     * @param scores operand 0 of the shape, as they were sent
     * @param settings with the mass of problem p at index 2 + p
     */
    static void check(DoubleArray state, FloatArray scores, IntArray shape, DoubleArray settings) {
        for (int p = 0; p < state.getSize() / FloatSteps.STATE; p++) {
            if (state.get(p * FloatSteps.STATE + FloatSteps.WRONG) != FloatSteps.NOTHING) {
                throw name(p, scores, shape, settings.get(2 + p));
            }
        }
    }

    private static IllegalArgumentException name(int problem, FloatArray scores, IntArray shape, double k) {
        long[] kinds = new long[4];
        for (int i = 0; i < Shape.length(shape, problem); i++) {
            int kind = FloatSteps.kind(scores.get(Shape.start(shape, 0, problem) + i * Shape.stride(shape, 0)));
            if (kind == FloatSteps.STRANGE) {
                return Numbers.notANumber(problem, i);
            }
            kinds[kind]++;
        }
        long ones = kinds[FloatSteps.INFINITE];
        return Numbers.infeasible(problem, k, ones, ones + kinds[FloatSteps.FINITE]);
    }
}
