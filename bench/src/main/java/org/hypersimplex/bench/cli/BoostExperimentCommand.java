package org.hypersimplex.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hypersimplex.bench.boost.BoostingEngine;
import org.hypersimplex.bench.boost.ColumnChoice;
import org.hypersimplex.bench.boost.LabelledRows;
import org.hypersimplex.bench.boost.RowsReader;
import org.hypersimplex.bench.boost.Trials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hypersimplex boost-experiment}: the losses of boosting at a grid of settings over several splits of a table. */
@Command(
        name = "boost-experiment",
        header = "Compare the losses of boosting over splits and settings; started again, go on where it was.",
        sortOptions = false)
final class BoostExperimentCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Rows, dense; if repeated, the rows of all files together.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The data set's name in the records.")
    private String name = "";

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            defaultValue = "1",
            description = "The label's column, by name or number (default: ${DEFAULT-VALUE}).")
    private String label = "";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "lightgbm",
            description = "The library that grows the trees (default: ${DEFAULT-VALUE}).")
    private String engine = "";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many splits (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to add a line of JSON per trial, and to find those done before.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new UserException("--seeds must be at least 1, was " + seeds);
        }
        RowsReader reader = new RowsReader(new ColumnChoice(label, List.of(), null));
        LabelledRows rows = reader.read(data.getFirst());
        for (Path more : data.subList(1, data.size())) {
            rows = rows.and(reader.read(more, rows));
        }
        if (rows.isSparse()) {
            throw UserException.in(rows.source(), "is sparse; the experiment takes dense rows");
        }
        new Trials(name, rows, BoostingEngine.named(engine), out)
                .run(
                        seeds,
                        trial -> System.err.printf(
                                Locale.ROOT,
                                "seed %d, %s, rate %.2f, min leaf hessian %.3g: AUC %.4f validation, %.4f test%n",
                                trial.seed(),
                                trial.arm(),
                                trial.rate(),
                                trial.minLeafHessian(),
                                trial.validationArea(),
                                trial.testArea()));
        return 0;
    }
}
