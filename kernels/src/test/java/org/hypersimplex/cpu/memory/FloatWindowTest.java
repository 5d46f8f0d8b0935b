package org.hypersimplex.cpu.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.ScalarFloatPasses;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** A window shows problems as contiguous numbers, in place where they are so, else as a copy that is written back. */
class FloatWindowTest {
    /** Lengths around the number of entries that are copied of each problem in turn. */
    private static final int[] LENGTHS = {1, 2, 63, 64, 65, 128, 130};

    /** Four problems of that length at offset 3, contiguous and interleaved. */
    private static Batch[] layouts(int length) {
        return new Batch[] {
            Batch.rows(4, length).at(3), Batch.columns(length, 4).at(3)
        };
    }

    private static float[] numbers(int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = 1000 + i;
        }
        return numbers;
    }

    private static FloatOperand operand(float[] array, Batch batch) {
        FloatOperand operand = new FloatOperand();
        operand.set(Values.of(array), batch);
        return operand;
    }

    private static float[] shown(FloatWindow window, int length) {
        return Arrays.copyOfRange(window.array(), window.from(), window.from() + length);
    }

    private static float[] entries(float[] array, Batch batch, int problem, int from, int length) {
        float[] entries = new float[length];
        for (int i = 0; i < length; i++) {
            entries[i] = array[(int) batch.address(problem, from + i)];
        }
        return entries;
    }

    @Test
    void partOfAProblemIsShownInPlaceOrAsACopy() {
        for (Batch batch : layouts(130)) {
            float[] array = numbers(600);
            for (boolean copy : new boolean[] {false, true}) {
                FloatWindow window = new FloatWindow();
                window.load(operand(array, batch), copy, 2, 30, 50);
                assertThat(shown(window, 50)).containsExactly(entries(array, batch, 2, 30, 50));
                assertThat(window.array() == array).isEqualTo(batch.entryStride() == 1 && !copy);
            }
        }
    }

    @Test
    void partOfAProblemIsWrittenWhereItBelongs() {
        for (Batch batch : layouts(130)) {
            float[] array = numbers(600);
            float[] expected = array.clone();
            FloatOperand operand = operand(array, batch);
            FloatWindow window = new FloatWindow();
            window.reserve(operand, 2, 30, 50);
            for (int i = 0; i < 50; i++) {
                window.array()[window.from() + i] = i;
                expected[(int) batch.address(2, 30 + i)] = i;
            }
            window.store(operand, 2, 30, 50);
            assertThat(array).containsExactly(expected);
        }
    }

    @Test
    void eachProblemOfATileIsShownInPlaceOrAsACopy() {
        for (int length : LENGTHS) {
            for (Batch batch : layouts(length)) {
                float[] array = numbers(3 + 4 * length);
                for (int count : new int[] {1, 3}) {
                    for (boolean copy : new boolean[] {false, true}) {
                        FloatWindow window = new FloatWindow();
                        window.loadTile(operand(array, batch), copy, 1, count, length);
                        assertThat(window.array() == array).isEqualTo(batch.entryStride() == 1 && !copy);
                        for (int p = 1; p < 1 + count; p++) {
                            window.select(p);
                            assertThat(shown(window, length))
                                    .as("%s, problem %d", batch, p)
                                    .containsExactly(entries(array, batch, p, 0, length));
                        }
                    }
                }
            }
        }
    }

    @Test
    void eachProblemOfATileIsWrittenWhereItBelongs() {
        for (int length : LENGTHS) {
            for (Batch batch : layouts(length)) {
                for (int count : new int[] {1, 3}) {
                    float[] array = numbers(3 + 4 * length);
                    float[] expected = array.clone();
                    FloatOperand operand = operand(array, batch);
                    FloatWindow window = new FloatWindow();
                    window.reserveTile(operand, 1, count, length);
                    for (int p = 1; p < 1 + count; p++) {
                        window.select(p);
                        for (int i = 0; i < length; i++) {
                            window.array()[window.from() + i] = 1000 * p + i;
                            expected[(int) batch.address(p, i)] = 1000 * p + i;
                        }
                    }
                    window.storeTile(operand, 1, count, length);
                    assertThat(array).as("%s", batch).containsExactly(expected);
                }
            }
        }
    }

    @Test
    void aChangedCopyLeavesTheCallersNumbersAlone() {
        float[] array = numbers(40);
        FloatOperand operand = operand(array, Batch.rows(2, 20));
        FloatWindow window = new FloatWindow();
        window.load(operand, true, 1, 0, 20);
        Arrays.fill(window.array(), 0);
        window.loadTile(operand, true, 0, 2, 20);
        Arrays.fill(window.array(), 0);
        assertThat(array).containsExactly(numbers(40));
    }

    @Test
    void rowsOfAMatrixAreShownWhereTheyLieAndClassIdsAsRowsOfZerosAndOnes() {
        float[] array = numbers(60);
        FloatWindow window = new FloatWindow();
        window.loadRows(operand(array, Batch.columns(10, 4).at(7)), 3, 2, 4);
        assertThat(window.array()).isSameAs(array);
        assertThat(window.from()).isEqualTo(7 + 3 * 4);
        FloatOneHot oneHot = new FloatOneHot(ScalarFloatPasses.INSTANCE);
        oneHot.set(new int[] {2, 0, 1, 1}, 4, 3);
        window.loadRows(oneHot, 1, 2, 3);
        assertThat(shown(window, 6)).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(window.from()).isZero();
    }

    @Test
    void theScratchIsUsedAgainWhereItIsLongEnough() {
        FloatOperand operand = operand(numbers(40), Batch.columns(10, 4));
        FloatWindow window = new FloatWindow();
        window.loadTile(operand, false, 0, 4, 10);
        float[] scratch = window.array();
        window.loadTile(operand, false, 0, 4, 10);
        assertThat(window.array()).isSameAs(scratch);
        window.load(operand, false, 1, 0, 10);
        assertThat(window.array()).isSameAs(scratch);
    }

    @Test
    void afterClearingNothingOfTheCallersIsShown() {
        float[] array = numbers(40);
        FloatWindow window = new FloatWindow();
        window.loadTile(operand(array, Batch.rows(2, 20)), false, 0, 2, 20);
        window.clear();
        assertThat(window.array()).isNotSameAs(array);
    }
}
