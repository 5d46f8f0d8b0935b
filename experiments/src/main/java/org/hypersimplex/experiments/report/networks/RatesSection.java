package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hypersimplex.experiments.plan.LossChoice;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Tuning;
import org.hypersimplex.experiments.plan.Way;

/** The learning rates that a block of runs tried, and the one that each loss got. */
final class RatesSection {
    private final String block;
    private final Way way;
    private final List<RunResult> runs;

    /**
     * The section of a block.
     *
     * @param block its name
     * @param way how networks were read to choose
     * @param all runs of any block
     */
    RatesSection(String block, Way way, List<RunResult> all) {
        this.block = block;
        this.way = way;
        this.runs =
                all.stream().filter(run -> run.config().block().equals(block)).toList();
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
        StringBuilder text = new StringBuilder("\n### The learning rates")
                .append(block.equals(PlanSection.TUNING) ? "" : ": " + block)
                .append("\n\nValidation accuracy in per cent ")
                .append(way == Way.FOLDED ? "with thresholds folded" : "by argmax of the logits as they are")
                .append("""
                    , by Adam's step; the best is taken, at the batch size
                    nearest by ratio.

                    | batch | loss |""");
        rates.forEach(rate -> text.append(String.format(Locale.ROOT, " %.0e |", rate)));
        text.append("\n|--:|---|").append("--:|".repeat(rates.size())).append('\n');
        List<String> atEnds = new ArrayList<>();
        for (int batch : batches) {
            for (LossChoice choice : choices()) {
                row(text, batch, choice, rates);
                if (isBestAtEnd(batch, choice, rates)) {
                    atEnds.add(String.format(Locale.ROOT, "%s at %,d", name(choice), batch));
                }
            }
        }
        if (!atEnds.isEmpty()) {
            text.append("\nBest at an end of the rates tried, so that a better one may lie beyond: ")
                    .append(String.join("; ", atEnds))
                    .append(".\n");
        }
        return text.toString();
    }

    /** In the order in which losses are declared, those of one loss in the order of the runs. */
    private Set<LossChoice> choices() {
        Set<LossChoice> choices = new LinkedHashSet<>();
        runs.stream()
                .map(run -> run.config().choice())
                .sorted(Comparator.comparing(LossChoice::loss))
                .forEach(choices::add);
        return choices;
    }

    /** The settings of a loss are named only where there are several. */
    private String name(LossChoice choice) {
        long same = choices().stream()
                .filter(other -> other.loss() == choice.loss())
                .count();
        return same == 1 ? choice.loss().toString() : choice.toString();
    }

    private boolean isBestAtEnd(int batch, LossChoice choice, SortedSet<Double> rates) {
        Map<Double, Double> accuracies = Tuning.of(block, way, runs).accuracies(choice, batch);
        double best = best(accuracies);
        return Stream.of(rates.first(), rates.last())
                .anyMatch(rate -> accuracies.getOrDefault(rate, Double.NaN) == best);
    }

    private static double best(Map<Double, Double> accuracies) {
        return accuracies.values().stream().max(Comparator.naturalOrder()).orElse(Double.NaN);
    }

    private void row(StringBuilder text, int batch, LossChoice choice, SortedSet<Double> rates) {
        Map<Double, Double> accuracies = Tuning.of(block, way, runs).accuracies(choice, batch);
        double best = best(accuracies);
        text.append(String.format(Locale.ROOT, "| %,d | %s |", batch, name(choice)));
        for (double rate : rates) {
            Double accuracy = accuracies.get(rate);
            String mark = accuracy != null && accuracy == best ? "**" : "";
            text.append(
                    accuracy == null ? " |" : String.format(Locale.ROOT, " %s%.2f%s |", mark, 100 * accuracy, mark));
        }
        text.append('\n');
    }
}
