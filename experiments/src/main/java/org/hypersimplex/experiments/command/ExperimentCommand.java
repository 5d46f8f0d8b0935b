package org.hypersimplex.experiments.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.plan.Plan;
import org.hypersimplex.experiments.plan.Runner;
import org.hypersimplex.experiments.plan.Worker;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.NetworkFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment}: works through a plan of training runs, and goes on where it was when it is started again. */
@Command(
        name = "experiment",
        header = "Work through a plan of training runs; started again, go on where it was.",
        description = "%nWrites a line of JSON to runs.jsonl for every run that ends. Plans: smoke (two minutes), desk "
                + "(about three hours on two cores), study (about a day on two cores; needs CIFAR-10 or its subset), "
                + "paper (the paper's full protocol, for people with the hardware), or a file.%n",
        sortOptions = false)
public final class ExperimentCommand implements Subcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "smoke, desk, study, paper, or a JSON file of the same form.")
    private String plan = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write, and to find what was done before (default: runs/PLAN).")
    private Path out = Path.of("");

    @Option(
            names = "--framework",
            paramLabel = "NAME",
            description = "What trains all networks of the plan: dl4j or djl (default: as the plan says).")
    private @Nullable Framework framework;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Runs at a time, each with one thread (default: one per core).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data",
            paramLabel = "DATASET=DIR",
            description = "Where a data set is, if not in the usual places; may be repeated.")
    private Map<ImageDataset, Path> data = new TreeMap<>();

    @Override
    public int place() {
        return 60;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(new Words<>(ImageDataset.class), new Words<>(Framework.class));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionCheck check = OptionCheck.withHint(spec);
        check.threads("--jobs", jobs);
        Plan read = framework == null ? Plan.read(plan) : Plan.read(plan).in(framework);
        Path folder = folder();
        check.directory("--out", folder);
        // Found before the first of many runs needs them, and before anything is written.
        read.frameworks().forEach(needed -> NetworkFactory.of(needed, 1));
        DataFinder finder = new DataFinder(message -> System.err.println("hypersimplex: " + message));
        for (ImageDataset dataset : read.datasets()) {
            finder.find(dataset, data.get(dataset));
        }
        Files.createDirectories(folder);
        String program = spec.root().userObject().getClass().getName();
        List<String> failures = new Runner(read, folder, jobs, System.err).run(new Worker(program, data));
        for (String failure : failures) {
            System.err.println("hypersimplex: failed twice: " + failure);
        }
        return failures.isEmpty() ? 0 : 1;
    }

    private Path folder() {
        if (!out.toString().isEmpty()) {
            return out;
        }
        String name = String.valueOf(Path.of(plan).getFileName()).replaceFirst("\\.json$", "");
        return Path.of("runs", name);
    }
}
