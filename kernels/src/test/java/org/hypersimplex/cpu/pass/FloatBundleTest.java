package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hypersimplex.NarrowVectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bundle holds entry i of the problem in lane l as number i · lanes + l, wherever it was copied from. */
@Tag("width")
class FloatBundleTest {
    private static final int[] LENGTHS = {1, 3, 4, 7, 8, 15, 16, 17, 33, 64, 100};

    /** Not to be linked without the incubator module. */
    private static final class Vectors {
        static final FloatBundlePasses PASSES = new VectorFloatBundles(new VectorFloatRows());
    }

    private final FloatBundle bundle = new FloatBundle();

    @BeforeEach
    void skipWithoutVectors() {
        NarrowVectors.skipWithoutVectors();
    }

    private static float[] count(int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    @Test
    void contiguousProblemsAreTransposed() {
        FloatBundlePasses passes = Vectors.PASSES;
        int lanes = passes.lanes();
        for (int n : LENGTHS) {
            // Up to the very end of the array, and well before it.
            for (int room : new int[] {0, 100}) {
                float[] y = count(5 + lanes * (n + 1) + room);
                bundle.begin(lanes, n, lanes);
                for (int lane = 0; lane < lanes; lane++) {
                    bundle.starts[lane] = 6 + lane * (n + 1);
                }
                passes.loadRows(y, bundle);
                for (int lane = 0; lane < lanes; lane++) {
                    for (int i = 0; i < n; i++) {
                        assertThat(bundle.tile[i * lanes + lane])
                                .as("entry %s of %s in lane %s", i, n, lane)
                                .isEqualTo(6 + lane * (n + 1) + i);
                    }
                    for (int i = n; i < bundle.rows; i++) {
                        assertThat(bundle.tile[i * lanes + lane]).isEqualTo(Float.NEGATIVE_INFINITY);
                    }
                }
            }
        }
    }

    @Test
    void columnsAreCopied() {
        FloatBundlePasses passes = Vectors.PASSES;
        int lanes = passes.lanes();
        for (int n : LENGTHS) {
            for (int count :
                    new int[] {1, lanes - 1, lanes, 2 * lanes, 3 * lanes + 1, FloatBundle.MAX_BUNDLES * lanes}) {
                int stride = count + 3;
                float[] y = count(2 + (n - 1) * stride + count);
                bundle.begin(count, n, lanes);
                passes.loadColumns(y, 2, stride, bundle);
                for (int column = 0; column < count; column++) {
                    bundle.select(column / lanes, lanes);
                    assertThat(bundle.count).isEqualTo(Math.min(lanes, count - column / lanes * lanes));
                    for (int i = 0; i < n; i++) {
                        assertThat(bundle.tile[bundle.from + i * lanes + column % lanes])
                                .isEqualTo(2 + i * stride + column);
                    }
                    for (int i = n; i < bundle.rows; i++) {
                        assertThat(bundle.tile[bundle.from + i * lanes]).isEqualTo(Float.NEGATIVE_INFINITY);
                    }
                }
            }
        }
    }

    @Test
    void maskedEntriesAreLeftOutOfTheSurvey() {
        FloatBundlePasses passes = Vectors.PASSES;
        int lanes = passes.lanes();
        bundle.begin(lanes, 10, lanes);
        passes.lay(bundle.columns);
        passes.loadColumns(count(10 * lanes), 0, lanes, bundle);
        bundle.fill(1, 4, lanes);
        if (lanes > 2) {
            bundle.tile[2] = Float.NaN;
        }
        passes.survey(bundle);
        assertThat(bundle.entries(0)).isEqualTo(10);
        assertThat(bundle.sum(0)).isEqualTo(45 * lanes);
        assertThat(bundle.entries(1)).isEqualTo(4);
        assertThat(bundle.sum(1)).isEqualTo(6 * lanes + 4);
        if (lanes > 2) {
            assertThat(bundle.sum(2)).isNaN();
        }
    }

    @Test
    void whatIsLoadedNextBeginsInTheFirstTile() {
        int lanes = Vectors.PASSES.lanes();
        bundle.begin(3 * lanes, 8, lanes);
        bundle.select(2, lanes);
        assertThat(bundle.from).isEqualTo(2 * bundle.size);
        bundle.begin(2 * lanes - 1, 8, lanes);
        assertThat(bundle.from).isZero();
        assertThat(bundle.count).isEqualTo(lanes);
        assertThat(bundle.piece.from).isZero();
    }

    @Test
    void aLaneIsFilledUpInItsOwnTileOnly() {
        int lanes = Vectors.PASSES.lanes();
        // As many rows as a tile has room for.
        int length = 4 * lanes;
        bundle.begin(2 * lanes, length, lanes);
        assertThat(bundle.size).isEqualTo(length * lanes);
        Arrays.fill(bundle.tile, 1);
        bundle.fill(1, 3, lanes);
        for (int at = 0; at < bundle.tile.length; at++) {
            boolean isFilled = at < bundle.size && at % lanes == 1 && at / lanes >= 3;
            assertThat(bundle.tile[at]).isEqualTo(isFilled ? Float.NEGATIVE_INFINITY : 1);
        }
    }
}
