package org.hypersimplex.experiments.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetStructTest {
    private static ThriftStruct struct(String hex) throws IOException {
        return ThriftStruct.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "15 02 00", // 1: an int
                "29 1c 48 01 61 00 00", // 2: a list of one element of the schema, 4: its name
                "29 1c ac 8c 11 1c 1c 00 00 00 00 00 00", // 10: its logical type, 8: a time, 1: true, 2: its unit
                "29 1c ac ac 13 08 11 00 00 00 00", // 10: a whole number, 1: a byte, 2: true
                "29 0c 00", // no elements
                "08 c8 01 01 61 00", // a field that isn't known
            })
    void whatHasTheFormatsTypesIsTaken(String hex) {
        assertThatCode(() -> ParquetStruct.FILE.require(struct(hex))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18 01 61 00", // 1: a text
                "2c 00 00", // 2: a struct in place of a list
                "29 15 02 00", // 2: a list of ints
                "29 1c 45 02 00 00", // 4: a name that is an int
                "29 1c ac 8c 18 01 61 00 00 00 00", // the first field of a time: a text
                "29 1c ac 8c 11 18 01 61 00 00 00 00", // its second: a text
                "29 1c ac ac 15 02 00 00 00 00", // the first of a whole number: an int
            })
    void aFieldOfAnotherTypeIsRefusedHoweverDeepItIs(String hex) throws IOException {
        ThriftStruct struct = struct(hex);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ParquetStruct.FILE.require(struct));
    }
}
