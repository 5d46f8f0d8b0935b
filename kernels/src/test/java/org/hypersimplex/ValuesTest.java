package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void arraysAreViewedNotCopied() {
        float[] floats = {1, 2};
        double[] doubles = {3, 4};
        Values.of(floats).set(1, 0.1);
        Values.of(doubles).set(0, 0.1);
        assertThat(floats).containsExactly(1, 0.1f);
        assertThat(doubles).containsExactly(0.1, 4);
        assertThat(Values.of(floats).floats()).isSameAs(floats);
        assertThat(Values.of(floats).doubles()).isNull();
        assertThat(Values.of(doubles).doubles()).isSameAs(doubles);
        assertThat(Values.of(doubles).segment()).isNull();
        MemorySegment segment = MemorySegment.ofArray(floats);
        assertThat(Values.ofFloats(segment).segment()).isSameAs(segment);
        assertThat(Values.ofFloats(segment).floats()).isNull();
    }

    @Test
    void sizesAndTypesAreThoseOfTheMemory() {
        assertThat(Values.of(new float[3]).size()).isEqualTo(3);
        assertThat(Values.of(new float[3]).precision()).isEqualTo(Precision.FLOAT);
        assertThat(Values.of(new double[0]).size()).isZero();
        assertThat(Values.ofFloats(MemorySegment.ofArray(new double[3])).size()).isEqualTo(6);
        assertThat(Values.ofDoubles(MemorySegment.ofArray(new byte[24])).size()).isEqualTo(3);
        assertThat(Values.ofDoubles(MemorySegment.ofArray(new byte[24])).precision())
                .isEqualTo(Precision.DOUBLE);
    }

    @Test
    void segmentsHoldNumbersInNativeOrderAtAnyAddress() {
        byte[] memory = new byte[9];
        MemorySegment segment = MemorySegment.ofArray(memory).asSlice(1);
        ByteBuffer buffer = ByteBuffer.wrap(memory).order(ByteOrder.nativeOrder());
        buffer.putFloat(5, 2.5f);
        assertThat(Values.ofFloats(segment).get(1)).isEqualTo(2.5);
        Values.ofDoubles(segment).set(0, 0.1);
        assertThat(buffer.getDouble(1)).isEqualTo(0.1);
    }

    @Test
    void segmentsThatCutANumberAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.ofFloats(MemorySegment.ofArray(new byte[10])))
                .withMessageContainingAll("10 bytes", "4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.ofDoubles(MemorySegment.ofArray(new float[3])))
                .withMessageContainingAll("12 bytes", "8");
    }

    @Test
    void memoryIsToldToBeSharedUnlessItLiesApart() {
        float[] array = new float[8];
        Values own = Values.of(array);
        assertThat(own.mayShareMemory(Values.of(array))).isTrue();
        assertThat(own.mayShareMemory(Values.of(new float[8]))).isFalse();
        assertThat(own.mayShareMemory(Values.of(new double[8]))).isFalse();
        assertThat(own.mayShareMemory(Values.ofFloats(MemorySegment.ofArray(array))))
                .isTrue();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(64, 8);
            Values first = Values.ofFloats(room.asSlice(0, 32));
            assertThat(first.mayShareMemory(Values.ofFloats(room.asSlice(28, 32))))
                    .isTrue();
            assertThat(first.mayShareMemory(Values.ofFloats(room.asSlice(32, 32))))
                    .isFalse();
            assertThat(Values.ofFloats(room.asSlice(32, 32)).mayShareMemory(first))
                    .isFalse();
            assertThat(first.mayShareMemory(own)).isFalse();
            assertThat(own.mayShareMemory(first)).isFalse();
        }
    }
}
