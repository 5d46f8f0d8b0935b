package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;

/** Parquet files: rows that are whole, and the same from every reading, or a refusal. */
class FuzzParquet {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private final Reading rows = new Reading("rows.parquet", Reading.TIMES_COMPRESSED);

    static boolean isParquet(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @FuzzTest
    void fuzz(byte[] bytes) {
        if (!isParquet(bytes)) {
            return;
        }
        rows.write(bytes);
        ColumnChoice choice = new ColumnChoice("1", List.of(), 0.5);
        Optional<LabelledRows> read = rows.read(file -> new RowsReader(choice).read(file));
        Optional<LabelledRows> again = rows.read(file -> new RowsReader(choice).read(file));
        Same.require("rows, once more", again.isPresent(), read.isPresent());
        if (read.isPresent() && again.isPresent()) {
            check(read.get());
            Same.require("names", again.get().names(), read.get().names());
            Same.require(
                    "labels",
                    Arrays.toString(again.get().labels()),
                    Arrays.toString(read.get().labels()));
            Same.require(
                    "values",
                    Arrays.toString(again.get().values()),
                    Arrays.toString(read.get().values()));
        }
    }

    private static void check(LabelledRows rows) {
        Same.require("names", rows.names().size(), rows.columns());
        Same.require("numbers", rows.values().length, rows.rows() * rows.columns());
        for (float label : rows.labels()) {
            Same.require("a label", label == 0 || label == 1, true);
        }
    }
}
