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
import org.hypersimplex.experiments.statistics.MeanInterval;
import org.hypersimplex.experiments.statistics.PValue;
import org.hypersimplex.experiments.statistics.PairedDifference;
import org.hypersimplex.experiments.statistics.PairedTest;
import org.jspecify.annotations.Nullable;

/**
 * Compares arms with a baseline arm over the same splits; for each arm and split the validation rows choose among its
 * settings.
 */
final class Comparison {
    private final String baseline;
    private final Map<String, Map<Long, TrialRecord>> chosen = new TreeMap<>();
    private final Map<String, PairedTest<String>> tests;

    Comparison(List<TrialRecord> trials, String baseline) {
        this.baseline = baseline;
        trials.stream()
                .collect(Collectors.groupingBy(TrialRecord::arm))
                .forEach((arm, some) -> chosen.put(arm, best(some)));
        tests = PairedTest.family(differences()).stream().collect(Collectors.toMap(PairedTest::subject, test -> test));
    }

    private static Map<Long, TrialRecord> best(List<TrialRecord> trials) {
        return trials.stream()
                .collect(Collectors.toMap(
                        TrialRecord::seed,
                        trial -> trial,
                        BinaryOperator.maxBy(Comparator.comparingDouble(TrialRecord::validationArea)),
                        TreeMap::new));
    }

    /** Test AUC of each other arm less the baseline's, on the splits that both have. */
    private Map<String, PairedDifference> differences() {
        Map<String, PairedDifference> differences = new TreeMap<>();
        for (String arm : chosen.keySet()) {
            if (!arm.equals(baseline)) {
                PairedDifference.ofShared(testAreas(arm), testAreas(baseline))
                        .ifPresent(difference -> differences.put(arm, difference));
            }
        }
        return differences;
    }

    private Map<Long, Double> testAreas(String arm) {
        Map<Long, Double> areas = new TreeMap<>();
        chosen.getOrDefault(arm, Map.of()).forEach((seed, trial) -> areas.put(seed, trial.testArea()));
        return areas;
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
        PairedTest<String> test = tests.get(arm);
        return test == null
                ? " | | | |"
                : String.format(
                        Locale.ROOT,
                        "%+.4f ± %.4f | %.2f | %s | %s |",
                        test.difference().mean(),
                        test.difference().halfWidth(),
                        test.difference().t(),
                        PValue.text(test.difference().p()),
                        PValue.text(test.holm()));
    }

    /** Whether an arm is significantly ahead of the baseline; false if there was no test. */
    boolean isAhead(String arm) {
        PairedTest<String> test = tests.get(arm);
        return test != null && test.isAhead();
    }

    /** The outcome of an arm's test in words, which say no more than the test does; null if there was none. */
    @Nullable
    String verdict(String arm) {
        PairedTest<String> test = tests.get(arm);
        if (test == null) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "%s against %s: **%s**, %+.4f ± %.4f (Holm's p %s)",
                arm,
                baseline,
                test.isAhead() ? "ahead" : test.isBehind() ? "behind" : "no difference is shown",
                test.difference().mean(),
                test.difference().halfWidth(),
                PValue.text(test.holm()));
    }

    private static double[] of(Collection<TrialRecord> trials, ToDoubleFunction<TrialRecord> number) {
        return trials.stream().mapToDouble(number).toArray();
    }
}
