package org.hypersimplex.experiments.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.option.Lists;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.boost.Arm;
import org.hypersimplex.experiments.boost.BoostingEngine;
import org.hypersimplex.experiments.boost.PaperSettings;
import org.hypersimplex.experiments.boost.TrialRecord;
import org.hypersimplex.experiments.boost.Trials;
import org.hypersimplex.experiments.table.Header;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hypersimplex boost-experiment}: compares the losses of boosting over splits of a table and a grid of settings.
 */
@Command(
        name = "boost-experiment",
        header = "Compare the losses of boosting over splits and settings; started again, go on where it was.",
        sortOptions = false)
public final class BoostExperimentCommand implements Subcommand {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Rows, dense; if repeated, the rows of all files together.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The data set's name in the records.")
    private String name = "";

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many splits (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of each split, drawn from all of them anew (default: all).")
    private @Nullable Integer size;

    @Option(
            names = "--rates",
            paramLabel = "X",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            defaultValue = Arm.RATES,
            description = "Learning rates of the grid (default: ${DEFAULT-VALUE}).")
    private List<Double> rates = new ArrayList<>();

    @Option(
            names = "--min-leaf-hessians",
            paramLabel = "X",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            defaultValue = Arm.MIN_LEAF_HESSIANS,
            description = "Least sums of the hessian in a leaf of the grid (default: ${DEFAULT-VALUE}).")
    private List<Double> minLeafHessians = new ArrayList<>();

    @Option(
            names = "--paper",
            paramLabel = "NAME",
            description = "The settings of the paper's scripts for ${COMPLETION-CANDIDATES} in place of the grid.")
    private @Nullable PaperSettings paper;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to add a line of JSON per trial, and to find those done before.")
    private Path out = Path.of("");

    @Override
    public int place() {
        return 50;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(new Words<>(Header.class));
    }

    @Override
    public Integer call() throws IOException {
        OptionCheck check = OptionCheck.plain();
        check.atLeast("--seeds", seeds, 1);
        check.require(size == null || size >= 5, "--rows must be at least 5, was " + size);
        List<Arm> arms = arms();
        BoostingEngine engine = table.engine();
        LabelledRows rows = rows();
        int wanted = size == null ? rows.rows() : size;
        check.require(wanted >= 5 && wanted <= rows.rows(), "--rows must be 5 to " + rows.rows() + ", was " + wanted);
        new Trials(name, rows, engine, out).run(arms, seeds, wanted, BoostExperimentCommand::tell);
        return 0;
    }

    private List<Arm> arms() {
        if (paper != null) {
            return paper.arms(table.threads());
        }
        OptionCheck check = OptionCheck.plain();
        check.allPositive("--rates", rates);
        check.noneNegative("--min-leaf-hessians", minLeafHessians);
        return Arm.tuned(rates, minLeafHessians, table.threads());
    }

    private LabelledRows rows() throws IOException {
        RowsReader reader = table.reader();
        LabelledRows rows = reader.read(data.getFirst());
        for (Path more : data.subList(1, data.size())) {
            rows = rows.and(reader.read(more, rows));
        }
        if (rows.isSparse()) {
            throw UserException.in(rows.source(), "is sparse; the experiment takes dense rows");
        }
        return rows;
    }

    private static void tell(TrialRecord trial) {
        System.err.printf(
                Locale.ROOT,
                "seed %d, %s, rate %.2g, min leaf hessian %.3g: AUC %.4f validation, %.4f test%s%n",
                trial.seed(),
                trial.arm(),
                trial.rate(),
                trial.minLeafHessian(),
                trial.validationArea(),
                trial.testArea(),
                trial.rounds() == null ? "" : ", best after " + trial.rounds() + " rounds");
    }
}
