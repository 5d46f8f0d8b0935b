package org.hypersimplex.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs that are one table, written by PyArrow in one way or another, are read as that table. */
class ParquetInputsTest {
    private static final Path INPUTS = Path.of("src/test/resources/org/hypersimplex/fuzz/FuzzParquetInputs/fuzz");
    private static final float NONE = Float.NaN;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "dictionary", "snappy", "zstd", "gzip", "pages-2", "two-groups"})
    void oneTableIsReadHoweverItIsWritten(String input) throws IOException {
        LabelledRows rows =
                new RowsReader(new ColumnChoice("late", List.of(), null)).read(INPUTS.resolve(input + ".parquet"));
        assertThat(rows.names()).containsExactly("real", "single", "long", "flag", "word");
        assertThat(rows.labels()).containsExactly(1, 0, 0, 1, 1);
        assertThat(rows.values())
                .containsExactly(
                        0.5f, 0.25f, 1, 1, 1, NONE, 0.5f, 2, 0, 0, -2.25f, 0.75f, 3, NONE, NONE, 1e10f, 1, 0x1p40f, 1,
                        1, 7, 2, NONE, 1, 2);
    }
}
