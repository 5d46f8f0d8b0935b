package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.hypersimplex.fuzz.model.Libsvm;
import org.hypersimplex.fuzz.model.Table;

/** Rows in libsvm's format: what starts as such is read if and only if the model reads it, with the same entries. */
class FuzzLibsvm {
    private final Reading rows = new Reading("rows.libsvm");

    @FuzzTest
    void fuzz(byte[] bytes) {
        rows.write(bytes);
        for (double positiveAbove : new double[] {Double.NaN, 0.1}) {
            ColumnChoice choice = new ColumnChoice("1", List.of(), Double.isNaN(positiveAbove) ? null : positiveAbove);
            Optional<LabelledRows> read = rows.read(file -> new RowsReader(choice).read(file));
            Optional<Table> model = Libsvm.isLibsvm(bytes) ? Libsvm.read(bytes, positiveAbove) : Optional.empty();
            Same.require("sparse rows", read.isPresent() && read.get().isSparse(), model.isPresent());
            if (read.isPresent() && model.isPresent()) {
                Tables.compare(read.get(), model.get());
            }
        }
    }
}
