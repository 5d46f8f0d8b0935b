package org.hypersimplex.tornado;

import org.hypersimplex.problem.Batch;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Where the problems of a call's operands lie, in an int array for the kernels: the number of problems, their lengths,
 * and for each operand the distance between entries and the start of each problem.
 */
final class Shape {
    private Shape() {}

    /** The layouts of operands of the same shape, operand 0 first; starts are relative to the operand's problem 0. */
    static IntArray of(Batch... operands) {
        return Pages.newIntArray(numbers(operands));
    }

    /** The same in a Java array. */
    static int[] numbers(Batch... operands) {
        int problems = operands[0].count();
        int[] shape = new int[1 + problems + operands.length * (1 + problems)];
        shape[0] = problems;
        for (int p = 0; p < problems; p++) {
            shape[1 + p] = Math.toIntExact(operands[0].length(p));
        }
        for (int o = 0; o < operands.length; o++) {
            int at = 1 + problems + o * (1 + problems);
            shape[at] = Math.toIntExact(operands[o].entryStride());
            for (int p = 0; p < problems; p++) {
                shape[at + 1 + p] = Math.toIntExact(operands[o].start(p) - operands[o].start(0));
            }
        }
        return shape;
    }

    /** The number of problems. */
    static int count(IntArray shape) {
        return shape.get(0);
    }

    /** The length of a problem. */
    static int length(IntArray shape, int problem) {
        return shape.get(1 + problem);
    }

    /** The distance between neighbouring entries of an operand's problems. */
    static int stride(IntArray shape, int operand) {
        int problems = shape.get(0);
        return shape.get(1 + problems + operand * (1 + problems));
    }

    /** Where a problem of an operand begins, relative to the operand's problem 0. */
    static int start(IntArray shape, int operand, int problem) {
        int problems = shape.get(0);
        return shape.get(2 + problems + operand * (1 + problems) + problem);
    }
}
