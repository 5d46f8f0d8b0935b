package org.hypersimplex.experiments.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.cli.option.TypedCommand;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.boost.BoostCharts;
import org.hypersimplex.experiments.boost.BoostRun;
import org.hypersimplex.experiments.boost.BoostSettings;
import org.hypersimplex.experiments.boost.BoostingEngine;
import org.hypersimplex.experiments.boost.BoostingLoss;
import org.hypersimplex.experiments.boost.RoundProgress;
import org.hypersimplex.experiments.table.Header;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.hypersimplex.problem.KPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hypersimplex boost}: trains boosted trees on tables with the HyperSimplex loss or a usual one. */
@Command(
        name = "boost",
        header = "Train boosted trees with the HyperSimplex loss, cross-entropy or squared error.",
        description = "%nFiles are libsvm, CSV, TSV or Parquet, told apart by their beginning. Text columns of Parquet "
                + "become the places of their words in the alphabet, times become month, day, weekday and hour. A "
                + "line of JSON with the thresholds and the validation results goes to standard output.%n",
        sortOptions = false)
public final class BoostCommand implements Subcommand {
    /** LightGBM's own bound. */
    private static final int MOST_LEAVES = 131_072;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--train", paramLabel = "FILE", required = true, description = "Rows to train on.")
    private Path train = Path.of("");

    @Option(names = "--valid", paramLabel = "FILE", required = true, description = "Rows to evaluate on, same columns.")
    private Path validation = Path.of("");

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "A column with the weight of each row trained on, finite and at least 0, likewise.")
    private @Nullable String weight;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "A column that names each row's group, such as a query or a segment, likewise: hypersimplex "
                    + "projects each group by itself.")
    private @Nullable String group;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "hypersimplex",
            description = "hypersimplex, binary or l2 (default: ${DEFAULT-VALUE}).")
    private BoostingLoss loss = BoostingLoss.HYPERSIMPLEX;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "50",
            description = "Trees (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--eta",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "The step: of x by a residual of 1 with hypersimplex, the learning rate with others "
                    + "(default: ${DEFAULT-VALUE}).")
    private double eta;

    @Option(
            names = "--k",
            paramLabel = "POLICY",
            defaultValue = "positives",
            description =
                    "How many training rows, of each group, hypersimplex makes positive: positives, half or a number "
                            + "(default: ${DEFAULT-VALUE}).")
    private KPolicy k = KPolicy.positives();

    @Option(
            names = "--tau",
            paramLabel = "T",
            description = "Temperature of the mean loss as the paper has it; --eta is the learning rate then.")
    private @Nullable Double tau;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "What --tau's gradient is multiplied by (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(
            names = "--leaves",
            paramLabel = "N",
            defaultValue = "31",
            description = "Leaves of a tree (default: ${DEFAULT-VALUE}).")
    private int leaves;

    @Option(
            names = "--min-leaf-rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rows in a leaf, at least (default: ${DEFAULT-VALUE}).")
    private int minLeafRows;

    @Option(
            names = "--min-leaf-hessian",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Sum of the hessian in a leaf, at least (default: ${DEFAULT-VALUE}).")
    private double minLeafHessian;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of whatever the library draws.")
    private long seed;

    @Option(names = "--model", paramLabel = "FILE", description = "Where to write the model, in the library's format.")
    private @Nullable String model;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = Output.STANDARD,
            description = "Where to write the line of JSON (default: standard output).")
    private String json = Output.STANDARD;

    @Option(names = "--chart", paramLabel = "FILE", description = "Where to draw AUC by round and ROC, as SVG.")
    private @Nullable String chart;

    @Override
    public int place() {
        return 40;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(new Words<>(BoostingLoss.class), new Words<>(Header.class));
    }

    @Override
    public Integer call() throws IOException {
        BoostSettings settings = settings();
        BoostingEngine library = table.engine();
        RowsReader reader = table.reader(weight, group);
        LabelledRows rows = reader.read(train);
        requireFits(rows);
        BoostRun run = new BoostRun(library, rows, reader.read(validation, rows), settings);
        // All files are opened before the training, so that one that can't be written is reported at once; they appear
        // only when all of them are complete.
        to(
                model,
                modelOut -> to(
                        chart,
                        chartOut -> to(json, jsonOut -> {
                            BoostRun.Outcome outcome = train(run, System.err);
                            modelOut.write(outcome.model());
                            new BoostCharts(outcome.result(), outcome.curve()).writeSvg(chartOut);
                            jsonOut.write(new ObjectMapper().writeValueAsBytes(outcome.result()));
                            jsonOut.write('\n');
                        })));
        return 0;
    }

    private void requireFits(LabelledRows rows) {
        if (k instanceof KPolicy.Fixed fixed && fixed.values()[0] > rows.rows()) {
            throw UserException.in(train, "--k must be in [0, " + rows.rows() + "], was " + fixed.values()[0]);
        }
    }

    private static void to(@Nullable String file, Output.Body body) throws IOException {
        if (file == null) {
            body.writeTo(OutputStream.nullOutputStream());
        } else {
            Output.to(file, body);
        }
    }

    private BoostRun.Outcome train(BoostRun run, PrintStream err) {
        BoostRun.Outcome outcome;
        try (RoundProgress progress = new RoundProgress(rounds, err)) {
            outcome = run.run(TypedCommand.of(Objects.requireNonNull(spec)), progress);
        }
        if (outcome.result().rounds() < rounds) {
            err.println("hypersimplex: no leaf could be split after round "
                    + outcome.result().rounds());
        }
        return outcome;
    }

    private BoostSettings settings() {
        OptionCheck check = OptionCheck.plain();
        check.atLeast("--rounds", rounds, 1);
        check.within("--leaves", leaves, 2, MOST_LEAVES);
        check.atLeast("--min-leaf-rows", minLeafRows, 0);
        check.positive("--eta", eta);
        check.positive("--scale", scale);
        check.notNegative("--min-leaf-hessian", minLeafHessian);
        check.require(
                !(k instanceof KPolicy.Fixed fixed) || fixed.values().length == 1,
                "--k must be positives, half or one number, for all rows or for each group");
        check.require(group == null || loss == BoostingLoss.HYPERSIMPLEX, "--group goes with --objective hypersimplex");
        check.require(tau != null || scale == 1, "--scale goes with --tau");
        if (tau != null) {
            check.positive("--tau", tau);
        }
        GradientScale gradients = tau == null ? GradientScale.probability() : GradientScale.ofMean(tau, scale);
        return BoostSettings.usual(loss, rounds, eta)
                .withLeaves(leaves, minLeafRows, minLeafHessian)
                .withLoss(k, gradients)
                .on(table.threads(), seed);
    }
}
