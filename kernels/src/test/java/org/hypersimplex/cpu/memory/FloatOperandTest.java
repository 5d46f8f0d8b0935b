package org.hypersimplex.cpu.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** Whatever memory and layout an operand has, entry i of problem p is the number at the batch's address of it. */
class FloatOperandTest {
    private static final int SIZE = 60;
    private static final Batch[] LAYOUTS = {
        Batch.one(SIZE),
        Batch.rows(4, 15),
        Batch.columns(15, 4),
        Batch.rows(4, 12).at(9),
        Batch.strided(3, 5, 2, 20).at(1),
        Batch.ragged(4, 30, 1),
        Batch.rows(4, 15).withLengths(15, 1, 7, 14)
    };

    /** Every kind of memory, all of them holding 100, 101 and so on. */
    private static List<Values> memories() {
        byte[] unaligned = new byte[SIZE * Float.BYTES + 1];
        List<Values> memories = List.of(
                Values.of(new float[SIZE]),
                Values.of(new double[SIZE]),
                Values.ofFloats(MemorySegment.ofArray(new float[SIZE])),
                Values.ofFloats(MemorySegment.ofArray(unaligned).asSlice(1)),
                Values.ofDoubles(MemorySegment.ofArray(new double[SIZE])));
        for (Values values : memories) {
            for (int i = 0; i < SIZE; i++) {
                values.set(i, 100 + i);
            }
        }
        return memories;
    }

    private static FloatOperand operand(Values values, Batch batch) {
        FloatOperand operand = new FloatOperand();
        operand.set(values, batch);
        return operand;
    }

    private static double[] read(Values values) {
        double[] numbers = new double[SIZE];
        Arrays.setAll(numbers, values::get);
        return numbers;
    }

    /** From which entry on to copy, so that the rest of each problem is more than nothing if it can be. */
    private static int from(Batch batch, int problem) {
        return (int) batch.length(problem) / 3;
    }

    @Test
    void loadsTheEntriesAskedForAndTouchesNoOtherPlaceOfTheScratch() {
        for (Batch batch : LAYOUTS) {
            for (Values values : memories()) {
                for (int p = 0; p < batch.count(); p++) {
                    int from = from(batch, p);
                    int length = (int) batch.length(p) - from;
                    float[] scratch = new float[SIZE + 4];
                    operand(values, batch).load(p, from, length, scratch, 2);
                    float[] expected = new float[SIZE + 4];
                    for (int i = 0; i < length; i++) {
                        expected[2 + i] = 100 + batch.address(p, from + i);
                    }
                    assertThat(scratch).as("%s, problem %d", batch, p).containsExactly(expected);
                }
            }
        }
    }

    @Test
    void storesTheEntriesGivenAndTouchesNoOtherNumber() {
        for (Batch batch : LAYOUTS) {
            for (Values values : memories()) {
                double[] expected = read(values);
                for (int p = 0; p < batch.count(); p++) {
                    int from = from(batch, p);
                    int length = (int) batch.length(p) - from;
                    float[] scratch = new float[SIZE + 4];
                    for (int i = 0; i < scratch.length; i++) {
                        scratch[i] = 1000 * p + i;
                    }
                    for (int i = 0; i < length; i++) {
                        expected[(int) batch.address(p, from + i)] = scratch[3 + i];
                    }
                    operand(values, batch).store(p, from, length, scratch, 3);
                    assertThat(read(values)).as("%s, problem %d", batch, p).containsExactly(expected);
                }
            }
        }
    }

    @Test
    void paddingAloneIsCleared() {
        Batch batch = Batch.columns(15, 4).withLengths(15, 1, 7, 14);
        for (Values values : memories()) {
            double[] expected = read(values);
            for (int p = 0; p < 4; p++) {
                operand(values, batch).clearPadding(p);
                for (int i = (int) batch.length(p); i < 15; i++) {
                    expected[(int) batch.address(p, i)] = 0;
                }
                assertThat(read(values)).containsExactly(expected);
            }
        }
    }

    @Test
    void onlyContiguousProblemsInAnArrayOfTheTypeAreUsedInPlace() {
        float[] array = new float[SIZE];
        assertThat(operand(Values.of(array), Batch.rows(4, 15)).direct()).isSameAs(array);
        assertThat(operand(Values.of(array), Batch.ragged(4, 5)).direct()).isSameAs(array);
        assertThat(operand(Values.of(array), Batch.columns(15, 4)).direct()).isNull();
        Values segment = Values.ofFloats(MemorySegment.ofArray(array));
        assertThat(operand(segment, Batch.rows(4, 15)).direct()).isNull();
        assertThat(operand(Values.of(array), Batch.rows(4, 12).at(9)).at(2, 5)).isEqualTo(9 + 2 * 12 + 5);
    }

    @Test
    void problemsAreInterleavedIfTheNextOneBeginsBeforeTheNextEntry() {
        Values values = Values.of(new float[SIZE]);
        assertThat(operand(values, Batch.columns(15, 4)).interleaved()).isTrue();
        assertThat(operand(values, Batch.strided(2, 3, 5, 4)).interleaved()).isTrue();
        assertThat(operand(values, Batch.strided(2, 3, 5, 5)).interleaved()).isFalse();
        assertThat(operand(values, Batch.strided(2, 3, 5, 20)).interleaved()).isFalse();
        assertThat(operand(values, Batch.rows(4, 15)).interleaved()).isFalse();
        assertThat(operand(values, Batch.strided(2, 3, 1, 0)).interleaved()).isFalse();
    }

    @Test
    void columnsOfADenseMatrixInAnArrayAreRowMajor() {
        float[] array = new float[SIZE];
        Values values = Values.of(array);
        FloatOperand matrix = operand(values, Batch.columns(10, 4).at(7));
        assertThat(matrix.isRowMajor()).isTrue();
        assertThat(matrix.rows()).isSameAs(array);
        assertThat(matrix.row(3)).isEqualTo(7 + 3 * 4);
        assertThatIllegalStateException().isThrownBy(() -> matrix.loadRows(0, 1, array));
        Values segment = Values.ofFloats(MemorySegment.ofArray(array));
        assertThat(operand(segment, Batch.columns(10, 4)).isRowMajor()).isFalse();
        for (Batch other : new Batch[] {
            Batch.columns(15, 1),
            Batch.rows(4, 15),
            Batch.strided(4, 10, 5, 1),
            Batch.strided(4, 10, 4, 2),
            Batch.columns(3, 4).withLengths(3, 3, 3, 3)
        }) {
            assertThat(operand(values, other).isRowMajor()).as("%s", other).isFalse();
        }
    }

    @Test
    void afterClearingNothingOfTheCallersIsKept() {
        FloatOperand operand = operand(Values.of(new float[SIZE]), Batch.rows(4, 15));
        operand.clear();
        assertThat(operand.direct()).isEmpty();
        assertThat(operand.rows()).isEmpty();
    }
}
