package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.experiments.plan.RunConfig;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.PairedDifference;
import org.hypersimplex.experiments.statistics.PairedTest;

/** The runs that answer a question, sorted by condition and arm, and the tests between arms. */
final class Findings {
    private final Question question;
    /** Runs by condition, arm and seed; conditions and arms in the order of the lines. */
    private final Map<String, Map<String, TreeMap<Long, Line>>> cells = new LinkedHashMap<>();

    private final List<PairedTest<Subject>> tests = new ArrayList<>();

    /**
     * A run and its place in the file.
     *
     * @param number of its line in the file, from 1
     * @param run the run
     */
    record Line(int number, RunResult run) {}

    /**
     * What is compared with the baseline.
     *
     * @param condition of the runs
     * @param arm the other arm
     * @param way how the networks were read
     */
    record Subject(String condition, String arm, Way way) {}

    private Findings(Question question) {
        this.question = question;
    }

    /**
     * Sorts the runs that belong to a question.
     *
     * @param question to be answered
     * @param lines of a file
     * @return the findings; empty if there are no such runs
     */
    static Findings of(Question question, List<Line> lines) {
        Findings findings = new Findings(question);
        boolean isAsked =
                lines.stream().anyMatch(line -> line.run().config().block().equals(question.block()));
        for (Line line : lines) {
            if (isAsked && question.concerns(line.run().config())) {
                findings.cells
                        .computeIfAbsent(question.condition().apply(line.run().config()), c -> new LinkedHashMap<>())
                        .computeIfAbsent(question.arm().apply(line.run().config()), a -> new TreeMap<>())
                        .put(line.run().config().seed(), line);
            }
        }
        findings.test();
        return findings;
    }

    /**
     * Tests every arm against the baseline. A family has all tests of one arm: every condition, both ways of reading.
     */
    private void test() {
        Map<String, Map<Subject, PairedDifference>> families = new LinkedHashMap<>();
        for (Way way : List.of(Way.RAW, Way.FOLDED)) {
            cells.forEach((condition, arms) -> {
                Map<Long, Double> baseline = accuracies(arms.getOrDefault(question.baseline(), new TreeMap<>()), way);
                arms.forEach((arm, runs) -> {
                    if (!arm.equals(question.baseline())) {
                        PairedDifference.ofShared(accuracies(runs, way), baseline)
                                .ifPresent(difference -> families.computeIfAbsent(arm, a -> new LinkedHashMap<>())
                                        .put(new Subject(condition, arm, way), difference));
                    }
                });
            });
        }
        families.values().forEach(family -> tests.addAll(PairedTest.family(family)));
    }

    private static Map<Long, Double> accuracies(SortedMap<Long, Line> runs, Way way) {
        Map<Long, Double> accuracies = new TreeMap<>();
        runs.forEach((seed, line) -> accuracies.put(seed, line.run().test(way.reading())));
        return accuracies;
    }

    Question question() {
        return question;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    List<String> conditions() {
        return List.copyOf(cells.keySet());
    }

    List<String> arms(String condition) {
        return List.copyOf(cells.getOrDefault(condition, Map.of()).keySet());
    }

    /** The runs of an arm under a condition, by seed. */
    List<Line> lines(String condition, String arm) {
        return List.copyOf(cells.getOrDefault(condition, Map.of())
                .getOrDefault(arm, new TreeMap<>())
                .values());
    }

    /** A number of each of these runs. */
    double[] values(String condition, String arm, ToDoubleFunction<RunResult> number) {
        return lines(condition, arm).stream()
                .mapToDouble(line -> number.applyAsDouble(line.run()))
                .toArray();
    }

    /** Test accuracies of each line of a chart by their place along the question's axis. */
    Map<String, Map<Double, double[]>> along(Way way) {
        Map<String, Map<Double, double[]>> lines = new LinkedHashMap<>();
        cells.forEach((condition, arms) -> arms.forEach((arm, runs) -> {
            RunConfig config = runs.firstEntry().getValue().run().config();
            lines.computeIfAbsent(Question.lossAndPolicy(config), line -> new TreeMap<>())
                    .put(question.axis().of(config), values(condition, arm, run -> run.test(way.reading())));
        }));
        return lines;
    }

    List<PairedTest<Subject>> tests() {
        return List.copyOf(tests);
    }

    /** The tests of an arm, read in one way. */
    List<PairedTest<Subject>> tests(String arm, Way way) {
        return tests.stream()
                .filter(test ->
                        test.subject().arm().equals(arm) && test.subject().way() == way)
                .toList();
    }
}
