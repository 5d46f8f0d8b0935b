package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.experiments.plan.RunConfig;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.statistics.Holm;
import org.hypersimplex.experiments.statistics.PairedDifference;

/** What the runs of a block say to its question. */
final class Findings {
    private final Question question;
    /** Conditions and arms in the order of the plan; runs by seed. */
    private final Map<String, Map<String, TreeMap<Long, Line>>> cells = new LinkedHashMap<>();

    private final List<Test> tests;

    /**
     * A run and where it is written.
     *
     * @param number of its line in the file, from 1
     * @param run the run
     */
    record Line(int number, RunResult run) {}

    /**
     * A paired test of an arm against the baseline over the seeds that both have.
     *
     * @param condition of the runs
     * @param arm of the first series
     * @param way how the networks were read
     * @param difference in accuracy, a share
     * @param holm its p, corrected for all tests of the arm
     */
    record Test(String condition, String arm, Way way, PairedDifference difference, double holm) {
        boolean isSignificant() {
            return holm < 1 - PairedDifference.LEVEL;
        }
    }

    private Findings(Question question) {
        this.question = question;
        this.tests = new ArrayList<>();
    }

    /**
     * Sorts the runs that belong to a question.
     *
     * @param question to be answered
     * @param lines of a file
     * @return what they say; empty if there are none
     */
    static Findings of(Question question, List<Line> lines) {
        Findings findings = new Findings(question);
        for (Line line : lines) {
            if (line.run().config().block().equals(question.block())) {
                findings.cells
                        .computeIfAbsent(question.condition().apply(line.run().config()), c -> new LinkedHashMap<>())
                        .computeIfAbsent(question.arm().apply(line.run().config()), a -> new TreeMap<>())
                        .put(line.run().config().seed(), line);
            }
        }
        findings.test();
        return findings;
    }

    private void test() {
        List<Test> raw = new ArrayList<>();
        for (Way way : List.of(Way.RAW, Way.FOLDED)) {
            cells.forEach((condition, arms) -> arms.forEach((arm, runs) -> {
                Map<Long, Line> baseline = arms.getOrDefault(question.baseline(), new TreeMap<>());
                List<Long> seeds =
                        runs.keySet().stream().filter(baseline::containsKey).toList();
                if (!arm.equals(question.baseline()) && seeds.size() > 1) {
                    PairedDifference difference =
                            PairedDifference.of(test(runs, seeds, way), test(baseline, seeds, way));
                    raw.add(new Test(condition, arm, way, difference, difference.p()));
                }
            }));
        }
        raw.stream()
                .map(Test::arm)
                .distinct()
                .forEach(arm -> correct(
                        raw.stream().filter(test -> test.arm().equals(arm)).toList()));
    }

    /** A family is what is asked of one arm: all conditions, both ways of reading. */
    private void correct(List<Test> family) {
        double[] adjusted = Holm.adjusted(
                family.stream().mapToDouble(test -> test.difference().p()).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            Test test = family.get(i);
            tests.add(new Test(test.condition(), test.arm(), test.way(), test.difference(), adjusted[i]));
        }
    }

    private static double[] test(Map<Long, Line> runs, List<Long> seeds, Way way) {
        return seeds.stream()
                .map(runs::get)
                .mapToDouble(line -> line.run().test(way.reading()))
                .toArray();
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

    /** The runs of a cell, by seed. */
    List<Line> lines(String condition, String arm) {
        return List.copyOf(cells.getOrDefault(condition, Map.of())
                .getOrDefault(arm, new TreeMap<>())
                .values());
    }

    /** A number of each of a cell's runs. */
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
            lines.computeIfAbsent(question.line().apply(config), line -> new TreeMap<>())
                    .put(question.axis().of(config), values(condition, arm, run -> run.test(way.reading())));
        }));
        return lines;
    }

    List<Test> tests() {
        return List.copyOf(tests);
    }
}
