package org.hypersimplex.experiments.plan;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.store.JsonLines;

/**
 * The result of a run: a line of {@code runs.jsonl}.
 *
 * @param config what was asked for
 * @param data where the images came from
 * @param trained number of images trained on
 * @param evaluations the course of the run, at least one
 * @param seconds of the whole run, evaluations included
 * @param surroundings machine and software
 */
public record RunResult(
        RunConfig config,
        String data,
        int trained,
        List<Evaluation> evaluations,
        double seconds,
        Surroundings surroundings) {
    /**
     * A file of such lines.
     *
     * @param file may be missing
     * @return the results in it
     */
    public static JsonLines<RunResult> in(Path file) {
        return new JsonLines<>(file, RunResult.class, "a run");
    }

    /**
     * Test accuracy by the protocol: that of the evaluation with the best validation accuracy, the earliest if several
     * are.
     *
     * @param way how the network is read
     * @return a share
     */
    public double test(ToDoubleFunction<Reading> way) {
        return way.applyAsDouble(chosen(way).test());
    }

    /**
     * The best validation accuracy.
     *
     * @param way how the network is read
     * @return a share
     */
    public double validation(ToDoubleFunction<Reading> way) {
        return way.applyAsDouble(chosen(way).validation());
    }

    /**
     * The paper's statistic: the best test accuracy of all evaluations.
     *
     * @param way how the network is read
     * @return a share; too optimistic, as the test images themselves choose it
     */
    public double bestTest(ToDoubleFunction<Reading> way) {
        return evaluations.stream()
                .mapToDouble(e -> way.applyAsDouble(e.test()))
                .max()
                .orElseThrow();
    }

    private Evaluation chosen(ToDoubleFunction<Reading> way) {
        return evaluations.stream()
                .max(Comparator.<Evaluation>comparingDouble(e -> way.applyAsDouble(e.validation()))
                        .thenComparing(Comparator.comparingInt(Evaluation::step).reversed()))
                .orElseThrow();
    }
}
