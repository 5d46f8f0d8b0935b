package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of a matrix's columns for vectors. */
class FloatColumnsTest {
    private static final int FIRST = 7;
    private static final int[] LANES = {2, 4, 8, 16};
    /** From this many on a period would have more vectors than are repeated for, whatever the lanes. */
    private static final int MANY = 1030;

    /** Columns that are whole rows of a matrix, and such that aren't, with the lanes they are laid for. */
    private static void all(ObjIntConsumer<FloatColumns> property) {
        for (int lanes : LANES) {
            for (int columns = 1; columns <= MANY; columns += columns < 70 ? 1 : 60) {
                for (int gap : new int[] {0, 5}) {
                    FloatColumns c = new FloatColumns();
                    assertThat(c.lay(FIRST, columns, columns + gap, lanes)).isTrue();
                    property.accept(c, lanes);
                }
            }
        }
    }

    private static int positions(FloatColumns c) {
        return c.rows * c.columns;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void onlyWholeRowsAreRepeatedAndOnlyUntilVectorsFit(int lanes) {
        FloatColumns c = new FloatColumns();
        c.lay(0, 10, 10, lanes);
        assertThat(c.rows).isEqualTo(lanes / 2);
        assertThat(c.width).isEqualTo(10 * c.rows);
        c.lay(0, 10, 11, lanes);
        assertThat(c.rows).isOne();
        c.lay(0, 62, 62, lanes);
        assertThat(c.rows).isEqualTo(lanes / 2);
        c.lay(0, 64, 64, lanes);
        assertThat(c.rows).isOne();
        assertThat(c.isFull()).isTrue();
        c.lay(0, 63, 63, lanes);
        assertThat(c.rows).isEqualTo(lanes);
        // 65 vectors would be too many.
        c.lay(0, 65, 65, lanes);
        assertThat(c.rows).isOne();
        assertThat(c.isFull()).isFalse();
    }

    @Test
    void aPeriodTakesNoMoreVectorsThanItsPositionsNeed() {
        all((c, lanes) -> {
            assertThat(c.width % lanes).isZero();
            assertThat(c.width).isBetween(positions(c), positions(c) + lanes - 1);
            assertThat(c.isFull()).isEqualTo(positions(c) % lanes == 0);
        });
    }

    @Test
    void everyPositionKnowsItsColumnAndItsRowAfterItsVectorsFirst() {
        all((c, lanes) -> {
            for (int at = 0; at < c.width; at++) {
                boolean isUsed = at < positions(c);
                int vector = at / lanes * lanes;
                assertThat(c.firstRow(vector)).isEqualTo(vector / c.columns);
                assertThat(c.ids[at]).isEqualTo(isUsed ? FIRST + at % c.columns : -1);
                assertThat(c.shuffle[at]).isEqualTo(isUsed ? at / c.columns - vector / c.columns : 0);
            }
        });
    }

    @Test
    void whatIsPutForTheFirstRowIsRepeatedForAll() {
        all((c, lanes) -> {
            float[] high = new float[c.columns];
            float[] low = new float[c.columns];
            for (int column = 0; column < c.columns; column++) {
                c.clip.threshold(1 + 0.1 * column, 1e-20 * (column + 1));
                c.clip.mean = 3 * column;
                c.put(column);
                high[column] = c.clip.high;
                low[column] = c.clip.low;
            }
            c.repeat();
            for (int at = 0; at < positions(c); at++) {
                assertThat(c.high[at]).isEqualTo(high[at % c.columns]);
                assertThat(c.low[at]).isEqualTo(low[at % c.columns]).isNotZero();
                assertThat((double) c.mean[at]).isEqualTo(3 * (at % c.columns));
            }
            for (int column = 0; column < c.columns; column++) {
                c.put(column, -column);
            }
            c.repeatThresholds();
            for (int at = 0; at < positions(c); at++) {
                assertThat((double) c.high[at]).isEqualTo(-(at % c.columns));
                assertThat((double) c.mean[at]).isEqualTo(3 * (at % c.columns));
            }
            for (int at = positions(c); at < c.width; at++) {
                assertThat((double) c.high[at]).isZero();
            }
        });
    }

    @Test
    void columnsThatAreLaidAlreadyAreNotLaidAgain() {
        FloatColumns c = new FloatColumns();
        assertThat(c.lay(3, 10, 12, 8)).isTrue();
        assertThat(c.lay(3, 10, 12, 8)).isFalse();
        assertThat(c.lay(2, 10, 12, 8)).isTrue();
        assertThat(c.lay(2, 9, 12, 8)).isTrue();
        assertThat(c.lay(2, 9, 9, 8)).isTrue();
        assertThat(c.lay(2, 9, 9, 4)).isTrue();
        assertThat(c.lay(2, 9, 9, 4)).isFalse();
        assertThat(c.ids).startsWith(2, 3, 4, 5);
    }
}
