package org.hypersimplex.experiments.report.boosting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hypersimplex.cli.report.Measured;

/** What a round costs, from a run of {@code bench --group boosting}. */
final class CostSection {
    private CostSection() {}

    /** The section, empty if nothing was measured. */
    static String of(Path folder) throws IOException {
        Path run = folder.resolve("speed.json");
        if (!Files.exists(run)) {
            return "";
        }
        JsonNode file = new ObjectMapper().readTree(run.toFile());
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """

    ## What a round costs

    `%s` on %s; LightGBM on one thread, 10 features, 31 leaves, everything off the heap.
    Milliseconds, means of 10 rounds. The gradient, with projection and loss in it, starts from the thresholds of the
    round before; in the first round all scores are tied and there are none. Memory is the process's peak, with
    LightGBM's bins and the drawn features in it.

    | rows | scores out | gradient | gradient, first round | tree | gradient, share of the tree's time | MiB |
    |--:|--:|--:|--:|--:|--:|--:|
    """,
                Measured.command(file),
                Measured.surroundings(file).inWords()));
        List<Measured> results = Measured.all(file);
        results.stream().map(Measured::n).distinct().sorted().forEach(n -> text.append(row(results, n)));
        return text.toString();
    }

    private static String row(List<Measured> results, long n) {
        Optional<Measured> gradient = find(results, n, "gradient");
        Optional<Measured> tree = find(results, n, "tree");
        String share = gradient.isEmpty() || tree.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f %%",
                        100 * gradient.get().micros() / tree.get().micros());
        String memory = tree.map(m -> String.format(Locale.ROOT, "%,.0f", m.peakMemory()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %s | %s |%n",
                n,
                millis(find(results, n, "scores")),
                millis(gradient),
                millis(find(results, n, "gradientOfTies")),
                millis(tree),
                share,
                memory);
    }

    private static Optional<Measured> find(List<Measured> results, long n, String part) {
        return results.stream()
                .filter(m -> m.n() == n && m.work().equals("Boosting." + part))
                .findFirst();
    }

    private static String millis(Optional<Measured> measured) {
        return measured.map(m -> String.format(Locale.ROOT, "%.1f", m.micros() / 1000))
                .orElse("");
    }
}
