package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.bench.boost.TrialRecord;
import org.hypersimplex.bench.boost.Trials;

/** {@code reports/boosting.md}: what {@code boost-experiment} found, the settings of each split chosen by its validation. */
final class BoostingReport {
    private static final String FOLDER = "boosting";

    /** The loss that the others are compared with. */
    private static final String BASELINE = "binary";

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
        Map<Long, TrialRecord> baseline = chosen.getOrDefault(BASELINE, Map.of());
        text.append(String.format(
                Locale.ROOT,
                """

                ## %s

                %,d splits of %,d rows. Mean and standard deviation over the splits; the difference is that of test AUC to
                %s on the same split, with its standard error and Student's t.

                | loss | test AUC | test accuracy | difference | t |
                |---|--:|--:|--:|--:|
                """,
                any.dataset(),
                trials.stream().map(TrialRecord::seed).distinct().count(),
                any.trainRows() + any.validationRows() + any.testRows(),
                BASELINE));
        chosen.forEach((arm, bySeed) -> text.append(row(arm, bySeed, baseline)));
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

    private static String row(String arm, Map<Long, TrialRecord> bySeed, Map<Long, TrialRecord> baseline) {
        double[] areas = of(bySeed, TrialRecord::testArea);
        double[] accuracies = of(bySeed, TrialRecord::testAccuracy);
        String comparison = " | |";
        if (!arm.equals(BASELINE) && baseline.keySet().equals(bySeed.keySet()) && areas.length > 1) {
            double[] differences = of(
                    bySeed,
                    trial -> trial.testArea()
                            - Objects.requireNonNull(baseline.get(trial.seed())).testArea());
            double error = deviation(differences) / Math.sqrt(differences.length);
            comparison = String.format(
                    Locale.ROOT, "%+.4f ± %.4f | %.2f |", mean(differences), error, mean(differences) / error);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.4f ± %.4f | %.4f ± %.4f | %s%n",
                arm,
                mean(areas),
                deviation(areas),
                mean(accuracies),
                deviation(accuracies),
                comparison);
    }

    private static double[] of(Map<Long, TrialRecord> trials, ToDoubleFunction<TrialRecord> number) {
        return trials.values().stream().mapToDouble(number).toArray();
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(Double.NaN);
    }

    private static double deviation(double[] numbers) {
        double mean = mean(numbers);
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Math.sqrt(squares / (numbers.length - 1));
    }
}
