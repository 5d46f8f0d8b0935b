package org.hypersimplex.experiments.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hypersimplex.experiments.train.TrainingLoss;

/**
 * The learning rates that a block of runs chooses: for each loss the one with the best validation accuracy with folded
 * thresholds, averaged over the seeds.
 */
public final class Tuning {
    private final String block;
    private final List<RunResult> runs;

    private Tuning(String block, List<RunResult> runs) {
        this.block = block;
        this.runs = runs;
    }

    /**
     * Takes the runs of a block.
     *
     * @param block its name
     * @param results of any blocks
     * @return its choices
     */
    public static Tuning of(String block, List<RunResult> results) {
        return new Tuning(
                block,
                results.stream()
                        .filter(run -> run.config().block().equals(block))
                        .toList());
    }

    /**
     * The rate for a loss, from the runs whose size of minibatch is nearest by ratio.
     *
     * @param loss the loss
     * @param batch images in a minibatch
     * @return the learning rate of Adam
     * @throws IllegalStateException if the loss was not tried
     */
    public double rate(TrainingLoss loss, int batch) {
        int nearest = runs.stream()
                .filter(run -> run.config().loss() == loss)
                .map(run -> run.config().batch())
                .min(Comparator.<Integer>comparingDouble(tried -> Math.abs(Math.log((double) tried / batch)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalStateException("the block " + block + " has no run of " + loss));
        return accuracies(loss, nearest).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /**
     * The accuracies at a size of minibatch.
     *
     * @param loss the loss
     * @param batch images in a minibatch, exactly
     * @return validation accuracy by learning rate
     */
    public Map<Double, Double> accuracies(TrainingLoss loss, int batch) {
        return runs.stream()
                .filter(run -> run.config().loss() == loss && run.config().batch() == batch)
                .collect(Collectors.groupingBy(
                        run -> run.config().learningRate(),
                        TreeMap::new,
                        Collectors.averagingDouble(run -> run.validation(Reading::folded))));
    }
}
