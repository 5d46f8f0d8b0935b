package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.bench.boost.TrialRecord;
import org.hypersimplex.bench.boost.Trials;
import org.hypersimplex.bench.statistics.Holm;
import org.hypersimplex.bench.statistics.MeanInterval;
import org.hypersimplex.bench.statistics.PairedDifference;

/** {@code reports/boosting.md}: what {@code boost-experiment} found, the settings of each split chosen by its validation. */
final class BoostingReport {
    private static final String FOLDER = "boosting";

    /** The loss that the others are compared with. */
    private static final String BASELINE = "binary";

    private static final int PLANNED = 10;

    private final Path reports;

    BoostingReport(Path reports) {
        this.reports = reports;
    }

    /** Writes the report. */
    void write() throws IOException {
        Files.writeString(reports.resolve("boosting.md"), markdown());
    }

    /** The report's text. */
    String markdown() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Boosted trees

                Drawn by `hypersimplex report` from the records in `boosting/`, each written by `hypersimplex boost-experiment`.
                Every split has three fifths of the rows for training, a fifth for validation, a fifth for the test. For each loss and
                split, learning rate and minimum leaf hessian are those with the best validation AUC of the same grid, so
                that no loss is held to settings that suit another. HyperSimplex is at k = positives, its learning rate
                being the step η. Accuracy is taken at the score that makes as many training rows positive as there are.
                """);
        for (Path file : files()) {
            section(Trials.read(file), text);
        }
        return text.toString();
    }

    private List<Path> files() throws IOException {
        Path folder = reports.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private static void section(List<TrialRecord> trials, StringBuilder text) {
        Map<String, Map<Long, TrialRecord>> chosen = new TreeMap<>();
        trials.stream()
                .collect(Collectors.groupingBy(TrialRecord::arm))
                .forEach((arm, some) -> chosen.put(arm, best(some)));
        TrialRecord any = trials.getFirst();
        Map<String, PairedDifference> differences = differences(chosen);
        Map<String, Double> holm = holm(differences);
        long splits = trials.stream().map(TrialRecord::seed).distinct().count();
        text.append(String.format(
                Locale.ROOT,
                """

                ## %s

                %,d splits of %,d rows%s. Means over the splits with 90 %% intervals; the difference is that of test AUC to
                %s on the same splits, with the paired t-test, two-sided, and Holm's correction of its p.

                | loss | test AUC | test accuracy | difference | t | p | Holm's p |
                |---|--:|--:|--:|--:|--:|--:|
                """,
                any.dataset(),
                splits,
                any.trainRows() + any.validationRows() + any.testRows(),
                splits < PLANNED ? ", fewer than the " + PLANNED + " that the experiment was planned with" : "",
                BASELINE));
        chosen.forEach((arm, bySeed) -> text.append(row(arm, bySeed, differences, holm)));
    }

    private static Map<Long, TrialRecord> best(List<TrialRecord> trials) {
        return trials.stream()
                .collect(Collectors.toMap(
                        TrialRecord::seed,
                        trial -> trial,
                        (a, b) -> Comparator.comparingDouble(TrialRecord::validationArea)
                                                .compare(a, b)
                                        >= 0
                                ? a
                                : b,
                        TreeMap::new));
    }

    private static String row(
            String arm,
            Map<Long, TrialRecord> bySeed,
            Map<String, PairedDifference> differences,
            Map<String, Double> holm) {
        PairedDifference difference = differences.get(arm);
        String comparison = difference == null
                ? " | | | |"
                : String.format(
                        Locale.ROOT,
                        "%+.4f ± %.4f | %.2f | %.4f | %.4f |",
                        difference.mean(),
                        difference.halfWidth(),
                        difference.t(),
                        difference.p(),
                        holm.get(arm));
        MeanInterval area = MeanInterval.of(of(bySeed, TrialRecord::testArea));
        MeanInterval accuracy = MeanInterval.of(of(bySeed, TrialRecord::testAccuracy));
        return String.format(
                Locale.ROOT,
                "| %s | %.4f ± %.4f | %.4f ± %.4f | %s%n",
                arm,
                area.mean(),
                area.halfWidth(),
                accuracy.mean(),
                accuracy.halfWidth(),
                comparison);
    }

    /** Test AUC of each loss less the baseline's, on the splits that both have. */
    private static Map<String, PairedDifference> differences(Map<String, Map<Long, TrialRecord>> chosen) {
        Map<Long, TrialRecord> baseline = chosen.getOrDefault(BASELINE, Map.of());
        Map<String, PairedDifference> differences = new TreeMap<>();
        chosen.forEach((arm, bySeed) -> {
            Map<Long, TrialRecord> both = new TreeMap<>(bySeed);
            both.keySet().retainAll(baseline.keySet());
            Map<Long, TrialRecord> theirs = new TreeMap<>(baseline);
            theirs.keySet().retainAll(both.keySet());
            if (!arm.equals(BASELINE) && both.size() > 1) {
                differences.put(
                        arm, PairedDifference.of(of(both, TrialRecord::testArea), of(theirs, TrialRecord::testArea)));
            }
        });
        return differences;
    }

    private static Map<String, Double> holm(Map<String, PairedDifference> differences) {
        double[] adjusted = Holm.adjusted(
                differences.values().stream().mapToDouble(PairedDifference::p).toArray());
        Map<String, Double> byArm = new TreeMap<>();
        differences.keySet().forEach(arm -> byArm.put(arm, adjusted[byArm.size()]));
        return byArm;
    }

    private static double[] of(Map<Long, TrialRecord> trials, ToDoubleFunction<TrialRecord> number) {
        return trials.values().stream().mapToDouble(number).toArray();
    }
}
