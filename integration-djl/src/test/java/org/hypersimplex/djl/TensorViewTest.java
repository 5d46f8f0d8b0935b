package org.hypersimplex.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorViewTest {
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void contiguousNumbersInHostMemoryAreSharedNotCopied(DataType type) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray matrix = manager.zeros(new Shape(3, 2), type);
            TensorView view = TensorView.of(matrix, "matrix");
            view.values().set(view.columns().address(1, 2), 0.25);
            assertThat(matrix.get(2, 1).toType(DataType.FLOAT64, false).toDoubleArray())
                    .containsExactly(0.25);
            assertThat(view.array()).isSameAs(matrix);
            assertThat(view.rows()).isEqualTo(3);
            assertThat(view.classes()).isEqualTo(2);
        }
    }
}
