package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.cli.matrix.MatrixWriter;
import org.hypersimplex.fuzz.model.MatrixText;
import org.hypersimplex.problem.Precision;

/** Matrices as text: the reader takes a text if and only if the model does, with the same numbers. */
class FuzzText {
    private final Reading text = new Reading("matrix.csv");
    private final Reading again = new Reading("again.csv");

    @FuzzTest
    void fuzz(byte[] bytes) {
        if (FuzzNpy.isNpy(bytes)) {
            return;
        }
        text.write(bytes);
        for (Precision precision : Precision.values()) {
            Optional<Matrix> matrix = text.read(file -> MatrixReader.read(file.toString(), precision));
            Optional<MatrixText> model = MatrixText.read(bytes, precision);
            Same.require("a matrix", matrix.isPresent(), model.isPresent());
            if (matrix.isPresent() && model.isPresent()) {
                compare(matrix.get(), model.get());
                MatrixWriter.write(matrix.get(), again.file().toString());
                compare(
                        again.read(file -> MatrixReader.read(file.toString(), precision))
                                .orElseThrow(),
                        model.get());
            }
        }
    }

    private static void compare(Matrix matrix, MatrixText model) {
        Same.require("rows", matrix.rows(), model.rows().size());
        Same.require("columns", matrix.columns(), model.rows().getFirst().size());
        Same.require("size", matrix.values().size(), (long) matrix.rows() * matrix.columns());
        int at = 0;
        for (List<Double> row : model.rows()) {
            for (double number : row) {
                Same.require("number " + at, matrix.values().get(at), number);
                at++;
            }
        }
    }
}
