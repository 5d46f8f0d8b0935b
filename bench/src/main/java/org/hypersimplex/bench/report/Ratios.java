package org.hypersimplex.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.bench.speed.Suite;
import org.hypersimplex.cli.report.Measured;

/** Ratios between results of one run. */
final class Ratios {
    /** A length far beyond the processor's caches, 2^24 scores, as the benchmarks' parameter n. */
    static final String TWO_TO_THE_24 = "16777216";

    private final List<Measured> results;

    Ratios(List<Measured> results) {
        this.results = results;
    }

    Optional<Measured> find(Predicate<Measured> wanted) {
        return results.stream().filter(wanted).findFirst();
    }

    OptionalDouble of(Predicate<Measured> above, Predicate<Measured> below) {
        Optional<Measured> a = find(above);
        Optional<Measured> b = find(below);
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.get().micros() / b.get().micros())
                : OptionalDouble.empty();
    }

    OptionalDouble copies(Predicate<Measured> work, String n) {
        return of(work, m -> m.work().equals("Limits.copy") && m.param("n").equals(n));
    }

    OptionalDouble micros(Predicate<Measured> work, int problems) {
        return find(work).map(m -> OptionalDouble.of(m.micros() / problems)).orElse(OptionalDouble.empty());
    }

    boolean isPeer(Measured m, String peer, String n) {
        return m.work().equals("Peers.project")
                && m.param("peer").equals(peer)
                && m.param("n").equals(n);
    }

    Predicate<Measured> width(int bits, String engine) {
        return m -> m.work().equals("Kernels.project")
                && m.bits() == bits
                && m.param("n").equals("8192")
                && m.param("engine").equals(engine);
    }

    private Stream<Measured> settings(String n) {
        return results.stream()
                .filter(m -> m.json().path("suite").asText().equals(Suite.SETTINGS.name()))
                .filter(m -> m.param("n").equals(n));
    }

    Target worst(String work, double bound, boolean adversarial) {
        Optional<Measured> slowest = settings(TWO_TO_THE_24)
                .filter(m -> Target.isAdversarial(m) == adversarial)
                .max(Comparator.comparingDouble(Measured::micros));
        OptionalDouble ratio = slowest.map(m -> copies(other -> other.equals(m), TWO_TO_THE_24))
                .orElse(OptionalDouble.empty());
        return new Target(
                work, bound, false, ratio, slowest.map(Ratios::setting).orElse(""));
    }

    Target worstOverNormal(String n, double bound) {
        Optional<Measured> slowest = settings(n).max(Comparator.comparingDouble(Measured::micros));
        OptionalDouble ratio = slowest.map(m -> of(other -> other.equals(m), PlainKernel.of("project", "n", n)))
                .orElse(OptionalDouble.empty());
        return new Target(
                "n = " + n + ", slowest of all scores, k and τ: times N(0, 1), k = n/2, τ = 1.5",
                bound,
                false,
                ratio,
                slowest.map(Ratios::setting).orElse(""));
    }

    /**
     * The most bytes that a call allocated. Only of calls shorter than a millisecond: JMH divides what the JVM itself
     * allocates in an iteration by the number of calls, which must be large for that to be negligible.
     */
    OptionalDouble maxBytesPerCall() {
        return results.stream()
                .filter(m -> m.work().startsWith("Kernels.") && m.bits() == 0 && m.micros() < 1000)
                .filter(m -> m.param("threads").equals("1"))
                .mapToDouble(Measured::bytes)
                .max();
    }

    Target huge() {
        Optional<Measured> run = find(m -> m.work().equals("Huge.projectInPlace"));
        return new Target(
                "n = 2^30 off the heap, in place: heap allowed, % of the data",
                5,
                false,
                run.map(m -> OptionalDouble.of(100.0 * Suite.HUGE_HEAP_MIB / ((m.n() * Float.BYTES) >> 20)))
                        .orElse(OptionalDouble.empty()),
                run.map(m -> String.format(
                                Locale.ROOT,
                                "%.1f s; the run fails if Σx is off by more than 1e-6 k",
                                m.micros() / 1e6))
                        .orElse(""));
    }

    private static String setting(Measured m) {
        return m.param("scores").toLowerCase(Locale.ROOT) + ", k = " + m.param("k") + ", τ = " + m.param("tau");
    }
}
