package org.hypersimplex.cli.matrix;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** Writes a matrix as CSV, with enough digits to read back the same numbers, or as {@code .npy}. */
public final class MatrixWriter {
    private static final int BUFFER_SIZE = 1 << 16;

    private MatrixWriter() {}

    /**
     * Writes to a file, as {@code .npy} if its name ends so, or to standard output.
     *
     * @param matrix what to write
     * @param file the file to write or replace, or {@code -} for standard output
     * @throws UserException if the file can't be written; nothing is left behind then
     */
    public static void write(Matrix matrix, String file) {
        boolean npy = Npy.isName(file);
        Output.to(file, out -> {
            if (npy) {
                writeNpy(matrix, out);
            } else {
                writeCsv(matrix, out);
            }
        });
    }

    static void writeCsv(Matrix matrix, OutputStream out) throws IOException {
        Values values = matrix.values();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            append(text, values, i);
            text.append((i + 1) % matrix.columns() == 0 ? '\n' : ',');
            if (text.length() > BUFFER_SIZE) {
                out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder text, Values values, int index) {
        if (values.precision() == Precision.FLOAT) {
            text.append((float) values.get(index));
        } else {
            text.append(values.get(index));
        }
    }

    static void writeNpy(Matrix matrix, OutputStream out) throws IOException {
        Values values = matrix.values();
        int columns = matrix.flat() ? Math.toIntExact(values.size()) : matrix.columns();
        out.write(new Npy(values.precision(), matrix.flat(), matrix.rows(), columns).header());
        ByteBuffer chunk = ByteBuffer.allocate(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.size(); i++) {
            if (values.precision() == Precision.FLOAT) {
                chunk.putFloat((float) values.get(i));
            } else {
                chunk.putDouble(values.get(i));
            }
            if (!chunk.hasRemaining()) {
                out.write(chunk.array());
                chunk.clear();
            }
        }
        out.write(chunk.array(), 0, chunk.position());
    }
}
