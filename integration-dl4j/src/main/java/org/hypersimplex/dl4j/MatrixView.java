package org.hypersimplex.dl4j;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of an INDArray as the kernels read them: n rows, and a problem per column. Floats and doubles are viewed
 * where they lie, whatever the array's order, strides and offset; other types are converted to floats first, and arrays
 * that repeat or reverse their memory (strides below 1) are copied.
 *
 * <p>The view reaches into memory that ND4J frees when it finds the array unreachable: whoever uses the values makes
 * sure that {@code array} is reachable until done.
 *
 * @param array the array viewed, or the converted copy
 * @param values its numbers
 * @param columns where each column lies in them
 */
record MatrixView(INDArray array, Values values, Batch columns) {
    /**
     * Views a matrix.
     *
     * @param matrix of shape [n, C]
     * @param name what to call it in errors
     * @return C problems of n entries
     * @throws IllegalArgumentException if it isn't of rank 2 or is empty
     */
    static MatrixView of(INDArray matrix, String name) {
        requireMatrix(matrix, name);
        INDArray array = readable(matrix);
        int count = Math.toIntExact(array.columns());
        Batch columns = Batch.strided(count, array.size(0), stride(array, 0), stride(array, 1));
        return new MatrixView(array, values(array, columns), columns);
    }

    /**
     * Views one number per row as a matrix whose columns are all the same.
     *
     * @param column of shape [n, 1]
     * @param count how many columns to show
     * @param name what to call it in errors
     * @return {@code count} problems of n entries that share their memory; to be read only
     * @throws IllegalArgumentException if it isn't of rank 2 or is empty
     */
    static MatrixView repeated(INDArray column, int count, String name) {
        requireMatrix(column, name);
        INDArray array = readable(column);
        Batch columns = Batch.strided(count, array.size(0), stride(array, 0), 0);
        return new MatrixView(array, values(array, columns), columns);
    }

    double get(long row, int column) {
        return values.get(columns.address(column, row));
    }

    void set(long row, int column, double value) {
        values.set(columns.address(column, row), value);
    }

    private static void requireMatrix(INDArray array, String name) {
        if (array.rank() != 2 || array.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " must be a matrix with a row per sample, shape was " + Arrays.toString(array.shape()));
        }
    }

    private static INDArray readable(INDArray matrix) {
        DataType type = matrix.dataType();
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            return matrix.castTo(DataType.FLOAT);
        }
        return stride(matrix, 0) < 1 || stride(matrix, 1) < 1 ? matrix.dup('c') : matrix;
    }

    /** The stride of a dimension of length 1 means nothing and may be anything, such as 0. */
    private static long stride(INDArray matrix, int dimension) {
        return matrix.size(dimension) == 1 ? 1 : matrix.stride(dimension);
    }

    @SuppressWarnings("restricted") // The segment is as long as the array's last number, no longer.
    private static Values values(INDArray array, Batch columns) {
        int bytes = array.dataType().width();
        // The buffer's pointer is where the whole allocation begins; a view's offset is counted from there.
        long address = array.data().pointer().address() + array.offset() * bytes;
        MemorySegment segment = MemorySegment.ofAddress(address).reinterpret(columns.extent() * bytes);
        return array.dataType() == DataType.FLOAT ? Values.ofFloats(segment) : Values.ofDoubles(segment);
    }
}
