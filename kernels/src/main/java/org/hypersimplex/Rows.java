package org.hypersimplex;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;

/** The rows of a matrix that are arrays of their own, laid end to end in one array. */
final class Rows {
    private Rows() {}

    /** What is done with a row that lies somewhere in the one array. */
    interface Copy {
        void accept(int row, int start, int length);
    }

    static Batch batch(int count, IntUnaryOperator lengths) {
        int[] each = IntStream.range(0, count).map(lengths).toArray();
        Batch batch = Batch.ragged(each);
        if (batch.extent() > Integer.MAX_VALUE - 8) {
            throw new InputException(
                    "the rows have " + batch.extent() + " scores in all, more than one array can hold");
        }
        return batch;
    }

    static void forEach(Batch batch, Copy copy) {
        for (int row = 0; row < batch.count(); row++) {
            copy.accept(row, (int) batch.start(row), (int) batch.length(row));
        }
    }
}
