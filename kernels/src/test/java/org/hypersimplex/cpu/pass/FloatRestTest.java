package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of the last rows of a piece. */
class FloatRestTest {
    private static final int LANES = 8;
    private static final int GROUP = 4;
    private static final int ROWS = 50;
    private static final int BEFORE = 3;
    private static final float UNTOUCHED = -77;

    /** Rows whose numbers tell where they stand: 100 times the row, and the column; the same less a half as second. */
    private static FloatPiece piece(int columns, int stride) {
        FloatPiece piece = new FloatPiece();
        piece.rows = ROWS;
        piece.stride = stride;
        piece.from = BEFORE;
        piece.secondFrom = 2 * BEFORE;
        piece.outFrom = BEFORE + 1;
        piece.classFrom = BEFORE;
        piece.scale = 0.5;
        piece.scores = new float[ROWS * stride + 3 * BEFORE];
        piece.second = new float[ROWS * stride + 3 * BEFORE];
        piece.out = new float[ROWS * stride + 3 * BEFORE];
        piece.classes = new int[ROWS + BEFORE];
        Arrays.fill(piece.out, UNTOUCHED);
        for (int r = 0; r < ROWS; r++) {
            piece.classes[piece.classFrom + r] = r % columns;
            for (int c = 0; c < columns; c++) {
                piece.scores[piece.from + r * stride + c] = 100 * r + c;
                piece.second[piece.secondFrom + r * stride + c] = 100 * r + c - 0.5f;
            }
        }
        return piece;
    }

    private interface Property {
        void of(FloatPiece all, int row, FloatColumns c, FloatRest rest, int periods);
    }

    private static void copies(RowPass pass, Property property) {
        FloatRest rest = new FloatRest();
        for (int columns : new int[] {10, 3, 16}) {
            for (int stride : new int[] {columns, columns + 2}) {
                FloatPiece all = piece(columns, stride);
                FloatColumns c = new FloatColumns();
                c.lay(0, columns, stride, LANES);
                // The most first, so that later copies find room with something in it; after row 2 they fill groups.
                for (int row : new int[] {0, 2, 17, ROWS - 1}) {
                    property.of(all, row, c, rest, rest.copy(all, row, pass, c, GROUP, LANES));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RowPass.class)
    void copiesHoldTheRowsAndThenWhatAddsNothing(RowPass pass) {
        float filling =
                switch (pass) {
                    case SUM, TARGETS -> 0;
                    case SUM_ACTIVE -> Float.NaN;
                    default -> -Float.MAX_VALUE / 1024;
                };
        copies(pass, (all, row, c, rest, periods) -> {
            int rows = ROWS - row;
            assertThat(periods % GROUP).isZero();
            assertThat(periods * c.rows).isBetween(rows, rows + GROUP * c.rows - 1);
            assertThat(rest.piece.rows).isEqualTo(rows);
            assertThat(rest.piece.stride).isEqualTo(c.columns);
            assertThat(rest.piece.scale).isEqualTo(all.scale);
            int size = periods * c.rows * c.columns + c.width - c.rows * c.columns;
            assertThat(rest.piece.out.length).isGreaterThanOrEqualTo(size);
            for (int i = 0; i < size; i++) {
                int r = i / c.columns;
                boolean isCopied = r < rows;
                int number = 100 * (row + r) + i % c.columns;
                float expected = isCopied ? number : filling;
                assertThat(rest.piece.scores[i]).isEqualTo(Float.valueOf(expected));
                if (pass.readsSecond()) {
                    assertThat((double) rest.piece.second[i]).isEqualTo(isCopied ? number - 0.5 : 0);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = RowPass.class,
            names = {"CLASS_RESIDUALS", "CLASS_GRADIENT"})
    void rowsThatAreNoneHaveAClassThatNoColumnHas(RowPass pass) {
        copies(pass, (all, row, c, rest, periods) -> {
            int rows = ROWS - row;
            // A vector may read ids from the last row of a period on.
            for (int r = 0; r < periods * c.rows + LANES; r++) {
                assertThat(rest.piece.classes[r]).isEqualTo(r < rows ? (row + r) % c.columns : -2);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = RowPass.class,
            names = {"CLASS_GRADIENT"})
    void whatWasWrittenIsStoredInItsRowsAndNowhereElse(RowPass pass) {
        copies(pass, (all, row, c, rest, periods) -> {
            if (all.stride != c.columns) {
                // Only whole rows are written.
                return;
            }
            for (int i = 0; i < rest.piece.out.length; i++) {
                rest.piece.out[i] = i;
            }
            Arrays.fill(all.out, UNTOUCHED);
            rest.store(all, row);
            int first = all.outFrom + row * all.stride;
            int end = all.outFrom + ROWS * all.stride;
            for (int i = 0; i < all.out.length; i++) {
                assertThat((double) all.out[i]).isEqualTo(i >= first && i < end ? i - first : UNTOUCHED);
            }
        });
    }
}
