package org.hypersimplex.experiments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against bytes made by hand from the protocol's specification. */
class ThriftStructTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    @Test
    void numbersTruthValuesStructsAndListsAreKept() throws IOException {
        // 1: int 7, 2: long -3, 3: true, 20: false, 21: struct {1: int 1}, 22: list of two structs {1: int 2}, {}
        ByteBuffer bytes = bytes("15 0e 16 05 11 02 28 1c 15 02 00 19 2c 15 04 00 00 00 ff");
        ThriftStruct struct = ThriftStruct.read(bytes);
        assertThat(struct.number(1)).isEqualTo(7);
        assertThat(struct.number(2)).isEqualTo(-3);
        assertThat(struct.number(3)).isEqualTo(1);
        assertThat(struct.has(20)).isTrue();
        assertThat(struct.number(20)).isZero();
        assertThat(struct.struct(21)).isNotNull();
        assertThat(struct.list(22)).hasSize(2);
        assertThat(struct.list(22).getFirst().number(1)).isEqualTo(2);
        assertThat(struct.has(4)).isFalse();
        assertThat(bytes.remaining()).isEqualTo(1);
        assertThat(struct.isOf(1, ThriftStruct.INT)).isTrue();
        assertThat(struct.isOf(2, ThriftStruct.INT)).isFalse();
        assertThat(struct.isOf(2, ThriftStruct.LONG)).isTrue();
        assertThat(struct.isOf(3, ThriftStruct.TRUE)).isTrue();
        assertThat(struct.isOf(20, ThriftStruct.TRUE)).isTrue();
        assertThat(struct.isOf(4, ThriftStruct.BINARY))
                .as("one that isn't there")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18 ff ff ff ff 07", // a string of 2^31 - 1 bytes
                "19 fc ff ff ff ff 07", // a list of as many structs
                "19 f1 ff ff ff ff 07", // of as many truth values
                "1b ff ff ff ff 07 88", // a map of as many strings
                "15 80", // half a number
                "17 00", // half a double
                "15 02", // no end
                ""
            })
    void whatIsClaimedButNotThereIsNotAllocated(String hex) {
        assertThatExceptionOfType(BufferUnderflowException.class).isThrownBy(() -> ThriftStruct.read(bytes(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d 00", "10 00", "19 21 01 02 00", "15 80 80 80 80 80 80 80 80 80 80 00 00"})
    void whatIsNoStructIsRefused(String hex) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ThriftStruct.read(bytes(hex)));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0x1C, 0x19})
    void whatIsNestedWithoutEndIsRefused(byte head) {
        byte[] nested = new byte[100_000];
        Arrays.fill(nested, head);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ThriftStruct.read(ByteBuffer.wrap(nested)));
    }

    @Test
    void listsOfAnotherTypeAreToldApart() throws IOException {
        // 1: list of the ints 1 and 2, 2: an empty list of structs
        ThriftStruct struct = ThriftStruct.read(bytes("19 25 02 04 19 0c 00"));
        assertThat(struct.holds(1, ThriftStruct.INT)).isTrue();
        assertThat(struct.holds(1, ThriftStruct.STRUCT)).isFalse();
        assertThat(struct.holds(2, ThriftStruct.BINARY)).as("an empty list").isTrue();
        assertThat(struct.holds(3, ThriftStruct.INT)).as("none").isTrue();
    }

    @Test
    void aFieldIsThereOnce() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ThriftStruct.read(bytes("15 02 05 02 02 00")));
    }
}
