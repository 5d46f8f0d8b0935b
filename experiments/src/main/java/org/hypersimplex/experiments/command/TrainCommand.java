package org.hypersimplex.experiments.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.hypersimplex.cli.option.Lists;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.cli.option.TypedCommand;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.ImageSplits;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Contender;
import org.hypersimplex.experiments.train.Experiment;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.NetworkFactory;
import org.hypersimplex.experiments.train.ResultTable;
import org.hypersimplex.experiments.train.RunFolder;
import org.hypersimplex.experiments.train.RunRecord;
import org.hypersimplex.experiments.train.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains the paper's network with each of several losses and shows which does best. */
@Command(
        name = "train",
        header = "Train the paper's network on images with several losses and compare them.",
        description =
                "Trains the paper's network on images with each of several losses, from the same weights and on the "
                        + "same minibatches, and shows which does best. Started again with the same --out, it goes on "
                        + "where it was.",
        sortOptions = false)
public final class TrainCommand implements Subcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            defaultValue = "fashion-mnist",
            description = "fashion-mnist or cifar10 (default: ${DEFAULT-VALUE})")
    private ImageDataset dataset = ImageDataset.FASHION_MNIST;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the data set is: IDX files for fashion-mnist; the binary version, as files or as its tar "
                            + "archive, for cifar10 (default: the system's data sets, the user's cache, a download, or "
                            + "the few images of fashion-mnist that come with this program)")
    private @Nullable Path data;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            defaultValue = "hypersimplex,cross-entropy",
            description = "one or more of hypersimplex, with an anchor, hypersimplex-paper, without, cross-entropy, "
                    + "label-smoothing, mse, hinge "
                    + "(default: ${DEFAULT-VALUE})")
    private List<Contender> losses = List.of();

    @Option(
            names = "--framework",
            paramLabel = "NAME",
            defaultValue = "dl4j",
            description =
                    "what trains the network: dl4j, Deeplearning4j, or djl, Deep Java Library with PyTorch; both begin at "
                            + "the same weights and get the same minibatches (default: ${DEFAULT-VALUE})")
    private Framework framework = Framework.DL4J;

    @Option(
            names = "--k",
            paramLabel = "POLICY",
            defaultValue = "positives",
            description =
                    "how many of a minibatch the HyperSimplex loss gives to each class: positives, as many as are of "
                            + "it, half of the minibatch, or prior, a tenth of it (default: ${DEFAULT-VALUE})")
    private KChoice k = KChoice.POSITIVES;

    @Option(
            names = "--tau",
            paramLabel = "T",
            defaultValue = "1.5",
            description = "temperature of the projection (default: ${DEFAULT-VALUE})")
    private double tau;

    @Option(
            names = "--anchor",
            paramLabel = "A",
            defaultValue = "0.02",
            description =
                    "weight of the term that pulls hypersimplex's class thresholds to 0, so that argmax needs no folding "
                            + "(default: ${DEFAULT-VALUE})")
    private double anchor;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1024",
            description = "images in a minibatch, at most; an epoch is cut evenly (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "2",
            description = "passes over the training images (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "8",
            description = "channels of each convolution; the paper has 64 (default: ${DEFAULT-VALUE})")
    private int channels;

    @Option(names = "--train-images", paramLabel = "N", description = "train on the first N images (default: all)")
    private @Nullable Integer trainImages;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "step of Adam (default: ${DEFAULT-VALUE})")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "of initial weights, minibatches and augmentation (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where to write the record of each run, the models and a chart (default: a new directory in runs)")
    private @Nullable Path out;

    @Override
    public int place() {
        return 30;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(
                new Words<>(ImageDataset.class),
                new Words<>(Contender.class),
                new Words<>(Framework.class),
                new Words<>(KChoice.class));
    }

    @Override
    public Integer call() throws IOException {
        PrintStream err = System.err;
        TrainingSettings settings = settings();
        Path folder = folder();
        ImageSplits splits = read(err);
        LabelledImages train = trainingImages(splits.train());
        NetworkFactory networks = NetworkFactory.of(framework, settings.channels());

        err.printf(
                "hypersimplex: %s from %s, %d training and %d test images; results go to %s%n",
                dataset, splits.source(), train.size(), splits.test().size(), folder);
        Experiment experiment = new Experiment(networks, dataset, splits, train, settings, TypedCommand.of(spec));
        List<RunRecord> runs;
        try (RunFolder results = new RunFolder(folder)) {
            runs = experiment.run(losses.stream().distinct().toList(), results, err);
        }
        spec.commandLine().getOut().print(new ResultTable(runs).plain());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private TrainingSettings settings() {
        OptionCheck check = OptionCheck.withHint(spec);
        check.positive("--tau", tau);
        check.positive("--anchor", anchor);
        check.atLeast("--batch", batch, 1);
        check.atLeast("--epochs", epochs, 1);
        check.atLeast("--channels", channels, 1);
        check.positive("--learning-rate", learningRate);
        return new TrainingSettings(framework, k, tau, anchor, batch, epochs, channels, learningRate, seed);
    }

    private Path folder() {
        if (out == null) {
            String moment = LocalDateTime.now(ZoneId.systemDefault())
                    .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
            return Path.of("runs", dataset + "-" + moment);
        }
        OptionCheck.withHint(spec).directory("--out", out);
        return out;
    }

    private ImageSplits read(PrintStream err) throws IOException {
        return new DataFinder(message -> err.println("hypersimplex: " + message)).find(dataset, data);
    }

    private LabelledImages trainingImages(LabelledImages all) {
        if (trainImages == null) {
            return all;
        }
        OptionCheck check = OptionCheck.withHint(spec);
        check.atLeast("--train-images", trainImages, 1);
        check.require(
                trainImages <= all.size(),
                "--train-images must be at most " + all.size() + ", as many as there are, was " + trainImages);
        return all.first(trainImages);
    }
}
