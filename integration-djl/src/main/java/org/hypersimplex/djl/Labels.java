package org.hypersimplex.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Targets;

/**
 * Labels in any of the forms that DJL's own losses take, as the kernels take them.
 *
 * @param array what the targets read from, to be kept reachable
 * @param targets class ids, or a matrix of targets
 */
record Labels(NDArray array, Targets targets) {
    /**
     * Reads labels.
     *
     * @param labels class ids of shape (n) or (n, 1), of any type if they are whole numbers; or targets in [0, 1] of
     *     the logits' shape. With one class, numbers of shape (n) or (n, 1) are targets
     * @param logits the logits that they belong to
     * @return the labels
     * @throws InputException if the shape fits neither, or a class id isn't whole or is out of range
     */
    static Labels of(NDArray labels, TensorView logits) {
        Shape shape = labels.getShape();
        Shape matrix = new Shape(logits.rows(), logits.classes());
        Shape ids = new Shape(logits.rows());
        if (shape.equals(matrix) || (logits.classes() == 1 && shape.equals(ids))) {
            TensorView view = TensorView.of(labels.reshape(matrix), "labels");
            return new Labels(view.array(), Targets.matrix(view.values()));
        }
        if (!shape.equals(ids) && !shape.equals(new Shape(logits.rows(), 1))) {
            throw new InputException("labels must be class ids of shape " + ids + " or targets of the logits' shape "
                    + matrix + ", the shape was " + shape);
        }
        return new Labels(labels, Targets.classIds(classIds(labels, logits.classes())));
    }

    private static int[] classIds(NDArray labels, int classes) {
        DataType type = labels.getDataType();
        long[] ids = type.isFloating()
                ? whole(labels.toType(DataType.FLOAT64, false).toDoubleArray(), classes)
                : labels.toType(DataType.INT64, false).toLongArray();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= classes) {
                throw outOfRange(i, classes, Long.toString(ids[i]));
            }
        }
        return LongStream.of(ids).mapToInt(id -> (int) id).toArray();
    }

    private static long[] whole(double[] numbers, int classes) {
        long[] ids = new long[numbers.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) numbers[i];
            if (ids[i] != numbers[i]) {
                throw outOfRange(i, classes, Double.toString(numbers[i]));
            }
        }
        return ids;
    }

    private static InputException outOfRange(int row, int classes, String was) {
        return InputException.at(
                InputException.NONE, row, "class id must be a whole number in [0, " + (classes - 1) + "], was " + was);
    }
}
