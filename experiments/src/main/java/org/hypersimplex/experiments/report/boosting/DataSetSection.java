package org.hypersimplex.experiments.report.boosting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.experiments.boost.BoostingLoss;
import org.hypersimplex.experiments.boost.PaperSettings;
import org.hypersimplex.experiments.boost.TrialRecord;

/** What the report says of one data set. */
final class DataSetSection {
    private static final String BASELINE = BoostingLoss.BINARY.toString();
    private static final String HYPERSIMPLEX = BoostingLoss.HYPERSIMPLEX.toString();

    private final String dataset;
    private final List<TrialRecord> trials;
    private final Comparison tuned;
    private final Comparison literal;

    DataSetSection(List<TrialRecord> trials) {
        this.trials = trials;
        dataset = trials.getFirst().dataset();
        tuned = new Comparison(
                trials.stream().filter(trial -> !isLiteral(trial)).toList(), BASELINE);
        literal =
                new Comparison(trials.stream().filter(DataSetSection::isLiteral).toList(), PaperSettings.BASELINE);
    }

    private static boolean isLiteral(TrialRecord trial) {
        return trial.arm().startsWith(PaperSettings.PREFIX);
    }

    String dataset() {
        return dataset;
    }

    int rows() {
        TrialRecord any = trials.getFirst();
        return any.trainRows() + any.validationRows() + any.testRows();
    }

    /** Whether the HyperSimplex loss is ahead of cross-entropy when both are tuned. */
    boolean isAhead() {
        return tuned.isAhead(HYPERSIMPLEX);
    }

    /** The tests' outcomes, one for each comparison that was made. */
    List<String> verdicts() {
        return Stream.of(
                        tuned.verdict(HYPERSIMPLEX),
                        literal.verdict(PaperSettings.PREFIX + "hypersimplex"),
                        literal.verdict(PaperSettings.PREFIX + "hypersimplex at their step"))
                .filter(Objects::nonNull)
                .toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n## %s%n", dataset));
        text.append(part("Tuned over " + grid() + ", against " + BASELINE, tuned));
        text.append(part("With the settings of the authors' script, against what it compares with", literal));
        return text.toString();
    }

    /** The settings that tuned arms chose from. */
    private String grid() {
        return "learning rates " + values(TrialRecord::rate) + " and minimum leaf hessians "
                + values(TrialRecord::minLeafHessian);
    }

    private String values(ToDoubleFunction<TrialRecord> setting) {
        return trials.stream()
                .filter(trial -> !isLiteral(trial))
                .mapToDouble(setting)
                .distinct()
                .sorted()
                .mapToObj(
                        value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(", "));
    }

    private String part(String title, Comparison comparison) {
        if (comparison.isEmpty()) {
            return "";
        }
        boolean isLiteral = comparison == literal;
        long splits = trials.stream()
                .filter(trial -> isLiteral(trial) == isLiteral)
                .map(TrialRecord::seed)
                .distinct()
                .count();
        return String.format(Locale.ROOT, "%n%s; %,d splits of %,d rows.%n", title, splits, rows())
                + comparison.table();
    }
}
