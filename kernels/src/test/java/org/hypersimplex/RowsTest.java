package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Rows of a Java array of arrays, which are copied into one array. */
class RowsTest {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    @Test
    void rowsThatMakeMoreThanAnArrayAreRefused() {
        assertThat(Rows.batch(2, row -> row == 0 ? LONGEST_ARRAY - 5 : 5).extent())
                .isEqualTo(LONGEST_ARRAY);
        assertThatThrownBy(() -> Rows.batch(2, row -> row == 0 ? LONGEST_ARRAY - 5 : 6))
                .hasMessageContaining("2147483640 scores in all, more than one array can hold");
    }
}
