package org.hypersimplex.experiments.report.boosting;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hypersimplex.experiments.boost.TrialRecord;
import org.hypersimplex.experiments.statistics.Holm;
import org.hypersimplex.experiments.statistics.MeanInterval;
import org.hypersimplex.experiments.statistics.PValue;
import org.hypersimplex.experiments.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/** Some arms on the same splits, the settings of each chosen by the validation rows, and their differences to one arm. */
final class Comparison {
    private static final double LEVEL = 0.1;

    private final String baseline;
    private final Map<String, Map<Long, TrialRecord>> chosen = new TreeMap<>();
    private final Map<String, PairedDifference> differences = new TreeMap<>();
    private final Map<String, Double> holm = new TreeMap<>();

    Comparison(List<TrialRecord> trials, String baseline) {
        this.baseline = baseline;
        trials.stream()
                .collect(Collectors.groupingBy(TrialRecord::arm))
                .forEach((arm, some) -> chosen.put(arm, best(some)));
        chosen.keySet().stream().filter(arm -> !arm.equals(baseline)).forEach(this::compare);
        double[] adjusted = Holm.adjusted(
                differences.values().stream().mapToDouble(PairedDifference::p).toArray());
        differences.keySet().forEach(arm -> holm.put(arm, adjusted[holm.size()]));
    }

    private static Map<Long, TrialRecord> best(List<TrialRecord> trials) {
        return trials.stream()
                .collect(Collectors.toMap(
                        TrialRecord::seed,
                        trial -> trial,
                        BinaryOperator.maxBy(Comparator.comparingDouble(TrialRecord::validationArea)),
                        TreeMap::new));
    }

    /** Test AUC of an arm less the baseline's, on the splits that both have. */
    private void compare(String arm) {
        Map<Long, TrialRecord> ours = new TreeMap<>(chosen.get(arm));
        Map<Long, TrialRecord> theirs = new TreeMap<>(chosen.getOrDefault(baseline, Map.of()));
        ours.keySet().retainAll(theirs.keySet());
        theirs.keySet().retainAll(ours.keySet());
        if (ours.size() > 1) {
            differences.put(
                    arm,
                    PairedDifference.of(
                            of(ours.values(), TrialRecord::testArea), of(theirs.values(), TrialRecord::testArea)));
        }
    }

    /** Whether there is anything at all. */
    boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** A Markdown table with a row for each arm. */
    String table() {
        StringBuilder text = new StringBuilder("""

                | loss | rounds | validation AUC | test AUC | test accuracy | difference | t | p | Holm's p |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        chosen.forEach((arm, bySeed) -> text.append(row(arm, bySeed.values())));
        return text.toString();
    }

    private String row(String arm, Collection<TrialRecord> trials) {
        boolean stopped = trials.stream().allMatch(trial -> trial.rounds() != null);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s%n",
                arm,
                stopped
                        ? String.format(
                                Locale.ROOT,
                                "%.0f",
                                MeanInterval.of(of(trials, trial -> Objects.requireNonNull(trial.rounds())))
                                        .mean())
                        : "all",
                interval(of(trials, TrialRecord::validationArea)),
                interval(of(trials, TrialRecord::testArea)),
                interval(of(trials, TrialRecord::testAccuracy)),
                difference(arm));
    }

    private static String interval(double[] values) {
        MeanInterval interval = MeanInterval.of(values);
        return values.length < 2
                ? String.format(Locale.ROOT, "%.4f", interval.mean())
                : String.format(Locale.ROOT, "%.4f ± %.4f", interval.mean(), interval.halfWidth());
    }

    private String difference(String arm) {
        PairedDifference difference = differences.get(arm);
        return difference == null
                ? " | | | |"
                : String.format(
                        Locale.ROOT,
                        "%+.4f ± %.4f | %.2f | %s | %s |",
                        difference.mean(),
                        difference.halfWidth(),
                        difference.t(),
                        PValue.text(difference.p()),
                        PValue.text(holm.getOrDefault(arm, 1.0)));
    }

    /** Whether an arm is ahead of the baseline for all that the tests can tell; false if there was no test. */
    boolean isAhead(String arm) {
        PairedDifference difference = differences.get(arm);
        return difference != null && difference.mean() > 0 && isSignificant(arm);
    }

    private boolean isSignificant(String arm) {
        return holm.getOrDefault(arm, 1.0) < LEVEL;
    }

    /** The outcome of an arm's test in words, which say no more than the test does; null if there was none. */
    @Nullable
    String verdict(String arm) {
        PairedDifference difference = differences.get(arm);
        if (difference == null) {
            return null;
        }
        String outcome = "no difference is shown";
        if (isSignificant(arm)) {
            outcome = difference.mean() > 0 ? "ahead" : "behind";
        }
        return String.format(
                Locale.ROOT,
                "%s against %s: **%s**, %+.4f ± %.4f (Holm's p %s)",
                arm,
                baseline,
                outcome,
                difference.mean(),
                difference.halfWidth(),
                PValue.text(holm.getOrDefault(arm, 1.0)));
    }

    private static double[] of(Collection<TrialRecord> trials, ToDoubleFunction<TrialRecord> number) {
        return trials.stream().mapToDouble(number).toArray();
    }
}
