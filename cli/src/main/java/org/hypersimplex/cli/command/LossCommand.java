package org.hypersimplex.cli.command;

import java.nio.charset.StandardCharsets;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.cli.matrix.MatrixWriter;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypersimplex loss}: the HyperSimplex loss of a batch of logits, and its gradient. */
@Command(
        name = "loss",
        header = "The HyperSimplex zero-one loss of logits against labels.",
        description = "%nEach row of LOGITS is a sample and each column a class. Every column is projected as a whole, "
                + "with a mass K of its own, and compared with the 0/1 targets. Prints the loss.%n",
        footerHeading = "%n",
        footer = "LOGITS and LABELS: numbers separated by commas or white space, one matrix row a line; or .npy of "
                + "one or two dimensions, <f4 or <f8, C order.")
public final class LossCommand implements Subcommand {
    @Option(names = "--tau", required = true, paramLabel = "T", description = "Temperature, positive.")
    private double tau;

    @Option(
            names = "--k",
            required = true,
            paramLabel = "positives|half|K[,K...]",
            description = "Mass of each class: its positives among the labels, half of the samples (rounded down), or "
                    + "numbers, one for all classes or one for each.")
    private KPolicy k = KPolicy.positives();

    @Option(
            names = "--reduction",
            paramLabel = "mean|half-sum",
            description = "Mean of (x - t)^2 over all samples and classes (the default), or half of the sum.")
    private Reduction reduction = Reduction.MEAN;

    @Option(
            names = "--anchor",
            paramLabel = "A",
            description = "Add A times the mean of (threshold/T)^2 over the classes, which pulls thresholds to 0 in "
                    + "training; a class of which no sample or every one is wanted adds 0. At least 0, the default.")
    private double anchor;

    @Option(
            names = "--precision",
            paramLabel = "float|double",
            description = "Type of logits and gradient. Default: that of .npy LOGITS, double for text.")
    private @Nullable Precision precision;

    @Option(
            names = "--gradient",
            paramLabel = "FILE",
            description = "Write the gradient by the logits here, in their shape: CSV, or .npy if the name ends so.")
    private @Nullable String gradient;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Parameters(
            index = "0",
            paramLabel = "LOGITS",
            description = "One sample a row, one class a column; - is standard input.")
    private String logitsFile = Output.STANDARD;

    @Parameters(
            index = "1",
            paramLabel = "LABELS",
            description =
                    "Targets from 0 to 1 in the shape of LOGITS, or one class id a line, from 0; - is standard input.")
    private String labelsFile = Output.STANDARD;

    @Override
    public int place() {
        return 20;
    }

    @Override
    public Integer call() {
        HypersimplexLoss loss = UserException.unlessRefused(
                () -> HypersimplexLoss.of(reduction, k, tau).anchored(anchor));
        if (logitsFile.equals(Output.STANDARD) && labelsFile.equals(Output.STANDARD)) {
            throw new UserException("standard input can't be both LOGITS and LABELS");
        }
        if (Output.STANDARD.equals(gradient)) {
            throw new UserException("--gradient needs a file, standard output is for the loss");
        }
        try (Backend backend = engine.open()) {
            answer(loss.on(backend));
        }
        return 0;
    }

    private void answer(HypersimplexLoss loss) {
        Problems classes = new Problems(MatrixReader.read(logitsFile, precision), By.COLUMNS);
        if (k instanceof KPolicy.Fixed) {
            classes.requireFits(((KPolicy.Fixed) k).values());
        }
        Targets targets = new Labels(MatrixReader.read(labelsFile, Precision.DOUBLE), classes.scores()).toTargets();
        double value = evaluate(loss, classes, targets);
        if (gradient != null) {
            MatrixWriter.write(classes.scores(), gradient);
        }
        Output.to(
                Output.STANDARD,
                out -> out.write((value + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The loss; if the gradient is asked for, it overwrites the logits. */
    private double evaluate(HypersimplexLoss loss, Problems classes, Targets targets) {
        Values logits = classes.scores().values();
        try {
            return gradient == null
                    ? loss.value(classes.batch(), logits, targets)
                    : loss.valueAndGradient(classes.batch(), logits, targets, logits);
        } catch (InputException e) {
            throw classes.refused(e);
        }
    }
}
