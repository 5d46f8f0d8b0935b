package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.PairedTest;

/**
 * What a plan with an anchored loss comes to, at the head of its part: sentences that follow from the tests, the main
 * figure beside that of the paper, and a box of what differs from the paper.
 */
final class Summary {
    private static final String MAIN = "main";
    private static final String PAPER_LOSS = "hypersimplex, k = half";
    private static final String BRIER = "mse";

    private final List<Findings> findings;
    private final List<RunResult> runs;

    /**
     * A summary.
     *
     * @param findings of the plan
     * @param runs all of the plan's
     */
    Summary(List<Findings> findings, List<RunResult> runs) {
        this.findings = findings;
        this.runs = runs;
    }

    /** Whether the plan's main question was asked of the anchored loss. */
    boolean isPossible() {
        return findings.stream()
                .filter(found -> found.question().block().equals(MAIN))
                .anyMatch(found -> found.conditions().stream()
                        .anyMatch(condition -> found.arms(condition).contains(Question.ANCHORED)));
    }

    /**
     * The summary's text.
     *
     * @param charts of the main figure and the paper's, seen from the report, by their captions
     */
    String markdown(Map<String, String> charts) {
        StringBuilder text = new StringBuilder("\n### In five sentences\n\n");
        int number = 1;
        for (String sentence : sentences()) {
            text.append(number++).append(". ").append(sentence).append('\n');
        }
        charts.forEach((caption, chart) ->
                text.append("\n![").append(caption).append("](").append(chart).append(")\n"));
        text.append("\n> **What differs from the paper**\n>\n");
        new Protocol(runs).markdown().lines().forEach(line -> text.append("> ")
                .append(line)
                .append('\n'));
        return text.toString();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence("Over all batch sizes", MAIN, Question.ANCHORED, Way.RAW));
        sentences.add(sentence("Over all batch sizes", MAIN, PAPER_LOSS, Way.RAW));
        sentences.add(sentence("Over all batch sizes", MAIN, Question.ANCHORED, Way.FOLDED));
        sentences.add(sentence("Over all batch sizes", MAIN, BRIER, Way.RAW));
        sentences.add(sentence("With a rare class", "imbalance", Question.ANCHORED, Way.RAW));
        return sentences;
    }

    /** What the tests of an arm against the question's baseline say, no more. */
    private String sentence(String where, String block, String arm, Way way) {
        String read = arm + (way == Way.RAW ? ", read by argmax," : ", with thresholds folded,");
        for (Findings found : findings) {
            List<PairedTest<Findings.Subject>> tests = found.tests().stream()
                    .filter(test ->
                            test.subject().arm().equals(arm) && test.subject().way() == way)
                    .toList();
            if (found.question().block().equals(block) && !tests.isEmpty()) {
                return String.format(
                        Locale.ROOT,
                        "%s %s %s.",
                        where,
                        read,
                        compared(tests, found.question().baseline()));
            }
        }
        return where + " too few runs have ended to tell how " + read + " compares.";
    }

    private static String compared(List<PairedTest<Findings.Subject>> tests, String baseline) {
        DoubleSummaryStatistics points = tests.stream()
                .mapToDouble(test -> 100 * test.difference().mean())
                .summaryStatistics();
        return String.format(
                Locale.ROOT,
                "has %+.2f points of accuracy against %s in the mean, from %+.2f to %+.2f, and is significantly ahead in %d "
                        + "and behind in %d of %d comparisons",
                points.getAverage(),
                baseline,
                points.getMin(),
                points.getMax(),
                tests.stream().filter(PairedTest::isAhead).count(),
                tests.stream().filter(PairedTest::isBehind).count(),
                tests.size());
    }
}
