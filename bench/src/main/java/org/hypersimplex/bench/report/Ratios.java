package org.hypersimplex.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypersimplex.bench.speed.ScoreKind;
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

    OptionalDouble over(OptionalDouble above, OptionalDouble below) {
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    /** A copy of 2^24 numbers by so many threads. */
    Predicate<Measured> sharedCopy(int threads) {
        return m -> m.work().equals("SharedCopy.copy")
                && m.param("n").equals(TWO_TO_THE_24)
                && m.param("threads").equals(Integer.toString(threads));
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

    /**
     * The slowest of all settings of this length, in copies.
     *
     * @param usual whether only of usual scores, not of those that are made to be hard
     */
    Reading worst(String n, boolean usual) {
        return settings(n)
                .filter(m -> !usual || !ScoreKind.valueOf(m.param("scores")).adversarial())
                .max(Comparator.comparingDouble(Measured::micros))
                .map(m -> new Reading(copies(other -> other.equals(m), n), setting(m)))
                .orElse(Reading.of(OptionalDouble.empty()));
    }

    Predicate<Measured> cold(String calls, String engine) {
        return m -> m.work().equals("Cold.project")
                && m.param("calls").equals(calls)
                && m.param("engine").equals(engine);
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

    Reading huge() {
        return find(m -> m.work().equals("Huge.projectInPlace"))
                .map(m -> new Reading(
                        OptionalDouble.of(100.0 * Suite.HUGE_HEAP_MIB / ((m.n() * Float.BYTES) >> 20)),
                        String.format(
                                Locale.ROOT,
                                "%.1f s; the run fails if Σx is off by more than 1e-6 k",
                                m.micros() / 1e6)))
                .orElse(Reading.of(OptionalDouble.empty()));
    }

    private static String setting(Measured m) {
        return m.param("scores").toLowerCase(Locale.ROOT) + ", k = " + m.param("k") + ", τ = " + m.param("tau");
    }
}
