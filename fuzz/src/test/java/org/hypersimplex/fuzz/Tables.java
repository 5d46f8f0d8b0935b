package org.hypersimplex.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.fuzz.model.Table;

/** Compares rows that were read with those of a model. */
final class Tables {
    private Tables() {}

    static void compare(LabelledRows rows, Table model) {
        Same.require("rows", rows.rows(), model.rows().size());
        Same.require("columns", rows.columns(), model.columns());
        Same.require("names", rows.names(), model.names());
        for (int row = 0; row < rows.rows(); row++) {
            Same.require("label " + row, rows.labels()[row], model.labels().get(row));
            Same.require("row " + row, row(rows, row), model.rows().get(row));
        }
    }

    private static Map<Integer, Float> row(LabelledRows rows, int row) {
        Map<Integer, Float> entries = new LinkedHashMap<>();
        long[] starts = rows.rowStarts();
        int[] ids = rows.columnIds();
        if (starts == null || ids == null) {
            for (int i = 0; i < rows.columns(); i++) {
                entries.put(i, rows.values()[row * rows.columns() + i]);
            }
        } else {
            for (int i = (int) starts[row]; i < starts[row + 1]; i++) {
                entries.put(ids[i], rows.values()[i]);
            }
        }
        return entries;
    }
}
