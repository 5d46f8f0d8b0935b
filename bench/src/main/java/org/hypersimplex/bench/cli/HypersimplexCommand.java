package org.hypersimplex.bench.cli;

import org.hypersimplex.KPolicy;
import org.hypersimplex.Precision;
import org.hypersimplex.Reduction;
import org.hypersimplex.bench.boost.BoostingLoss;
import org.hypersimplex.bench.data.ImageDataset;
import org.hypersimplex.bench.experiment.ExperimentCommand;
import org.hypersimplex.bench.experiment.ExperimentRunCommand;
import org.hypersimplex.bench.machine.OneDnn;
import org.hypersimplex.bench.machine.Version;
import org.hypersimplex.bench.report.ReportCommand;
import org.hypersimplex.bench.speed.Suite;
import org.hypersimplex.bench.train.KChoice;
import org.hypersimplex.bench.train.TrainCommand;
import org.hypersimplex.bench.train.TrainingLoss;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program {@code hypersimplex}: picks the subcommand and turns whatever goes wrong into one line and a status. */
@Command(
        name = "hypersimplex",
        header = "Differentiable top-k by projection onto the hypersimplex, and the zero-one loss on top of it.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer =
                "%nhypersimplex COMMAND --help tells more. Exit status: 0, or 2 for bad input, or 1 for anything else.",
        subcommands = {
            ProjectCommand.class,
            LossCommand.class,
            TrainCommand.class,
            BoostCommand.class,
            BoostExperimentCommand.class,
            ExperimentCommand.class,
            ExperimentRunCommand.class,
            BenchCommand.class,
            ReportCommand.class,
            InfoCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        scope = ScopeType.INHERIT)
public final class HypersimplexCommand {
    private HypersimplexCommand() {}

    /**
     * Runs the program and exits.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        OneDnn.allow();
        Failures failures = new Failures(System.err);
        int status;
        try {
            status = commandLine(failures).execute(args);
        } catch (OutOfMemoryError | NoClassDefFoundError e) {
            status = failures.report(e);
        }
        System.exit(status);
    }

    private static CommandLine commandLine(Failures failures) {
        return new CommandLine(new HypersimplexCommand())
                .registerConverter(By.class, new Words<>(By.class))
                .registerConverter(Precision.class, new Words<>(Precision.class))
                .registerConverter(Reduction.class, new Words<>(Reduction.class))
                .registerConverter(KPolicy.class, new KPolicyConverter())
                .registerConverter(BoostingLoss.class, new Words<>(BoostingLoss.class))
                .registerConverter(ImageDataset.class, new Words<>(ImageDataset.class))
                .registerConverter(TrainingLoss.class, new Words<>(TrainingLoss.class))
                .registerConverter(Suite.class, new Words<>(Suite.class))
                .registerConverter(KChoice.class, new Words<>(KChoice.class))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
