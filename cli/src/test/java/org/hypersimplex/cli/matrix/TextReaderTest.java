package org.hypersimplex.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text becomes the matrix that it shows, or an error that names the place. */
class TextReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,3\n4,5,6\n",
                "1 2 3\n4 5 6",
                "1, 2 ,3\r\n4\t5  6\r\n",
                "  1 2,3  \n+4 5. 06e0\n\n \n",
                "\uFEFF1 2 3\n4 5 0.6E+1",
            })
    void separatorsAndLineEndsAreFree(String text) throws IOException {
        Matrix matrix = read(text, Precision.DOUBLE);
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.values().doubles()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void infinitiesAreNumbers() throws IOException {
        double up = Double.POSITIVE_INFINITY;
        assertThat(read("inf +inf Infinity -inf -INFINITY", Precision.DOUBLE)
                        .values()
                        .doubles())
                .containsExactly(up, up, up, -up, -up);
    }

    @Test
    void floatsAreRoundedOnceFromTheText() throws IOException {
        // Just above the middle of 1 and the next float; rounded to double first, it would be the middle and go to 1.
        String text = "1.00000005960464477540";
        assertThat(read(text, Precision.FLOAT).values().floats()).containsExactly(Math.nextUp(1f));
    }

    @Test
    void linesLongerThanTheChunkAreRead() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(i).append(i % 2 == 0 ? " " : ",");
        }
        text.setLength(text.length() - 1);
        Matrix matrix = read(text.toString(), Precision.DOUBLE);
        assertThat(matrix.columns()).isEqualTo(100_000);
        for (int i = 0; i < matrix.columns(); i++) {
            assertThat(matrix.values().get(i)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 8193, 100_000})
    void numbersMayHaveAnyLength(int length) throws IOException {
        String number = "0." + "1".repeat(length - 2);
        Matrix matrix = read(number + ",2\n" + number + "e1 3", Precision.DOUBLE);
        assertThat(matrix.values().doubles()).containsExactly(0.1111111111111111, 2, 1.1111111111111112, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2\\n3,nan        | f:2:3: nan is not allowed",
                "1 2\\n  NaN 3      | f:2:3: nan is not allowed",
                "1,2\\n3,x          | f:2:3: 'x' is not a number",
                "1 2f               | f:1:3: '2f' is not a number",
                "1 0x1p3            | f:1:3: '0x1p3' is not a number",
                "1 1-2              | f:1:3: '1-2' is not a number",
                "1 \u00fc 3         | f:1:3: '\u00fc' is not a number",
                "\u00fc             | f:1:1: '\u00fc' is not a number",
                "1,1e999            | f:1:3: '1e999' is too large for a double",
                "1,2\\n3            | f:2: 1 number, the lines before have 2",
                "1,2\\n3,4\\n5,6,7  | f:3: 3 numbers, the lines before have 2",
                "1,2\\n\\n3,4       | f:2: blank line",
                "\\n1,2             | f:1: blank line",
                "1,,2               | f:1:3: a number is missing before the comma",
                ",1                 | f:1:1: a number is missing before the comma",
                "1,2,\\n3,4         | f:1:5: a number is missing after the comma",
                "1,                 | f:1:3: a number is missing after the comma",
                "''                 | f: no numbers",
                "\\n \\n            | f: no numbers",
            })
    void errorsNameThePlace(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"), Precision.DOUBLE))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    @Test
    void columnsCountCharactersNotBytes() {
        assertThatThrownBy(() -> read("1,\u00fc\u00fc,y", Precision.DOUBLE)).hasMessageStartingWith("f:1:3: ");
        assertThatThrownBy(() -> read("\uFEFF1,y", Precision.DOUBLE)).hasMessageStartingWith("f:1:3: ");
    }

    @Test
    void numbersTooLargeForFloatsAreRefused() throws IOException {
        assertThat(read("1e39", Precision.DOUBLE).values().get(0)).isEqualTo(1e39);
        assertThatThrownBy(() -> read("0 1e39", Precision.FLOAT)).hasMessage("f:1:3: '1e39' is too large for a float");
    }

    @Test
    void bytesThatAreNoTextMakeShortErrors() {
        String garbage = "\u0000\u0007" + "A".repeat(100_000);
        assertThatThrownBy(() -> read(garbage, Precision.DOUBLE))
                .hasMessage("f:1:1: '??" + "A".repeat(38) + "...' is not a number");
    }

    private static Matrix read(String text, Precision precision) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return MatrixReader.read("f", new ByteArrayInputStream(bytes), precision);
    }
}
