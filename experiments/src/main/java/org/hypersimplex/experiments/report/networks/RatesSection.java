package org.hypersimplex.experiments.report.networks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Tuning;
import org.hypersimplex.experiments.train.TrainingLoss;

/** The learning rates that were tried, and the one that each loss got. */
final class RatesSection {
    private static final String TUNING_BLOCK = "tune";

    private final List<RunResult> runs;

    RatesSection(List<RunResult> runs) {
        this.runs = runs.stream()
                .filter(run -> run.config().block().equals(TUNING_BLOCK))
                .toList();
    }

    String markdown() {
        if (runs.isEmpty()) {
            return "";
        }
        TreeSet<Double> rates = new TreeSet<>();
        TreeSet<Integer> batches = new TreeSet<>();
        runs.forEach(run -> {
            rates.add(run.config().learningRate());
            batches.add(run.config().batch());
        });
        StringBuilder text = new StringBuilder("""

            ### The learning rates

            Validation accuracy in per cent with thresholds folded, by Adam's step; the best is taken, at the batch size
            nearest by ratio.

            | batch | loss |""");
        rates.forEach(rate -> text.append(String.format(Locale.ROOT, " %.0e |", rate)));
        text.append("\n|--:|---|").append("--:|".repeat(rates.size())).append('\n');
        for (int batch : batches) {
            for (TrainingLoss loss : TrainingLoss.values()) {
                row(text, batch, loss, rates);
            }
        }
        return text.toString();
    }

    private void row(StringBuilder text, int batch, TrainingLoss loss, SortedSet<Double> rates) {
        Map<Double, Double> accuracies = Tuning.of(TUNING_BLOCK, runs).accuracies(loss, batch);
        double best =
                accuracies.values().stream().max(Comparator.naturalOrder()).orElse(Double.NaN);
        text.append(String.format(Locale.ROOT, "| %,d | %s |", batch, loss));
        for (double rate : rates) {
            Double accuracy = accuracies.get(rate);
            String mark = accuracy != null && accuracy == best ? "**" : "";
            text.append(
                    accuracy == null ? " |" : String.format(Locale.ROOT, " %s%.2f%s |", mark, 100 * accuracy, mark));
        }
        text.append('\n');
    }
}
