package org.hypersimplex.experiments.report.boosting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.report.ResultFiles;
import org.hypersimplex.cli.spi.Report;
import org.hypersimplex.experiments.boost.Arm;
import org.hypersimplex.experiments.boost.PaperSettings;
import org.hypersimplex.experiments.boost.TrialRecord;

/** {@code reports/boosting.md}: what {@code boost-experiment} found, beside what the paper says. */
public final class BoostingReport implements Report {
    private static final String FOLDER = "boosting";

    @Override
    public String name() {
        return "boosting";
    }

    @Override
    public void draw(Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        Output.text(reports.resolve("boosting.md"), markdown(reports));
    }

    /** The report's text, from the records in {@code boosting/}. */
    static String markdown(Path reports) throws IOException {
        List<DataSetSection> sections = new ArrayList<>();
        for (Path file : new ResultFiles(reports.resolve(FOLDER), ".jsonl").all()) {
            sections.add(new DataSetSection(TrialRecord.in(file).read()));
        }
        List<PaperRow> paper = PaperRow.read(reports.resolve(FOLDER));
        return String.format(
                        Locale.ROOT,
                        """
    # Boosted trees

    Drawn by `hypersimplex report` from the records in `boosting/`, each written by `hypersimplex boost-experiment`.
    LightGBM grows the trees. Every split has three fifths of its rows for training, a fifth for validation, a fifth
    for the test. Means over the splits with 90 %% intervals; differences are of test AUC on the same splits, with the
    paired t-test, two-sided, and Holm's correction of its p. Splits of the same rows overlap, so that intervals and
    p are somewhat too small. Accuracy is taken at the score that makes as many
    training rows positive as there are.

    Tuned: %d rounds, %d leaves; for each loss and split, learning rate and minimum leaf hessian are those with the
    best validation AUC of the same grid, so that no loss is held to settings that suit another. HyperSimplex is at
    k = positives, its learning rate being the step η.

    With the authors' settings (`--paper`): %d leaves with a hessian of at least %d, learning rate %.1f, %.0f %%
    of the features per tree, up to %d rounds, ended by %d without a better AUC. The authors stop by the rows that
    they report; here the validation rows stop, and the test rows are read once. What their scripts call
    cross-entropy names no objective and so trains LightGBM's squared error: it stands here as it ran and as it is
    named. Their gradient is of a mean over the rows, so that the same settings take another step at another number
    of rows: HyperSimplex stands here with the settings themselves and at the step that theirs was.

    ## What holds
    """,
                        Arm.ROUNDS,
                        Arm.LEAVES,
                        PaperSettings.LEAVES,
                        PaperSettings.MIN_LEAF_HESSIAN,
                        PaperSettings.RATE,
                        100 * PaperSettings.FEATURES,
                        PaperSettings.ROUNDS,
                        PaperSettings.PATIENCE)
                + conclusion(sections, paper)
                + sections.stream().map(DataSetSection::markdown).collect(Collectors.joining())
                + dataSets(sections, paper)
                + CostSection.of(reports.resolve(FOLDER));
    }

    private static String conclusion(List<DataSetSection> sections, List<PaperRow> paper) {
        if (sections.isEmpty()) {
            return "\nNothing has been run.\n";
        }
        long ahead = sections.stream().filter(DataSetSection::isAhead).count();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nHyperSimplex is ahead of cross-entropy, both tuned, in %d of %d data sets (Holm's p < .1): %s.%n",
                ahead,
                sections.size(),
                ahead == 0
                        ? "no gain survives a fair baseline here"
                        : ahead == sections.size()
                                ? "the paper's gain survives a fair baseline here"
                                : "a gain survives a fair baseline in some of them"));
        for (DataSetSection section : sections) {
            String theirs = paper.stream()
                    .filter(row -> row.covers(section.dataset()))
                    .map(row -> String.format(
                            Locale.ROOT,
                            ". The paper has %+.3f on %s (%.3f, cross-entropy %.3f)",
                            row.gain(),
                            row.name(),
                            row.hypersimplex(),
                            row.crossEntropy()))
                    .findFirst()
                    .orElse("");
            text.append(String.format(Locale.ROOT, "%n%s, %,d rows%s:%n", section.dataset(), section.rows(), theirs));
            List<String> verdicts = section.verdicts();
            (verdicts.isEmpty() ? List.of("too few splits to test") : verdicts)
                    .forEach(verdict -> text.append("- ").append(verdict).append('\n'));
        }
        return text.toString();
    }

    private static String dataSets(List<DataSetSection> sections, List<PaperRow> paper) {
        if (paper.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("""

        ## The paper's data sets

        AUC as in the paper's appendix. The authors take Flight, Avazu, Criteo and MovieLens as libsvm files that they
        make from these sources; their columns of words have to be made numbers first. Runs here are on what was at
        hand: a sample, or other years, as their number of rows says.

        | data set | cross-entropy | HyperSimplex | to be had | command | run here |
        |---|--:|--:|---|---|---|
        """);
        for (PaperRow row : paper) {
            String here = sections.stream()
                    .filter(section -> row.covers(section.dataset()))
                    .map(section -> String.format(Locale.ROOT, "%s, %,d rows", section.dataset(), section.rows()))
                    .collect(Collectors.joining("; "));
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | <%s> | `%s` | %s |%n",
                    row.name(),
                    row.crossEntropy(),
                    row.hypersimplex(),
                    row.source(),
                    row.command(),
                    here.isEmpty() ? "no" : here));
        }
        return text.toString();
    }
}
