package org.hypersimplex.experiments.report.networks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hypersimplex.experiments.statistics.MeanInterval;
import org.hypersimplex.experiments.statistics.PairedDifference;

/** Numbers as the report prints them. */
final class Format {
    private Format() {}

    static double mean(double... values) {
        return MeanInterval.of(values).mean();
    }

    /** Shares as a mean in per cent. */
    static String percent(double... shares) {
        return String.format(Locale.ROOT, "%.2f", 100 * mean(shares));
    }

    static String points(PairedDifference difference) {
        return String.format(Locale.ROOT, "%+.2f ± %.2f", 100 * difference.mean(), 100 * difference.halfWidth());
    }

    static String lines(List<Findings.Line> lines) {
        return lines.stream().map(line -> Integer.toString(line.number())).collect(Collectors.joining(", "));
    }
}
