package org.hypersimplex.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.bench.speed.ScoreKind;
import org.hypersimplex.cli.report.Measured;

/**
 * A target for the speed of the kernels, and what was measured.
 *
 * @param work what the target is about
 * @param bound the bound on the ratio
 * @param isLowerBound whether the ratio should be at least the bound; otherwise at most
 * @param measured the ratio measured; the worst of them if the target is about several measurements
 * @param remark which measurement was the worst, or ""
 */
record Target(String work, double bound, boolean isLowerBound, OptionalDouble measured, String remark) {
    private static final String TWO_TO_THE_20 = "1048576";
    private static final String TWO_TO_THE_24 = Ratios.TWO_TO_THE_24;
    private static final String ROW_MAJOR = "row-major";

    /** All targets, for an AVX-512 machine and one thread where nothing else is said. */
    static List<Target> all(List<Measured> results) {
        Ratios ratios = new Ratios(results);
        Predicate<Measured> plain = PlainKernel.of("project");
        return Stream.of(
                        Stream.of(
                                atMost("n = 8192, τ = 1.5: copies", 7, ratios.copies(plain, "8192")),
                                atLeast(
                                        "n = 8192: times as fast as sort + PAV in float",
                                        80,
                                        ratios.of(m -> ratios.isPeer(m, "SORT_PAV_FLOAT", "8192"), plain)),
                                atMost(
                                        "n = 2^20: copies",
                                        2.6,
                                        ratios.copies(PlainKernel.of("project", "n", TWO_TO_THE_20), TWO_TO_THE_20)),
                                ratios.worst("n = 2^24, normal and tied scores, every k and τ: copies", 2.2, false),
                                ratios.worst("n = 2^24, adversarial scores, every k and τ: copies", 5, true),
                                atMost(
                                        "8192×10 row-major: times ten contiguous columns",
                                        1.5,
                                        ratios.of(
                                                PlainKernel.of("project", "columns", "10", "layout", ROW_MAJOR),
                                                PlainKernel.of("project", "columns", "10"))),
                                atMost(
                                        "loss + gradient, 8192×10 row-major: times the projection",
                                        1.6,
                                        ratios.of(
                                                PlainKernel.of("loss", "columns", "10", "layout", ROW_MAJOR),
                                                PlainKernel.of("project", "columns", "10", "layout", ROW_MAJOR))),
                                atMost(
                                        "n = 128 in a batch: µs a problem",
                                        0.15,
                                        ratios.micros(PlainKernel.of("project", "n", "128", "columns", "1024"), 1024)),
                                ratios.worstOverNormal("8192", 4),
                                ratios.worstOverNormal(TWO_TO_THE_24, 4),
                                new Target(
                                        "allocation in the steady state: B per call",
                                        1,
                                        false,
                                        ratios.maxBytesPerCall(),
                                        "JMH spreads what the JVM itself allocates over the calls of an iteration")),
                        Stream.of(
                                atLeast(
                                        "two threads, n = 2^24: times one",
                                        1.7,
                                        ratios.of(
                                                PlainKernel.of("project", "n", TWO_TO_THE_24),
                                                PlainKernel.of("project", "n", TWO_TO_THE_24, "threads", "2"))),
                                atLeast(
                                        "two threads, 64 columns of 8192: times one",
                                        1.7,
                                        ratios.of(
                                                PlainKernel.of("project", "columns", "64"),
                                                PlainKernel.of("project", "columns", "64", "threads", "2"))),
                                ratios.huge()),
                        Stream.of(128, 256, 512)
                                .map(bits -> atMost(
                                        "vectors of " + bits + " bits, n = 8192: times the scalar engine",
                                        1,
                                        ratios.of(ratios.width(bits, "vector"), ratios.width(bits, "scalar")))))
                .flatMap(s -> s)
                .toList();
    }

    private static Target atMost(String work, double bound, OptionalDouble measured) {
        return new Target(work, bound, false, measured, "");
    }

    private static Target atLeast(String work, double bound, OptionalDouble measured) {
        return new Target(work, bound, true, measured, "");
    }

    /** As a row of a table. */
    String markdown() {
        String verdict = "not measured";
        if (measured.isPresent()) {
            double value = measured.getAsDouble();
            verdict = (isLowerBound ? value >= bound : value <= bound) ? "met" : "**not met**";
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s | %s | %s |%n",
                work,
                isLowerBound ? "≥" : "≤",
                number(bound),
                measured.isPresent() ? number(measured.getAsDouble()) : "",
                verdict,
                remark);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    static boolean isAdversarial(Measured m) {
        return ScoreKind.valueOf(m.param("scores")).adversarial();
    }
}
