package org.hypersimplex.experiments.report.networks;

import java.util.Locale;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.PValue;
import org.hypersimplex.experiments.statistics.PairedTest;

/** The part of the report about one question: accuracies, with the lines of the records they come from, and tests. */
final class FindingsSection {
    private final Findings findings;

    FindingsSection(Findings findings) {
        this.findings = findings;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("\n### ").append(findings.question().title()).append("\n\n");
        text.append(findings.question().remark()).append("\n\n");
        accuracies(text);
        tests(text);
        return text.toString();
    }

    private void accuracies(StringBuilder text) {
        text.append("""
            Test accuracy in per cent, mean over the seeds, at the epoch that validation chose; "best" is the paper's
            statistic, the best test accuracy of all looks. Seconds are those of machines that other work shared: they
            compare nothing.

            | | | learning rate | raw | folded | tracked | best raw | best folded | seconds | lines |
            |---|---|--:|--:|--:|--:|--:|--:|--:|---|
            """);
        for (String condition : findings.conditions()) {
            for (String arm : findings.arms(condition)) {
                text.append("| ").append(condition).append(" | ").append(arm);
                text.append(String.format(
                        Locale.ROOT,
                        " | %s",
                        rate(findings.lines(condition, arm).get(0).run())));
                for (Way way : Way.values()) {
                    text.append(" | ").append(percent(condition, arm, way, false));
                }
                text.append(" | ").append(percent(condition, arm, Way.RAW, true));
                text.append(" | ").append(percent(condition, arm, Way.FOLDED, true));
                text.append(String.format(
                        Locale.ROOT, " | %.0f", Format.mean(findings.values(condition, arm, RunResult::seconds))));
                text.append(" | ")
                        .append(Format.lines(findings.lines(condition, arm)))
                        .append(" |\n");
            }
        }
    }

    private String percent(String condition, String arm, Way way, boolean best) {
        return Format.percent(
                findings.values(condition, arm, run -> best ? run.bestTest(way.reading()) : run.test(way.reading())));
    }

    private static String rate(RunResult run) {
        return String.format(Locale.ROOT, "%.0e", run.config().learningRate());
    }

    private void tests(StringBuilder text) {
        if (findings.tests().isEmpty()) {
            text.append("\nToo few seeds ended to test anything.\n");
            return;
        }
        text.append(String.format(Locale.ROOT, """

            Paired differences to %s in points, with 90 %% intervals; two-sided p, and Holm's correction of it for all
            tests of the same arm in this table.

            | | | read | pairs | difference | t | p | Holm's p |
            |---|---|---|--:|--:|--:|--:|--:|
            """, findings.question().baseline()));
        for (PairedTest<Findings.Subject> test : findings.tests()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %s | %.2f | %s | %s%s |%n",
                    test.subject().condition(),
                    test.subject().arm(),
                    test.subject().way().toString(),
                    test.difference().pairs(),
                    Format.points(test.difference()),
                    test.difference().t(),
                    PValue.text(test.difference().p()),
                    PValue.text(test.holm()),
                    test.isSignificant() ? " *" : ""));
        }
    }
}
