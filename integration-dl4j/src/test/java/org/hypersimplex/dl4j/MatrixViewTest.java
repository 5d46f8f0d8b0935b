package org.hypersimplex.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MatrixViewTest {
    private static final INDArray WHOLE =
            Nd4j.arange(0, 77).reshape(7, 11).castTo(DataType.DOUBLE).dup('c');

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void ofAnyOrderStrideAndOffsetReadsEveryNumberInPlace(DataType type) {
        INDArray whole = WHOLE.castTo(type);
        readsInPlace(whole);
        readsInPlace(whole.dup('f'));
        readsInPlace(whole.transpose());
        readsInPlace(whole.get(NDArrayIndex.interval(2, 6), NDArrayIndex.interval(3, 9)));
        readsInPlace(whole.get(NDArrayIndex.interval(1, 2, 7), NDArrayIndex.interval(0, 3, 11)));
        readsInPlace(whole.dup('f').get(NDArrayIndex.interval(2, 6), NDArrayIndex.interval(3, 9)));
        readsInPlace(whole.get(NDArrayIndex.interval(3, 6), NDArrayIndex.interval(4, 5)));
        readsInPlace(whole.get(NDArrayIndex.interval(6, 7), NDArrayIndex.all()));
        readsInPlace(whole.getColumn(4, true));
        readsInPlace(whole.get(NDArrayIndex.interval(2, 6), NDArrayIndex.interval(3, 9))
                .get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 5))
                .transpose());
    }

    private static void readsInPlace(INDArray matrix) {
        MatrixView view = MatrixView.of(matrix, "matrix");
        assertThat(view.array()).isSameAs(matrix);
        readsTheSame(view, matrix);
        matrix.putScalar(matrix.size(0) - 1, matrix.size(1) - 1, -5);
        assertThat(view.get(matrix.size(0) - 1, (int) matrix.size(1) - 1)).isEqualTo(-5);
    }

    private static void readsTheSame(MatrixView view, INDArray matrix) {
        assertThat(view.columns().count()).isEqualTo((int) matrix.size(1));
        assertThat(view.columns().longest()).isEqualTo(matrix.size(0));
        for (int i = 0; i < matrix.size(0); i++) {
            for (int j = 0; j < matrix.size(1); j++) {
                assertThat(view.get(i, j)).isEqualTo(matrix.getDouble(i, j));
            }
        }
    }

    static List<DataType> otherTypes() {
        return List.of(
                DataType.FLOAT16, DataType.BFLOAT16, DataType.INT32, DataType.INT64, DataType.UINT8, DataType.BOOL);
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void ofOtherTypesReadsConvertedNumbers(DataType type) {
        INDArray matrix = WHOLE.castTo(type);
        readsTheSame(MatrixView.of(matrix, "matrix"), matrix);
        readsTheSame(MatrixView.of(matrix.transpose(), "matrix"), matrix.transpose());
    }

    @Test
    void ofBroadcastMemoryReadsACopy() {
        INDArray repeated = Nd4j.create(WHOLE.data(), new long[] {4, 3}, new long[] {0, 1}, 2, 'c');
        MatrixView view = MatrixView.of(repeated, "matrix");
        assertThat(view.get(3, 1)).isEqualTo(3);
        assertThat(view.columns().extent()).isEqualTo(12);
    }

    @Test
    void repeatedColumnShowsItsNumbersInEveryColumn() {
        MatrixView view = MatrixView.repeated(WHOLE.getColumn(2, true), 3, "mask");
        for (int row = 0; row < 7; row++) {
            assertThat(view.get(row, 0)).isEqualTo(WHOLE.getDouble(row, 2));
            assertThat(view.get(row, 2)).isEqualTo(WHOLE.getDouble(row, 2));
        }
    }

    @Test
    void otherRanksAndEmptyArraysAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixView.of(Nd4j.zeros(DataType.FLOAT, 3, 4, 5), "labels"))
                .withMessage("labels must be a matrix with a row per sample, shape was [3, 4, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixView.of(Nd4j.createFromArray(1f, 2f), "labels"))
                .withMessageContaining("shape was [2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixView.of(Nd4j.create(DataType.FLOAT, 0, 4), "outputs"))
                .withMessageContaining("shape was [0, 4]");
    }
}
