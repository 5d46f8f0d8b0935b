package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

class BinaryArgmaxTest {
    @Test
    void marksTheKLargestAndNothingElse() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int n = 1 + random.nextInt(60);
            int k = random.nextInt(n + 1);
            double[] scores = random.doubles(n).map(v -> Math.rint(v * (1 + n))).toArray();
            double[] x = BinaryArgmax.of(k).mark(scores);
            assertThat(Arrays.stream(x).sum()).isEqualTo(k);
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                assertThat(x[i]).isIn(0.0, 1.0);
                if (x[i] == 1) {
                    least = Math.min(least, scores[i]);
                } else {
                    most = Math.max(most, scores[i]);
                }
            }
            assertThat(least).isGreaterThanOrEqualTo(most);
        }
    }

    @Test
    void tiesGoToTheLowestIndices() {
        assertThat(BinaryArgmax.of(3).mark(new float[] {1, 2, 1, 1, 2})).containsExactly(1, 1, 0, 0, 1);
        assertThat(BinaryArgmax.of(1).mark(new double[] {-0.0, 0.0, -1})).containsExactly(1, 0, 0);
    }

    @Test
    void isTheLimitOfTheSoftOperatorWhereNothingTies() {
        double[] scores = new Random(6).doubles(501).toArray();
        assertThat(BinaryArgmax.of(77).mark(scores))
                .containsExactly(SoftBinaryArgmax.of(77, 1e-9).project(scores));
    }

    @Test
    void columnsAreMarkedOneByOneAndPaddingIsZeroed() {
        float[] x = {5, 1, 4, 2, 9, 3};
        BinaryArgmax.of(1).mark(Batch.columns(3, 2).withLengths(2, 3), Values.of(x), Values.of(x));
        assertThat(x).containsExactly(1, 0, 0, 0, 0, 1);
    }

    @Test
    void badInputLeavesTheOutputUntouched() {
        double[] scores = {3, 1, 2, Double.NaN};
        double[] x = {7, 7, 7, 7};
        assertThatThrownBy(() -> BinaryArgmax.of(1).mark(Batch.rows(2, 2), Values.of(scores), Values.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry 1 of problem 1: score is NaN");
        assertThatThrownBy(() -> BinaryArgmax.of(3).mark(Batch.rows(2, 2), Values.of(scores), Values.of(x)))
                .hasMessageContaining("problem 0: k must be in [0, 2], was 3");
        assertThat(x).containsOnly(7);
    }

    @Test
    void memoryThatDoesNotFitIsRefusedAndLeftAsItWas() {
        BinaryArgmax top = BinaryArgmax.of(1);
        Batch batch = Batch.rows(2, 2);
        double[] x = {7, 7, 7, 7};
        Values scores = Values.of(new double[] {3, 1, 2, 4});
        assertThatThrownBy(() -> top.mark(batch, Values.of(new double[3]), Values.of(x)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scores has 3 numbers, the batch reaches 4");
        assertThatThrownBy(() -> top.mark(batch.at(1), Values.of(new double[5]), Values.of(x)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x has 4 numbers, the batch reaches 5");
        assertThatThrownBy(() -> top.mark(batch, scores, Values.of(new float[4])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x is FLOAT, the scores are DOUBLE");
        assertThatThrownBy(() -> top.mark(
                        batch, scores, Values.ofDoubles(MemorySegment.ofArray(x).asReadOnly())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("read-only");
        assertThat(x).containsOnly(7);
    }
}
