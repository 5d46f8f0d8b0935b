package org.hypersimplex.experiments.report.networks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.statistics.PairedDifference;
import org.hypersimplex.experiments.statistics.PairedTest;

/**
 * The accuracies that the paper's authors published, to compare with: the best test accuracy of 600 epochs by loss,
 * data set, batch size and seed.
 */
final class PaperResults {
    private static final String HEADER = "loss,dataset,batch,seed,max_test_acc";
    /** The losses as the file names them. */
    static final String CROSS_ENTROPY = "cross_entropy";

    static final String HYPERSIMPLEX = "hypersimplex";

    private final List<Entry> entries;

    private record Entry(String loss, String dataset, int batch, long seed, double accuracy) {}

    /** A row of the paper's Table 1. */
    private record Row(String dataset, int batch) {}

    private PaperResults(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads the file.
     *
     * @param csv with a header and a line per run
     * @return its content
     * @throws UserException if a line is not of that form
     * @throws IOException if it can't be read
     */
    static PaperResults read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw UserException.in(csv, "must begin with " + HEADER);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                entries.add(new Entry(
                        fields[0],
                        fields[1],
                        Integer.parseInt(fields[2]),
                        Long.parseLong(fields[3]),
                        Double.parseDouble(fields[4])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw UserException.in(csv + ":" + (i + 1), "not loss,dataset,batch,seed,accuracy: " + lines.get(i));
            }
        }
        return new PaperResults(entries);
    }

    /** In the order of the file. */
    Set<String> datasets() {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(entry.dataset));
        return names;
    }

    Set<String> losses() {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(entry.loss));
        return names;
    }

    List<Integer> batches(String dataset) {
        return entries.stream()
                .filter(entry -> entry.dataset.equals(dataset))
                .map(Entry::batch)
                .distinct()
                .sorted()
                .toList();
    }

    /** By seed. */
    double[] accuracies(String loss, String dataset, int batch) {
        return entries.stream()
                .filter(entry -> entry.loss.equals(loss) && entry.dataset.equals(dataset) && entry.batch == batch)
                .sorted((a, b) -> Long.compare(a.seed, b.seed))
                .mapToDouble(Entry::accuracy)
                .toArray();
    }

    /** HyperSimplex less cross-entropy, as in the paper's Table 1. */
    PairedDifference difference(String dataset, int batch) {
        return PairedDifference.of(accuracies(HYPERSIMPLEX, dataset, batch), accuracies(CROSS_ENTROPY, dataset, batch));
    }

    /** Table 1 of the paper, with intervals and a correction for the number of tests, which it lacks. */
    String markdown() {
        Map<Row, PairedDifference> family = new LinkedHashMap<>();
        for (String dataset : datasets()) {
            for (int batch : batches(dataset)) {
                family.put(new Row(dataset, batch), difference(dataset, batch));
            }
        }
        StringBuilder text = new StringBuilder("""
                | data set | batch | cross-entropy | HyperSimplex | difference, 90 % interval | t | p | Holm's p |
                |---|--:|--:|--:|--:|--:|--:|--:|
                """);
        for (PairedTest<Row> test : PairedTest.family(family)) {
            String dataset = test.subject().dataset();
            int batch = test.subject().batch();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.4f | %.4f | %+.4f ± %.4f | %.2f | %.4f | %.4f |%n",
                    dataset,
                    batch,
                    Format.mean(accuracies(CROSS_ENTROPY, dataset, batch)),
                    Format.mean(accuracies(HYPERSIMPLEX, dataset, batch)),
                    test.difference().mean(),
                    test.difference().halfWidth(),
                    test.difference().t(),
                    test.difference().p(),
                    test.holm()));
        }
        return text.toString();
    }
}
