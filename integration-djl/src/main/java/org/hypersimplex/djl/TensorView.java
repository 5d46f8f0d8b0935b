package org.hypersimplex.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/**
 * The numbers of an NDArray as the kernels read them: n rows of C, a problem per column. Contiguous floats and doubles
 * in host memory are viewed where they lie. Other layouts are copied by the engine, and those of a GPU to the host;
 * other types are converted to floats.
 *
 * <p>The memory belongs to the array: whoever uses the values keeps the array reachable, and its manager open.
 *
 * @param array the array viewed, or the converted copy
 * @param values its numbers
 * @param columns where each column lies in them
 */
record TensorView(NDArray array, Values values, Batch columns) {
    /**
     * Views a matrix.
     *
     * @param matrix of shape (n, C)
     * @param name what to call it in errors
     * @return C problems of n entries
     * @throws InputException if it isn't of rank 2 or is empty
     */
    static TensorView of(NDArray matrix, String name) {
        if (matrix.getShape().dimension() != 2 || matrix.isEmpty()) {
            throw new InputException(name + " must have the shape (n, C), was " + matrix.getShape());
        }
        DataType type = matrix.getDataType();
        boolean known = type == DataType.FLOAT32 || type == DataType.FLOAT64;
        NDArray array = known ? matrix : matrix.toType(DataType.FLOAT32, true);
        Shape shape = array.getShape();
        Values values = values(MemorySegment.ofBuffer(array.toByteBuffer(true)), array.getDataType());
        return new TensorView(array, values, Batch.columns(shape.get(0), Math.toIntExact(shape.get(1))));
    }

    static Values values(MemorySegment memory, DataType type) {
        return type == DataType.FLOAT32 ? Values.ofFloats(memory) : Values.ofDoubles(memory);
    }

    long rows() {
        return columns.longest();
    }

    int classes() {
        return columns.count();
    }
}
