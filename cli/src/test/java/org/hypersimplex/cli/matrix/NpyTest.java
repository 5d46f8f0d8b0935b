package org.hypersimplex.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .npy} files, against bytes made by hand from the format's documentation. */
class NpyTest {
    private static final String MATRIX_OF_FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    private static final String VECTOR_OF_DOUBLES = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionIsRead(int version) throws IOException {
        Matrix matrix = read(file(version, MATRIX_OF_FLOATS, floats(1, 2, 3, 4, 5, -0.5f)), null);
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.values().floats()).containsExactly(1, 2, 3, 4, 5, -0.5f);
    }

    @Test
    void vectorIsOneRow() throws IOException {
        Matrix matrix = read(file(1, VECTOR_OF_DOUBLES, doubles(7, Double.NEGATIVE_INFINITY)), null);
        assertThat(matrix.rows()).isEqualTo(1);
        assertThat(matrix.flat()).isTrue();
        assertThat(matrix.values().doubles()).containsExactly(7, Double.NEGATIVE_INFINITY);
    }

    @Test
    void precisionAskedForWins() throws IOException {
        byte[] doubles = file(1, VECTOR_OF_DOUBLES, doubles(0.1, 2));
        assertThat(read(doubles, Precision.FLOAT).values().floats()).containsExactly(0.1f, 2f);
        byte[] floats = file(1, MATRIX_OF_FLOATS, floats(0.1f, 2, 3, 4, 5, 6));
        assertThat(read(floats, Precision.DOUBLE).values().doubles()).startsWith((double) 0.1f, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'descr': '<i8', 'fortran_order': False, 'shape': (2,)} | dtype '<i8' is not supported",
                "{'descr': '>f8', 'fortran_order': False, 'shape': (2,)} | dtype '>f8' is not supported",
                "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}"
                        + " | dtype [('a', '<f8')] is not supported",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (1, 2)} | Fortran order is not supported",
                "{'descr': '<f8', 'fortran_order': False, 'shape': ()} | an array of 0 dimensions",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 2)} | an array of 3 dimensions",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2)} | no numbers",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999)} | 9999800001 numbers",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}"
                        + " | dimension 99999999999 is too large",
                "{'descr': '<f8', 'fortran_order': False} | the .npy header has no valid shape",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2)} | the .npy header has no valid shape",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1 2)} | the .npy header has no valid shape",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (02,)} | the .npy header has no valid shape",
                "{'descr': '<f8', 'fortran_order': False, 'shape': 2} | the .npy header has no valid shape",
                "{'descr': '<f8', 'fortran_order': false, 'shape': (2,)} | the .npy header has no valid fortran_order",
                "{'fortran_order': False, 'shape': (2,)} | the .npy header has no valid descr",
                "{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"
                        + " | the .npy header has an unknown field, or one twice",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': True}"
                        + " | the .npy header has an unknown field, or one twice",
                "{{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} | the .npy header is no dictionary of",
                "{'descr': '<f8' 'fortran_order': False, 'shape': (2,)} | the .npy header is no dictionary of",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} 1 | the .npy header is no dictionary of",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,) | the .npy header is no dictionary of",
                "'descr': '<f8', 'fortran_order': False, 'shape': (2,) | the .npy header is no dictionary of",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} | goes on after the last number",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} | ends early, 8 bytes are missing",
            })
    void whatIsNotSupportedIsNamed(String dictionary, String message) {
        assertThatThrownBy(() -> read(file(1, dictionary, doubles(1, 2)), null))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("f: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shape': (2,), 'descr': '<f8', 'fortran_order': False}",
                "{ 'descr' :'<f8' ,'fortran_order':False,\n'shape':( 2 , ) , } ",
            })
    void aHeaderIsReadWhateverItsOrderAndBlanks(String dictionary) throws IOException {
        assertThat(read(file(1, dictionary, doubles(1, 2)), null).values().doubles())
                .containsExactly(1, 2);
    }

    @Test
    void aHeaderOfBlanksIsRefusedAtOnce() {
        String blanks = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + " ".repeat(65_000);
        assertThatThrownBy(() -> read(file(1, blanks, doubles(1, 2)), null))
                .hasMessage("f: the .npy header has no valid shape");
    }

    @Test
    void everyTruncationIsAnError() {
        byte[] whole = file(2, VECTOR_OF_DOUBLES, doubles(1, 2));
        for (int length = 6; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part, null))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("f: ends ");
        }
    }

    @Test
    void unknownVersionIsAnError() {
        assertThatThrownBy(() -> read(file(4, VECTOR_OF_DOUBLES, doubles(1, 2)), null))
                .hasMessageStartingWith("f: version 4 ");
    }

    @Test
    void nanIsRefusedWithItsPlace() {
        byte[] matrix = file(1, MATRIX_OF_FLOATS, floats(1, 2, 3, 4, Float.NaN, 6));
        assertThatThrownBy(() -> read(matrix, null)).hasMessage("f: row 2, column 2: nan is not allowed");
        byte[] vector = file(1, VECTOR_OF_DOUBLES, doubles(1, Double.NaN));
        assertThatThrownBy(() -> read(vector, null)).hasMessage("f: entry 2: nan is not allowed");
    }

    @Test
    void doublesTooLargeForFloatsAreRefused() {
        byte[] vector = file(1, VECTOR_OF_DOUBLES, doubles(1, 1e39));
        assertThatThrownBy(() -> read(vector, Precision.FLOAT))
                .hasMessage("f: entry 2: 1.0E39 is too large for a float");
    }

    @Test
    void writtenBytesAreThoseOfTheFormat() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Values values = Values.of(new float[] {1, 2, 3, 4, 5, 6});
        MatrixWriter.writeNpy(new Matrix("f", true, 2, 3, false, values), out);
        byte[] written = out.toByteArray();
        assertThat(Arrays.copyOf(written, 10)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 128 - 10, 0);
        String header = new String(written, 10, 128 - 10, StandardCharsets.US_ASCII);
        assertThat(header).startsWith(MATRIX_OF_FLOATS).endsWith(" \n");
        assertThat(Arrays.copyOfRange(written, 128, written.length)).isEqualTo(floats(1, 2, 3, 4, 5, 6));
    }

    private static Matrix read(byte[] bytes, @Nullable Precision precision) throws IOException {
        return MatrixReader.read("f", new ByteArrayInputStream(bytes), precision);
    }

    private static byte[] file(int version, String dictionary, byte[] numbers) {
        ByteBuffer file = ByteBuffer.allocate(12 + dictionary.length() + 1 + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            file.putShort((short) (dictionary.length() + 1));
        } else {
            file.putInt(dictionary.length() + 1);
        }
        file.put(dictionary.getBytes(StandardCharsets.US_ASCII))
                .put((byte) '\n')
                .put(numbers);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }

    private static byte[] doubles(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return bytes.array();
    }
}
