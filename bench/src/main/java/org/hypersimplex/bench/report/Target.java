package org.hypersimplex.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A target for the speed of a GPU, and what was measured.
 *
 * @param work what the target is about
 * @param bound the most that is allowed
 * @param measured the time, empty if it wasn't measured
 * @param remark what was measured
 */
record Target(String work, double bound, OptionalDouble measured, String remark) {
    /** As a row of a table. */
    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | ≤ %s | %s | %s | %s |%n",
                work,
                Reading.number(bound),
                Reading.of(measured).text(),
                Goal.verdict(measured, bound, false),
                remark);
    }
}
