package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static int[] indices(Batch batch, int problem) {
        return IntStream.range(0, (int) batch.length(problem))
                .map(i -> (int) batch.address(problem, i))
                .toArray();
    }

    @Test
    void factoriesSayWhereTheEntriesLie() {
        assertThat(indices(Batch.one(3), 0)).containsExactly(0, 1, 2);
        assertThat(indices(Batch.rows(2, 3), 1)).containsExactly(3, 4, 5);
        assertThat(indices(Batch.columns(2, 3), 1)).containsExactly(1, 4);
        assertThat(indices(Batch.rowsOfColumnMajor(2, 3), 1)).containsExactly(1, 3, 5);
        assertThat(indices(Batch.columnsOfColumnMajor(2, 3), 1)).containsExactly(2, 3);
        assertThat(indices(Batch.strided(2, 3, 2, 10), 1)).containsExactly(10, 12, 14);
        assertThat(indices(Batch.ragged(2, 1, 3), 2)).containsExactly(3, 4, 5);
        assertThat(indices(Batch.columns(2, 3).at(7), 2)).containsExactly(9, 12);
        assertThat(indices(Batch.rows(2, 3).withLengths(3, 2), 1)).containsExactly(3, 4);
    }

    @Test
    void countsAndLengthsAreThoseGiven() {
        assertThat(Batch.columns(2, 3).count()).isEqualTo(3);
        assertThat(Batch.columns(2, 3).length(2)).isEqualTo(2);
        Batch padded = Batch.rows(2, 3).withLengths(3, 2);
        assertThat(padded.length(1)).isEqualTo(2);
        assertThat(padded.slot(1)).isEqualTo(3);
        assertThat(padded.longest()).isEqualTo(3);
        Batch ragged = Batch.ragged(2, 5, 3);
        assertThat(ragged.slot(2)).isEqualTo(3);
        assertThat(ragged.longest()).isEqualTo(5);
        assertThat(ragged.at(4).count()).isEqualTo(3);
    }

    @Test
    void extentIsOneMoreThanTheLargestIndex() {
        assertThat(Batch.rows(2, 3).extent()).isEqualTo(6);
        assertThat(Batch.columns(2, 3).at(4).extent()).isEqualTo(10);
        assertThat(Batch.strided(2, 3, 2, 10).extent()).isEqualTo(15);
        assertThat(Batch.ragged(2, 5, 3).extent()).isEqualTo(10);
        assertThat(Batch.rows(2, 3).withLengths(1, 1).extent())
                .as("padding is written")
                .isEqualTo(6);
        assertThat(Batch.rows(0, 3).at(9).extent()).isZero();
        assertThat(Batch.ragged().extent()).isZero();
        assertThat(Batch.one(5_000_000_000L).extent()).isEqualTo(5_000_000_000L);
    }

    @Test
    void stridesAreThoseOfTheLayout() {
        assertThat(Batch.rows(2, 3).problemStride()).isEqualTo(3);
        assertThat(Batch.rows(2, 3).entryStride()).isEqualTo(1);
        assertThat(Batch.columns(2, 3).problemStride()).isEqualTo(1);
        assertThat(Batch.columns(2, 3).entryStride()).isEqualTo(3);
    }

    @Test
    void shapesAreTheSameWhereverTheNumbersLie() {
        assertThat(Batch.rows(3, 2).sameShape(Batch.columns(2, 3).at(5))).isTrue();
        assertThat(Batch.rows(2, 2).sameShape(Batch.ragged(2, 2))).isTrue();
        assertThat(Batch.ragged(2, 2).sameShape(Batch.rows(2, 2))).isTrue();
        assertThat(Batch.rows(3, 2).sameShape(Batch.rows(3, 3))).isFalse();
        assertThat(Batch.rows(3, 2).sameShape(Batch.rows(2, 2))).isFalse();
        assertThat(Batch.ragged(2, 2).sameShape(Batch.ragged(2, 3))).isFalse();
        assertThat(Batch.rows(2, 3).sameShape(Batch.rows(2, 3).withLengths(3, 2)))
                .isFalse();
        assertThat(Batch.rows(2, 3).withLengths(3, 2).sameShape(Batch.ragged(3, 2)))
                .as("results need room for the padding")
                .isFalse();
    }

    @Test
    void problemsThatShareTheirEntriesCanBeReadButNotWritten() {
        Values one = Values.of(new float[3]);
        Batch.strided(1, 3, 1, 0).requireWritable(one, "x");
        Batch shared = Batch.strided(2, 3, 1, 0);
        shared.requireWithin(one, "x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shared.requireWritable(one, "x"))
                .withMessage("x can't be written to: all problems share the same entries");
    }

    @Test
    void textSaysTheShapeAndWhereItLies() {
        assertThat(Batch.columns(2, 3).at(7))
                .hasToString("3 problems of length 2, entry stride 3, problem stride 1, offset 7");
        assertThat(Batch.ragged(2, 1))
                .hasToString("2 problems of lengths [2, 1], entry stride 1, end to end, offset 0");
    }

    @Test
    void largeBatchesDoNotOverflowAnInt() {
        assertThat(Batch.rows(100_000, 100_000).start(99_999)).isEqualTo(9_999_900_000L);
        assertThat(Batch.ragged(Integer.MAX_VALUE, Integer.MAX_VALUE, 1).extent())
                .isEqualTo(2L * Integer.MAX_VALUE + 1);
    }

    @Test
    void matricesMayHaveNoProblems() {
        assertThat(Batch.rows(0, 4).count()).isZero();
        assertThat(Batch.columns(4, 0).count()).isZero();
        assertThat(Batch.columns(4, 0).extent()).isZero();
        assertThat(Batch.rowsOfColumnMajor(0, 4).count()).isZero();
        assertThat(Batch.columnsOfColumnMajor(4, 0).count()).isZero();
    }

    @Test
    void shapesAreComparedWhereverTheProblemsLie() {
        assertThat(Batch.rows(3, 4).sameShape(Batch.columns(4, 3).at(2))).isTrue();
        assertThat(Batch.rows(3, 4).sameShape(Batch.rows(4, 3))).isFalse();
        assertThat(Batch.rows(3, 4).sameShape(Batch.rows(3, 4).withLengths(4, 4, 4)))
                .isTrue();
        assertThat(Batch.rows(3, 4).sameShape(Batch.rows(3, 4).withLengths(4, 4, 3)))
                .isFalse();
        assertThat(Batch.ragged(4, 4).sameShape(Batch.rows(2, 4))).isTrue();
        assertThat(Batch.ragged(4, 3).sameShape(Batch.rows(2, 4).withLengths(4, 3)))
                .as("the padding differs")
                .isFalse();
    }

    @Test
    void theCallersLengthsAreCopied() {
        int[] lengths = {2, 3};
        Batch ragged = Batch.ragged(lengths);
        Batch padded = Batch.rows(2, 3).withLengths(lengths);
        lengths[0] = 99;
        assertThat(ragged.length(0)).isEqualTo(2);
        assertThat(padded.length(0)).isEqualTo(2);
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Batch.one(0)).withMessageContainingAll("length", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.rows(-1, 3))
                .withMessageContainingAll("count", "-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.strided(1, 1, 0, 1))
                .withMessageContainingAll("entry stride", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.strided(1, 1, 1, -2))
                .withMessageContainingAll("problem stride", "-2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.one(1).at(-1))
                .withMessageContainingAll("offset", "-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.ragged(3, 0))
                .withMessageContainingAll("problem 1", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.rows(2, 3).withLengths(1))
                .withMessageContainingAll("1 lengths", "2 problems");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.rows(2, 3).withLengths(3, 4))
                .withMessageContainingAll("problem 1", "[1, 3]", "4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.rows(2, 3).withLengths(0, 3))
                .withMessageContainingAll("problem 0", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.ragged(1, 2).withLengths(1, 1))
                .withMessageContaining("ragged");
    }

    @Test
    void ifABatchHasAnothersShapeTheOtherHasItsShape() {
        Batch[] batches = {
            Batch.rows(3, 4),
            Batch.columns(4, 3),
            Batch.rows(3, 4).withLengths(4, 4, 4),
            Batch.rows(3, 4).withLengths(4, 4, 3),
            Batch.ragged(4, 4, 4),
            Batch.ragged(4, 4, 3),
            Batch.rows(3, 5),
            Batch.rows(2, 4)
        };
        for (Batch a : batches) {
            assertThat(a.sameShape(a)).as("%s", a).isTrue();
            for (Batch b : batches) {
                assertThat(a.sameShape(b)).as("%s and %s", a, b).isEqualTo(b.sameShape(a));
            }
        }
    }
}
