package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Optional;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.cli.matrix.MatrixWriter;
import org.hypersimplex.fuzz.model.NpyBytes;
import org.hypersimplex.problem.Precision;
import org.jspecify.annotations.Nullable;

/** Matrices as {@code .npy}: the reader takes a file if and only if the model does, with the same shape and numbers. */
class FuzzNpy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private final Reading npy = new Reading("matrix.npy");
    private final Reading again = new Reading("again.npy");

    static boolean isNpy(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @FuzzTest
    void fuzz(byte[] bytes) {
        npy.write(bytes);
        Optional<NpyBytes> model = NpyBytes.read(bytes);
        Optional<Matrix> matrix = read(npy, null);
        Same.require("a matrix", matrix.isPresent(), model.isPresent());
        if (matrix.isPresent() && model.isPresent()) {
            compare(matrix.get(), model.get());
            MatrixWriter.write(matrix.get(), again.file().toString());
            compare(read(again, null).orElseThrow(), model.get());
        }
        for (Precision precision : Precision.values()) {
            Optional<Matrix> rounded = read(npy, precision);
            Same.require(
                    "a matrix of " + precision, rounded.isPresent(), model.isPresent() && fits(model.get(), precision));
            rounded.ifPresent(
                    other -> Same.require("its precision", other.values().precision(), precision));
        }
    }

    private static Optional<Matrix> read(Reading reading, @Nullable Precision precision) {
        return reading.read(file -> MatrixReader.read(file.toString(), precision));
    }

    /** Whether no finite number becomes infinite. */
    private static boolean fits(NpyBytes model, Precision precision) {
        return precision == Precision.DOUBLE
                || model.numbers().stream()
                        .allMatch(number -> Double.isInfinite(number) || Float.isFinite(number.floatValue()));
    }

    private static void compare(Matrix matrix, NpyBytes model) {
        boolean flat = model.shape().size() == 1;
        Same.require("one dimension", matrix.flat(), flat);
        Same.require("rows", (long) matrix.rows(), flat ? 1L : model.shape().getFirst());
        Same.require("columns", (long) matrix.columns(), model.shape().getLast());
        Same.require("precision", matrix.values().precision() == Precision.DOUBLE, model.doubles());
        Same.require("size", matrix.values().size(), (long) model.numbers().size());
        for (int i = 0; i < model.numbers().size(); i++) {
            Same.require("number " + i, matrix.values().get(i), model.numbers().get(i));
        }
    }
}
