package org.hypersimplex.experiments.command;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.option.Lists;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.experiments.boost.BoostingEngine;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.Header;
import org.hypersimplex.experiments.table.RowsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all commands that boost on tables: what the columns are, and which library grows the trees. */
final class TableOptions {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "lightgbm",
            description = "The library that grows the trees, lightgbm or xgboost (default: ${DEFAULT-VALUE}).")
    private String engine = "";

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the library (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            defaultValue = "1",
            description =
                    "The label's column, by name or number (default: ${DEFAULT-VALUE}); libsvm has its own place.")
    private String label = "";

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            description = "Columns to leave out, likewise.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--positive-above",
            paramLabel = "X",
            description = "Labels above X are positive, others negative (default: they are 0 or 1).")
    private @Nullable Double positiveAbove;

    @Option(
            names = "--header",
            paramLabel = "auto|yes|no",
            defaultValue = "auto",
            description =
                    "Whether the first line of CSV or TSV names the columns. With auto, the default, it does if it "
                            + "has the name that --label or --ignore gives, or if none of its fields is a number or a missing one.")
    private Header header = Header.AUTO;

    BoostingEngine engine() {
        return BoostingEngine.named(engine);
    }

    int threads() {
        OptionCheck.plain().threads("--threads", threads);
        return threads;
    }

    RowsReader reader() {
        return reader(null, null);
    }

    /** A reader for rows that may have a column of weights, and one of groups. */
    RowsReader reader(@Nullable String weight, @Nullable String group) {
        return new RowsReader(new ColumnChoice(label, ignored, positiveAbove, weight, group), header);
    }
}
