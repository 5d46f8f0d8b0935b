package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatGapTest {
    private static FloatGap gap(float upper, float lower) {
        FloatGap gap = new FloatGap();
        gap.upper = upper;
        gap.lower = lower;
        return gap;
    }

    @Test
    void aGapIsFiniteWhereThereAreScoresOnBothSides() {
        assertThat(gap(3, 1).isFinite()).isTrue();
        assertThat(gap(Float.POSITIVE_INFINITY, 1).isFinite()).isFalse();
        assertThat(gap(3, Float.NEGATIVE_INFINITY).isFinite()).isFalse();
    }

    @Test
    void aGapIsUnknownUntilItsEndsAreSetAndOnceTheyAreForgotten() {
        FloatGap gap = gap(3, 1);
        assertThat(gap.isKnown()).isTrue();
        gap.clear();
        assertThat(gap.isKnown()).isFalse();
        assertThat(gap.isFinite()).isFalse();
        assertThat(new FloatGap().isKnown()).isFalse();
    }
}
