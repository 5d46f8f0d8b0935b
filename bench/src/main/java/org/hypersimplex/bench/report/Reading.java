package org.hypersimplex.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a run says about a goal.
 *
 * @param value the ratio or time; the worst if the goal is about several measurements; empty if nothing was measured
 * @param remark which measurement was the worst, or ""
 */
record Reading(OptionalDouble value, String remark) {
    static Reading of(OptionalDouble value) {
        return new Reading(value, "");
    }

    /** A number as it stands in tables. */
    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** The value for people, with its remark. */
    String text() {
        if (value.isEmpty()) {
            return "";
        }
        return number(value.getAsDouble()) + (remark.isEmpty() ? "" : " (" + remark + ")");
    }
}
