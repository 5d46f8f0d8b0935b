package org.hypersimplex.cli.command;

import java.util.List;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.cli.matrix.MatrixWriter;
import org.hypersimplex.cli.option.Lists;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.spi.Backend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypersimplex project}: soft-binary-argmax@k of the rows or columns of a matrix. */
@Command(
        name = "project",
        header = "Project each row or column of a matrix onto the hypersimplex (soft-binary-argmax@k).",
        description =
                "%nWrites x = clip((y - v)/T, 0, 1) for each row or column y of FILE, where the threshold v makes "
                        + "the sum of x equal to K. The answer has the shape of FILE.%n",
        footerHeading = "%n",
        footer = {
            "FILE: numbers separated by commas or white space, one matrix row a line; or .npy of one or two "
                    + "dimensions, <f4 or <f8, C order. A .npy array of one dimension is one row. Text with one number "
                    + "a line is one column: project it as a whole with --by columns.",
            "A score of -inf is masked out (x = 0), inf is forced in (x = 1), nan is refused."
        })
public final class ProjectCommand implements Subcommand {
    @Option(
            names = "--k",
            required = true,
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            paramLabel = "K",
            description =
                    "Mass of each problem, whole or not, from 0 to the problem's length: one number for all, or one "
                            + "for each.")
    private double[] k = {};

    @Option(names = "--tau", required = true, paramLabel = "T", description = "Temperature, positive.")
    private double tau;

    @Option(
            names = "--by",
            paramLabel = "rows|columns",
            description = "What a problem is: each row (the default) or each column.")
    private By by = By.ROWS;

    @Option(
            names = "--precision",
            paramLabel = "float|double",
            description = "Type to compute and answer in. Default: double for text, or what the .npy FILE has.")
    private @Nullable Precision precision;

    @ArgGroup
    private Answer answer = new Answer();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write: CSV, or .npy if the name ends so. Default: CSV on standard output.")
    private String out = Output.STANDARD;

    @Parameters(paramLabel = "FILE", description = "The scores, text or .npy; - is standard input.")
    private String file = Output.STANDARD;

    /** What to write in place of x. */
    static final class Answer {
        @Option(
                names = "--upstream",
                paramLabel = "FILE",
                description =
                        "In place of x, write the vector-Jacobian product of this matrix of the scores' shape: the "
                                + "gradient by x pulled back to the scores.")
        private @Nullable String upstream;

        @Option(
                names = "--thresholds",
                description = "In place of x, write the threshold v of each problem, one a line.")
        private boolean thresholds;
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(new Words<>(By.class));
    }

    @Override
    public Integer call() {
        if (file.equals(Output.STANDARD) && file.equals(answer.upstream)) {
            throw new UserException("standard input can't be both FILE and --upstream");
        }
        try (Backend backend = engine.open()) {
            SoftBinaryArgmax top = UserException.unlessRefused(() -> SoftBinaryArgmax.of(k, tau))
                    .on(backend);
            Problems problems = new Problems(MatrixReader.read(file, precision), by);
            problems.requireFits(k);
            MatrixWriter.write(answer(new Projection(top, problems)), out);
        }
        return 0;
    }

    private Matrix answer(Projection projection) {
        if (answer.upstream != null) {
            Precision same = projection.problems().scores().values().precision();
            return projection.product(MatrixReader.read(answer.upstream, same));
        }
        return answer.thresholds ? projection.thresholds() : projection.projections();
    }
}
