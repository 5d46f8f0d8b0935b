package org.hypersimplex.experiments.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The learning rates that a block of runs chooses: for each loss the one with the best validation accuracy, averaged over
 * the seeds.
 */
public final class Tuning {
    private final String block;
    private final Way way;
    private final List<RunResult> runs;

    private Tuning(String block, Way way, List<RunResult> runs) {
        this.block = block;
        this.way = way;
        this.runs = runs;
    }

    /**
     * Takes the runs of a block.
     *
     * @param block its name
     * @param way how networks are read for validation
     * @param results of any blocks
     * @return its choices
     */
    public static Tuning of(String block, Way way, List<RunResult> results) {
        return new Tuning(
                block,
                way,
                results.stream()
                        .filter(run -> run.config().block().equals(block))
                        .toList());
    }

    /**
     * The rate for a loss, from the runs whose size of minibatch is nearest by ratio. Where the loss was tried with other
     * settings only, those runs tell, if possible those that have an anchor, too, or none, too.
     *
     * @param choice the loss
     * @param batch images in a minibatch
     * @return the learning rate of Adam
     * @throws IllegalStateException if the loss was not tried
     */
    public double rate(LossChoice choice, int batch) {
        List<RunResult> tried = runsLike(choice);
        int nearest = tried.stream()
                .map(run -> run.config().batch())
                .min(Comparator.<Integer>comparingDouble(size -> Math.abs(Math.log((double) size / batch)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalStateException("the block " + block + " has no run of " + choice.loss()));
        return accuracies(tried, nearest).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private List<RunResult> runsLike(LossChoice choice) {
        boolean isAnchored = choice.anchor() != null;
        List<Predicate<LossChoice>> nearestFirst = List.of(
                choice::equals,
                tried -> tried.loss() == choice.loss() && (tried.anchor() != null) == isAnchored,
                tried -> tried.loss() == choice.loss());
        for (Predicate<LossChoice> like : nearestFirst) {
            List<RunResult> found = runs.stream()
                    .filter(run -> like.test(run.config().choice()))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /**
     * The accuracies of a loss at a size of minibatch.
     *
     * @param choice the loss, exactly
     * @param batch images in a minibatch, exactly
     * @return validation accuracy by learning rate
     */
    public Map<Double, Double> accuracies(LossChoice choice, int batch) {
        return accuracies(
                runs.stream()
                        .filter(run -> run.config().choice().equals(choice))
                        .toList(),
                batch);
    }

    private Map<Double, Double> accuracies(List<RunResult> tried, int batch) {
        return tried.stream()
                .filter(run -> run.config().batch() == batch)
                .collect(Collectors.groupingBy(
                        run -> run.config().learningRate(),
                        TreeMap::new,
                        Collectors.averagingDouble(run -> run.validation(way.reading()))));
    }
}
