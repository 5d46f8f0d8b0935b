package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
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
        StringBuilder text = new StringBuilder("""

                ### In five sentences

                Differences in points of test accuracy, means over the seeds; "significant" is Holm's p < .1.

                """);
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
        return List.of(
                sentence("", MAIN, Question.ANCHORED, Way.RAW),
                sentence("", MAIN, PAPER_LOSS, Way.RAW),
                sentence("", MAIN, Question.ANCHORED, Way.FOLDED),
                sentence("", MAIN, BRIER, Way.RAW),
                sentence("With a rare class and ", "imbalance", Question.ANCHORED, Way.RAW));
    }

    /** What the tests of an arm against the question's baseline say, no more. */
    private String sentence(String where, String block, String arm, Way way) {
        String read = where + (way == Way.RAW ? "read by argmax, " : "with thresholds folded, ") + arm;
        String said = findings.stream()
                .filter(found -> found.question().block().equals(block))
                .filter(found -> !found.tests(arm, way).isEmpty())
                .findFirst()
                .map(found -> " is "
                        + compared(found.tests(arm, way), found.question().baseline()))
                .orElse(": too few runs have ended to tell how it compares");
        return read.substring(0, 1).toUpperCase(Locale.ROOT) + read.substring(1) + said + ".";
    }

    private static String compared(List<PairedTest<Findings.Subject>> tests, String baseline) {
        List<String> parts = new ArrayList<>();
        for (PairedTest<Findings.Subject> test : tests) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%.2f points %s %s at %s (%s)",
                    Math.abs(100 * test.difference().mean()),
                    test.difference().mean() < 0 ? "behind" : "ahead of",
                    parts.isEmpty() ? baseline : "it",
                    test.subject().condition(),
                    test.isSignificant() ? "significant" : "may be chance"));
        }
        String last = parts.removeLast();
        return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    }
}
