package org.hypersimplex.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.cli.matrix.MatrixWriter;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written reads back with the same bits. */
class RoundTripTest {
    private static final int ROWS = 1000;
    private static final int COLUMNS = 37;

    private final Path directory;

    RoundTripTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @CsvSource({"x.csv, true", "x.csv, false", "x.npy, true", "x.npy, false"})
    void doublesComeBackBitForBit(String name, boolean denormal) {
        Random random = new Random(5);
        double[] numbers = new double[ROWS * COLUMNS];
        for (int i = 0; i < numbers.length; i++) {
            long mantissa = random.nextLong() & 0x800F_FFFF_FFFF_FFFFL;
            numbers[i] = Double.longBitsToDouble(denormal ? mantissa : mantissa | (random.nextLong(0x7FF) << 52));
        }
        setEdges(Values.of(numbers), Double.MIN_VALUE, Double.MAX_VALUE);
        Matrix back = roundTrip(name, Values.of(numbers));
        assertThat(back.values().precision()).isEqualTo(Precision.DOUBLE);
        double[] read = Objects.requireNonNull(back.values().doubles());
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Double.doubleToRawLongBits(read[i])).isEqualTo(Double.doubleToRawLongBits(numbers[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"x.csv, true", "x.csv, false", "x.npy, true", "x.npy, false"})
    void floatsComeBackBitForBit(String name, boolean denormal) {
        Random random = new Random(6);
        float[] numbers = new float[ROWS * COLUMNS];
        for (int i = 0; i < numbers.length; i++) {
            int mantissa = random.nextInt() & 0x807F_FFFF;
            numbers[i] = Float.intBitsToFloat(denormal ? mantissa : mantissa | (random.nextInt(0xFF) << 23));
        }
        setEdges(Values.of(numbers), Float.MIN_VALUE, Float.MAX_VALUE);
        Matrix back = roundTrip(name, Values.of(numbers));
        float[] read = Objects.requireNonNull(back.values().floats());
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(numbers[i]));
        }
    }

    private Matrix roundTrip(String name, Values values) {
        String file = directory.resolve(name).toString();
        MatrixWriter.write(new Matrix("f", true, ROWS, COLUMNS, false, values), file);
        Matrix back = MatrixReader.read(file, values.precision());
        assertThat(back.rows()).isEqualTo(ROWS);
        assertThat(back.columns()).isEqualTo(COLUMNS);
        return back;
    }

    private static void setEdges(Values values, double least, double most) {
        double[] edges = {0, -0.0, least, -least, most, -most, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < edges.length; i++) {
            values.set(i, edges[i]);
        }
    }
}
