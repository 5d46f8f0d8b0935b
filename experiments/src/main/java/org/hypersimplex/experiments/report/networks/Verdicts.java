package org.hypersimplex.experiments.report.networks;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hypersimplex.experiments.plan.Way;
import org.hypersimplex.experiments.statistics.PairedTest;

/** Puts the outcome of tests into words that say no more than the tests do. */
final class Verdicts {
    private Verdicts() {}

    /** A sentence for each arm and way of reading. */
    static List<String> of(Findings findings) {
        List<String> sentences = new ArrayList<>();
        Set<String> arms = new LinkedHashSet<>();
        findings.tests().forEach(test -> arms.add(test.subject().arm()));
        for (String arm : arms) {
            for (Way way : List.of(Way.RAW, Way.FOLDED)) {
                List<PairedTest<Findings.Subject>> tests = findings.tests(arm, way);
                if (!tests.isEmpty()) {
                    sentences.add(sentence(findings.question(), arm, way, tests));
                }
            }
        }
        return sentences.isEmpty() ? List.of("Too few seeds ended to say anything.") : sentences;
    }

    private static String sentence(Question question, String arm, Way way, List<PairedTest<Findings.Subject>> tests) {
        DoubleSummaryStatistics points = tests.stream()
                .mapToDouble(test -> 100 * test.difference().mean())
                .summaryStatistics();
        long ahead = tests.stream().filter(test -> test.difference().mean() > 0).count();
        long surelyAhead = tests.stream().filter(PairedTest::isAhead).count();
        long surelyBehind = tests.stream().filter(PairedTest::isBehind).count();
        return String.format(
                Locale.ROOT,
                "%s, %s: **%s** against %s. Ahead in %d of %d comparisons, by %s points; "
                        + "significantly (Holm's p < .1) ahead in %d and behind in %d.",
                arm,
                way == Way.RAW ? "read by argmax" : "with thresholds folded",
                verdict(tests.size(), surelyAhead, surelyBehind),
                question.baseline(),
                ahead,
                tests.size(),
                range(points),
                surelyAhead,
                surelyBehind);
    }

    private static String range(DoubleSummaryStatistics points) {
        return points.getCount() == 1
                ? String.format(Locale.ROOT, "%+.2f", points.getMin())
                : String.format(Locale.ROOT, "%+.2f to %+.2f", points.getMin(), points.getMax());
    }

    private static String verdict(int tests, long ahead, long behind) {
        if (ahead == tests) {
            return "better";
        }
        if (behind == tests) {
            return "worse";
        }
        if (ahead > 0 && behind > 0) {
            return "better in some settings, worse in others";
        }
        if (ahead > 0) {
            return "better in some settings, no difference shown in the others";
        }
        return behind > 0 ? "worse in some settings, no difference shown in the others" : "no difference shown";
    }
}
