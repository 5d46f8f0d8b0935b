package org.hypersimplex.cpu.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypersimplex.cpu.pass.ScalarFloatPasses;
import org.junit.jupiter.api.Test;

/** Class ids as targets: a row for each entry, with a 1 in the column of its class, counted over the entries asked for. */
class FloatOneHotTest {
    private static final int[] IDS = {2, 0, 1, 1, 2, 2};

    private static FloatOneHot oneHot(int[] ids, int entries, int classes) {
        FloatOneHot oneHot = new FloatOneHot(ScalarFloatPasses.INSTANCE);
        oneHot.set(ids, entries, classes);
        return oneHot;
    }

    @Test
    void aClassHasTheSizeThatItsEntriesNumberAmongThoseCounted() {
        FloatOneHot oneHot = oneHot(IDS, 5, 3);
        assertThat(new long[] {oneHot.size(0), oneHot.size(1), oneHot.size(2)}).containsExactly(1, 2, 2);
        oneHot.set(new int[] {3, 0}, 2, 4);
        assertThat(new long[] {oneHot.size(0), oneHot.size(1), oneHot.size(2), oneHot.size(3)})
                .as("those of before are forgotten")
                .containsExactly(1, 0, 0, 1);
        oneHot.set(new int[] {1, 1}, 2, 2);
        assertThat(new long[] {oneHot.size(0), oneHot.size(1)}).containsExactly(0, 2);
    }

    @Test
    void aClassesColumnIsOneWhereTheIdIsItsOwn() {
        float[] scratch = {7, 7, 7, 7, 7, 7};
        oneHot(IDS, 6, 3).load(2, 1, 4, scratch, 1);
        assertThat(scratch).containsExactly(7, 0, 0, 0, 1, 7);
        assertThat(oneHot(IDS, 6, 3).at(2, 4)).isEqualTo(4);
    }

    @Test
    void fewClassIdsHaveRoomForVectorsBehindThemAndManyAreNotCopied() {
        FloatOneHot oneHot = oneHot(IDS, 6, 3);
        assertThat(oneHot.classIds()).startsWith(IDS).hasSizeGreaterThanOrEqualTo(6 + oneHot.classRoom());
        assertThat(oneHot.classRoom()).isPositive();
        int[] many = new int[1 << 14];
        oneHot.set(many, many.length, 3);
        assertThat(oneHot.classRoom()).isPositive();
        assertThat(oneHot.classIds()).isNotSameAs(many).hasSize(many.length + oneHot.classRoom());
        int[] more = new int[many.length + 1];
        oneHot.set(more, more.length, 3);
        assertThat(oneHot.classRoom()).isZero();
        assertThat(oneHot.classIds()).isSameAs(more);
    }

    @Test
    void rowsAreADenseMatrixThatHasToBeLoaded() {
        FloatOneHot oneHot = oneHot(IDS, 6, 3);
        float[] scratch = {7, 7, 7, 7, 7, 7, 7};
        oneHot.loadRows(4, 2, scratch);
        assertThat(scratch).containsExactly(0, 0, 1, 0, 0, 1, 7);
        assertThat(oneHot.row(4)).isEqualTo(12);
        assertThat(oneHot.isRowMajor()).isTrue();
        assertThat(oneHot.interleaved()).isFalse();
        assertThat(oneHot.rows()).isNull();
        assertThat(oneHot.direct()).isNull();
    }
}
