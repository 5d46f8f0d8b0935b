package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.experiments.plan.Evaluation;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.MeanInterval;

/** The charts of the report, by the name of their file. */
final class ExperimentCharts {
    private static final String BATCH_AXIS = "images in a minibatch, at most";
    private static final String ACCURACY_AXIS = "test accuracy, %";

    private ExperimentCharts() {}

    /** The paper's main figure from the authors' results, one for each data set. */
    static Map<String, LineChart> paper(PaperResults results) {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        for (String dataset : results.datasets()) {
            LineChart chart = LineChart.powersOfTwo(
                    "The authors' results: " + dataset + ", best test accuracy of 600 epochs",
                    BATCH_AXIS,
                    ACCURACY_AXIS);
            for (String loss : results.losses()) {
                Map<Double, double[]> points = new LinkedHashMap<>();
                results.batches(dataset)
                        .forEach(batch -> points.put((double) batch, results.accuracies(loss, dataset, batch)));
                addMeans(chart, loss.replace('_', '-'), points);
            }
            charts.put("paper-" + dataset.toLowerCase(Locale.ROOT) + ".svg", chart);
        }
        return charts;
    }

    /** Accuracy along the question's axis, in two ways of reading. */
    static Map<String, LineChart> means(Findings findings) {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        if (findings.question().axis() == Question.Axis.NONE) {
            return charts;
        }
        for (Way way : List.of(Way.FOLDED, Way.RAW)) {
            LineChart chart = empty(
                    findings.question(),
                    findings.question().title() + ", thresholds " + (way == Way.RAW ? "not folded" : "folded"));
            findings.along(way).forEach((line, points) -> addMeans(chart, line, points));
            charts.put(findings.question().block() + "-" + way + ".svg", chart);
        }
        return charts;
    }

    private static LineChart empty(Question question, String title) {
        return switch (question.axis()) {
            case BATCH -> LineChart.powersOfTwo(title, BATCH_AXIS, ACCURACY_AXIS);
            case TAU -> LineChart.linear(title, "τ", ACCURACY_AXIS);
            case NOISE -> LineChart.linear(title, "wrong labels, %", ACCURACY_AXIS);
            case NONE -> throw new IllegalStateException("nothing is drawn");
        };
    }

    /** Means in per cent with their intervals. */
    private static void addMeans(LineChart chart, String name, Map<Double, double[]> shares) {
        TreeMap<Double, Double> means = new TreeMap<>();
        TreeMap<Double, Double> errors = new TreeMap<>();
        shares.forEach((x, values) -> {
            MeanInterval interval = MeanInterval.of(values);
            means.put(x, 100 * interval.mean());
            errors.put(x, 100 * interval.halfWidth());
        });
        chart.add(name, means, errors);
    }

    /** Test accuracy in the course of training, mean over the seeds: a chart for each condition. */
    static Map<String, LineChart> curves(Findings findings) {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        for (String condition : findings.conditions()) {
            LineChart chart =
                    LineChart.linear(findings.question().title() + ": " + condition, "minibatches", ACCURACY_AXIS);
            int colour = 0;
            for (String arm : findings.arms(condition)) {
                List<Findings.Line> runs = findings.lines(condition, arm);
                chart.add(arm + ", folded", curve(runs, Way.FOLDED), colour, false);
                chart.add(arm + ", raw", curve(runs, Way.RAW), colour, true);
                colour++;
            }
            String name = findings.question().block() + "-curves-" + condition.replaceAll("[^A-Za-z0-9]+", "");
            charts.put(name + ".svg", chart);
        }
        return charts;
    }

    private static SortedMap<Integer, Double> curve(List<Findings.Line> runs, Way way) {
        TreeMap<Integer, List<Double>> byStep = new TreeMap<>();
        for (Findings.Line line : runs) {
            for (Evaluation evaluation : line.run().evaluations()) {
                byStep.computeIfAbsent(evaluation.step(), step -> new ArrayList<>())
                        .add(100 * way.reading().applyAsDouble(evaluation.test()));
            }
        }
        TreeMap<Integer, Double> means = new TreeMap<>();
        byStep.forEach((step, values) -> means.put(
                step, values.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return means;
    }
}
