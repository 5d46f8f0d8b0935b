package org.hypersimplex.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.cli.report.Measured;

/**
 * A target for the speed of the kernels, for one thread and floats where nothing else is said.
 *
 * @param work what it is about
 * @param wide the bound for vectors of 512 bits
 * @param narrow the bound for narrower ones
 * @param isLowerBound whether the reading should be at least the bound; otherwise at most
 * @param reading finds it among the results of a run
 */
record Goal(String work, double wide, double narrow, boolean isLowerBound, Function<Ratios, Reading> reading) {
    private static final String TWO_TO_THE_20 = "1048576";
    private static final String TWO_TO_THE_24 = Ratios.TWO_TO_THE_24;
    private static final String ROW_MAJOR = "row-major";

    static List<Goal> all() {
        return Stream.of(single(), matrices(), shortProblems(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Goal> single() {
        Predicate<Measured> plain = PlainKernel.of("project");
        return List.of(
                atMost("n = 8192, τ = 1.5, k = n/2: copies", 3.5, 7, r -> r.copies(plain, "8192")),
                atMost(
                        "n = 2^20: copies",
                        2.3,
                        4,
                        r -> r.copies(PlainKernel.of("project", "n", TWO_TO_THE_20), TWO_TO_THE_20)),
                worst("n = 2^24, normal and tied scores, every k and τ: copies", 2.2, 2.4, TWO_TO_THE_24, true),
                worst("n = 2^24, slowest of all scores, k and τ: copies", 4, 4, TWO_TO_THE_24, false),
                worst("n = 8192, slowest of all scores, k and τ: copies", 14, 25, "8192", false),
                atMost(
                        "one score in a thousand masked by −1e30: times without",
                        1.3,
                        1.3,
                        r -> r.of(PlainKernel.of("project", "scores", "MASKED"), plain)),
                atLeast(
                        "n = 8192: times as fast as sort + PAV in float",
                        80,
                        r -> r.of(m -> r.isPeer(m, "SORT_PAV_FLOAT", "8192"), plain)));
    }

    private static List<Goal> matrices() {
        Predicate<Measured> loss = PlainKernel.of("loss", "columns", "10", "layout", ROW_MAJOR);
        Predicate<Measured> project = PlainKernel.of("project", "columns", "10", "layout", ROW_MAJOR);
        return List.of(
                atMost(
                        "8192×10 row-major: times ten contiguous columns",
                        1.1,
                        1.1,
                        r -> r.of(project, PlainKernel.of("project", "columns", "10"))),
                atMost("loss + gradient, 8192×10 row-major: times the projection", 1.6, 1.6, r -> r.of(loss, project)),
                atMost("loss + gradient, 8192×10 row-major: copies", 6.5, 6.5, r -> r.copies(loss, "81920")),
                atMost("loss + gradient, 1024×10 row-major: µs", 7, 7, r -> r.micros(small("1024"), 1)),
                atMost("loss + gradient, 128×10 row-major: µs", 1.7, 1.7, r -> r.micros(small("128"), 1)));
    }

    private static Predicate<Measured> small(String n) {
        return PlainKernel.of("loss", "n", n, "columns", "10", "layout", ROW_MAJOR);
    }

    private static List<Goal> shortProblems() {
        return List.of(
                atMost(
                        "1,024 rows of 128: µs a problem",
                        0.06,
                        0.06,
                        r -> r.micros(PlainKernel.of("project", "n", "128", "columns", "1024"), 1024)),
                atMost(
                        "1,024 columns of 128, row-major: µs a problem",
                        0.06,
                        0.06,
                        r -> r.micros(
                                PlainKernel.of("project", "n", "128", "columns", "1024", "layout", ROW_MAJOR), 1024)),
                atMost(
                        "4,096 rows of 64, k = 8: µs a problem",
                        0.06,
                        0.06,
                        r -> r.micros(PlainKernel.of("project", "n", "64", "columns", "4096", "k", "8"), 4096)));
    }

    private static List<Goal> others() {
        return Stream.concat(
                        Stream.of(
                                new Goal(
                                        "allocation in the steady state: B per call",
                                        1,
                                        1,
                                        false,
                                        r -> Reading.of(r.maxBytesPerCall())),
                                atLeast(
                                        "two threads, n = 2^24: times one",
                                        1.8,
                                        r -> r.of(
                                                PlainKernel.of("project", "n", TWO_TO_THE_24, "threads", "1"),
                                                PlainKernel.of("project", "n", TWO_TO_THE_24, "threads", "2"))),
                                atLeast(
                                        "two threads, 64 columns of 8192: times one",
                                        1.8,
                                        r -> r.of(
                                                PlainKernel.of("project", "columns", "64"),
                                                PlainKernel.of("project", "columns", "64", "threads", "2"))),
                                atLeast(
                                        "two threads, n = 2^24: gain over that of a copy",
                                        1,
                                        r -> r.over(
                                                r.of(
                                                        PlainKernel.of("project", "n", TWO_TO_THE_24, "threads", "1"),
                                                        PlainKernel.of("project", "n", TWO_TO_THE_24, "threads", "2")),
                                                r.of(r.sharedCopy(1), r.sharedCopy(2)))),
                                atMost(
                                        "first call of a JVM, engine gradual, n = 2^20: times the scalar engine's",
                                        1,
                                        1,
                                        r -> r.of(r.cold("1", "gradual"), r.cold("1", "scalar"))),
                                atMost(
                                        "first 100 calls of a JVM, engine gradual, n = 8192: ms",
                                        400,
                                        400,
                                        r -> r.micros(r.cold("100", "gradual"), 1000)),
                                new Goal(
                                        "n = 2^30 off the heap, in place: heap allowed, % of the data",
                                        5, 5, false, Ratios::huge)),
                        Stream.of(128, 256, 512)
                                .map(bits -> atMost(
                                        "vectors of " + bits + " bits, n = 8192: times the scalar engine",
                                        1,
                                        1,
                                        r -> r.of(r.width(bits, "vector"), r.width(bits, "scalar")))))
                .toList();
    }

    private static Goal atMost(String work, double wide, double narrow, Function<Ratios, OptionalDouble> ratio) {
        return new Goal(work, wide, narrow, false, r -> Reading.of(ratio.apply(r)));
    }

    private static Goal atLeast(String work, double bound, Function<Ratios, OptionalDouble> ratio) {
        return new Goal(work, bound, bound, true, r -> Reading.of(ratio.apply(r)));
    }

    private static Goal worst(String work, double wide, double narrow, String n, boolean usual) {
        return new Goal(work, wide, narrow, false, r -> r.worst(n, usual));
    }

    /** The bound for people. */
    String bound(boolean isWide) {
        return (isLowerBound ? "≥ " : "≤ ") + Reading.number(isWide ? wide : narrow);
    }

    /** Whether a run reaches it, for people. */
    String verdict(Reading reading, boolean isWide) {
        return verdict(reading.value(), isWide ? wide : narrow, isLowerBound);
    }

    static String verdict(OptionalDouble value, double bound, boolean isLowerBound) {
        if (value.isEmpty()) {
            return "not measured";
        }
        boolean isMet = isLowerBound ? value.getAsDouble() >= bound : value.getAsDouble() <= bound;
        return isMet ? "met" : "**not met**";
    }
}
