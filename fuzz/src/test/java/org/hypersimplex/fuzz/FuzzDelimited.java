package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.Header;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.hypersimplex.fuzz.model.Delimited;
import org.hypersimplex.fuzz.model.Libsvm;
import org.hypersimplex.fuzz.model.Table;
import org.jspecify.annotations.Nullable;

/** Rows in fields separated by commas or tabs: read if and only if the model reads them, with the same numbers. */
class FuzzDelimited {
    private final Reading rows = new Reading("rows.csv");

    @FuzzTest
    void fuzz(byte[] bytes) {
        if (Libsvm.isLibsvm(bytes) || FuzzParquet.isParquet(bytes)) {
            return;
        }
        rows.write(bytes);
        check(bytes, 1, Header.AUTO, null, Double.NaN);
        check(bytes, 2, Header.YES, true, 0.1);
        check(bytes, 1, Header.NO, false, 0.1);
    }

    private void check(byte[] bytes, int label, Header header, @Nullable Boolean named, double positiveAbove) {
        ColumnChoice choice = new ColumnChoice(
                Integer.toString(label), List.of(), Double.isNaN(positiveAbove) ? null : positiveAbove);
        Optional<LabelledRows> read = rows.read(file -> new RowsReader(choice, header).read(file));
        Optional<Table> model = new Delimited(label, named, positiveAbove).read(bytes);
        Same.require("rows with header " + header, read.isPresent(), model.isPresent());
        if (read.isPresent() && model.isPresent()) {
            Tables.compare(read.get(), model.get());
        }
    }
}
