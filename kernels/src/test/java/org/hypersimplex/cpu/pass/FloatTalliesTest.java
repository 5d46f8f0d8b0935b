package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hypersimplex.NarrowVectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes over row-major matrices add up for each column. */
@Tag("width")
class FloatTalliesTest {
    private static final int ROWS = 500;
    private static final double TAU = 1;
    private static final double ACCURACY = 1e-4;

    /** Not to be linked without the incubator module. */
    private static final class Vectors {
        static final FloatRowPasses PASSES = new VectorFloatRows();
    }

    private final FloatColumns columns = new FloatColumns();
    private final FloatPiece piece = new FloatPiece();

    @BeforeEach
    void skipWithoutVectors() {
        NarrowVectors.skipWithoutVectors();
    }

    /** A matrix of scores and targets, with a threshold for each column. */
    private void draw(int count) {
        Vectors.PASSES.lay(columns, 0, count, count);
        columns.clip.temperature(TAU);
        for (int c = 0; c < count; c++) {
            columns.clip.threshold(0.01 * c, 0);
            columns.put(c);
        }
        columns.repeat();
        SplittableRandom random = new SplittableRandom(count);
        piece.stride = count;
        piece.scores = new float[ROWS * count];
        piece.second = new float[ROWS * count];
        for (int i = 0; i < ROWS * count; i++) {
            piece.scores[i] = (float) random.nextDouble(-1, 2);
            piece.second[i] = random.nextInt(2);
        }
    }

    private FloatTallies pass(RowPass pass, int row, int rows) {
        piece.rows = rows;
        piece.from = row * piece.stride;
        piece.secondFrom = piece.from;
        FloatTallies tallies = new FloatTallies();
        Vectors.PASSES.pass(pass, piece, columns, tallies);
        return tallies;
    }

    /** As many columns as lanes, fewer, more, and such that rows fill vectors and such that don't. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 16, 32, 37})
    void neighbouringRowsAddUpToAll(int count) {
        draw(count);
        FloatTallies sum = pass(RowPass.RESIDUALS, 0, 120);
        sum.add(pass(RowPass.RESIDUALS, 120, 3), count);
        sum.add(pass(RowPass.RESIDUALS, 123, ROWS - 123), count);
        assertThat(sum.rows).isEqualTo(ROWS);
        for (int c = 0; c < count; c++) {
            double[] expected = new double[6];
            for (int r = 0; r < ROWS; r++) {
                double d = piece.scores[r * count + c] - (double) (float) (0.01 * c);
                double x = Math.clamp(d / TAU, 0, 1);
                double residual = x - piece.second[r * count + c];
                boolean isActive = x > 0 && x < 1;
                expected[FloatTallies.SQUARES] += residual * residual;
                expected[FloatTallies.ONES] += x == 1 ? 1 : 0;
                expected[FloatTallies.ACTIVE] += isActive ? 1 : 0;
                expected[FloatTallies.SUM] += isActive ? d : 0;
                expected[FloatTallies.RESIDUALS] += isActive ? residual : 0;
            }
            assertThat(sum.sum(c)).isCloseTo(expected[FloatTallies.SUM], within(ACCURACY * ROWS));
            assertThat(sum.active(c)).isEqualTo(expected[FloatTallies.ACTIVE]);
            assertThat(sum.ones(c)).isEqualTo(expected[FloatTallies.ONES]);
            assertThat(sum.residuals(c)).isCloseTo(expected[FloatTallies.RESIDUALS], within(ACCURACY * ROWS));
            assertThat(sum.squares(c)).isCloseTo(expected[FloatTallies.SQUARES], within(ACCURACY * ROWS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 16, 37})
    void aScoreThatIsNoNumberShowsInItsOwnColumn(int count) {
        for (int row : new int[] {0, 255, ROWS - 1}) {
            for (int column = 0; column < count; column++) {
                draw(count);
                piece.scores[row * count + column] = Float.NaN;
                FloatTallies tallies = pass(RowPass.CONFIRM, 0, ROWS);
                for (int c = 0; c < count; c++) {
                    assertThat(Double.isFinite(tallies.all(c))).isEqualTo(c != column);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 16})
    void aSampleThatIsTooShortForAnyGroupAddsUpToNothing(int count) {
        draw(count);
        FloatTallies tallies = pass(RowPass.CONFIRM, 0, ROWS);
        assertThat(tallies.active(count - 1)).isPositive();
        piece.rows = 3 * columns.rows;
        piece.skip = ROWS;
        Vectors.PASSES.pass(RowPass.CONFIRM, piece, columns, tallies);
        assertThat(tallies.rows).isZero();
        for (int c = 0; c < count; c++) {
            assertThat(tallies.sum(c)).isZero();
            assertThat(tallies.active(c)).isZero();
            assertThat(tallies.ones(c)).isZero();
            assertThat(tallies.all(c)).isZero();
        }
    }
}
