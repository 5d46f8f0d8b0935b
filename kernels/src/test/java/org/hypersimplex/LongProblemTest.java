package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.hypersimplex.cpu.search.Sampled;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/**
 * Problems that don't fit the caches, of 2²¹ scores and more, which are sampled and then reduced in one reading: what
 * is bad in them is found wherever it stands, and a sample that misleads changes nothing.
 */
@Tag("long")
class LongProblemTest {
    /** Nothing is left over from chunks and vectors, a little is, and much is. */
    private static final int[] LENGTHS = {1 << 21, (1 << 21) + 5, (1 << 21) + (1 << 13) + 63};

    private static final double BEFORE = 7.5;
    private static final double INF = Double.POSITIVE_INFINITY;

    /** Scores that are floats in either precision. */
    private static double[] normal(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            // Nearly normal, and quickly made.
            y[i] = (float) (random.nextDouble(-1, 1) + random.nextDouble(-1, 1) + random.nextDouble(-1, 1));
        }
        return y;
    }

    /** Half of the scores at each kink of the solution for k = n/2 and τ = 1: a sample's bracket leaves all open. */
    private static double[] kinks(int n) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = i & 1;
        }
        return y;
    }

    /** Scores and outputs in arrays or in memory off the heap, on some number of threads. */
    private record Place(EngineCase engine, Backend backend, Values y, Values x, String what) {
        static Place of(EngineCase engine, Backend backend, Arena arena, boolean segment, double[] scores) {
            int n = scores.length;
            Values y = segment ? engine.room(arena, n) : engine.values(new double[n]);
            Values x = segment ? engine.room(arena, n) : engine.values(new double[n]);
            for (int i = 0; i < n; i++) {
                y.set(i, scores[i]);
                x.set(i, BEFORE);
            }
            return new Place(engine, backend, y, x, n + (segment ? " scores in a segment, " : " scores in an array, "));
        }

        void project(double k, double tau, double guess, double[] thresholds) {
            SoftBinaryArgmax top = SoftBinaryArgmax.of(k, tau).on(backend);
            if (Double.isNaN(guess)) {
                top.project(Batch.one(y.size()), y, x, thresholds);
            } else {
                top.projectFrom(new double[] {guess}, Batch.one(y.size()), y, x, thresholds);
            }
        }

        void refuses(int at, double k, double tau, double guess) {
            double good = y.get(at);
            y.set(at, Double.NaN);
            double[] thresholds = {BEFORE};
            assertThatIllegalArgumentException()
                    .as(
                            "%sNaN at %d, guess %s, %s",
                            what, at, guess, backend.facts().description())
                    .isThrownBy(() -> project(k, tau, guess, thresholds))
                    .withMessageContainingAll("NaN", "entry " + at + " of problem 0");
            y.set(at, good);
            if (thresholds[0] != BEFORE) {
                throw new AssertionError(what + "the threshold was written");
            }
        }

        void untouched() {
            for (long i = 0; i < x.size(); i++) {
                if (x.get(i) != BEFORE) {
                    throw new AssertionError(what + "x[" + i + "] was written: " + x.get(i));
                }
            }
        }

        void solves(String which, double k, double tau, double guess) {
            project(k, tau, guess, new double[1]);
            boolean floats = engine.precision() == Precision.FLOAT;
            Kkt.check(
                    what + which + ", guess " + guess + ", " + backend.facts().description(),
                    y.size(),
                    y::get,
                    x::get,
                    k,
                    tau,
                    floats ? 5e-7 : 1e-13,
                    (floats ? 1e-6 : 1e-12) * Math.max(1, k));
        }
    }

    /** First, second, middle and last; ends of chunks and vectors; the tail; and one that a sample meets. */
    private static int[] places(int n) {
        int tail = n - n % 64;
        int drawn = Sampled.of(n).nextSetBit(n / 3);
        return new int[] {0, 1, n / 2, (1 << 14) - 1, 1 << 14, Math.min(tail, n - 2), n - 1, drawn};
    }

    private static void skip(EngineCase engine) {
        Assumptions.assumeTrue(
                LENGTHS[0] <= engine.longest() && !engine.isDevice(), "not an engine of the CPU that is fast");
    }

    @EveryEngine
    void aNaNIsFoundWhereverItStandsInALongProblem(EngineCase engine) {
        skip(engine);
        try (Backend three = engine.backend(Parallelism.threads(3))) {
            for (int length = 0; length < LENGTHS.length; length++) {
                try (Arena arena = Arena.ofShared()) {
                    int n = LENGTHS[length];
                    double[] normal = normal(n);
                    List<Place> usual = new ArrayList<>(List.of(
                            Place.of(engine, engine.backend(), arena, false, normal),
                            Place.of(engine, three, arena, true, normal)));
                    List<Place> stuck = new ArrayList<>();
                    if (length == 1) {
                        usual.add(Place.of(engine, engine.backend(), arena, true, normal));
                        usual.add(Place.of(engine, three, arena, false, normal));
                        stuck.add(Place.of(engine, engine.backend(), arena, false, kinks(n)));
                        stuck.add(Place.of(engine, three, arena, true, kinks(n)));
                    }
                    int[] places = places(n);
                    for (int p = 0; p < places.length; p++) {
                        for (int u = 0; u < usual.size(); u++) {
                            // Each length has its guesses where the one before it has none.
                            double guess = (p + u + length) % 2 == 0 ? Double.NaN : 0.6;
                            usual.get(u).refuses(places[p], n / 10.0, 0.5, guess);
                        }
                        for (int u = 0; u < stuck.size(); u++) {
                            // The bracket leaves too much open for one reading to be enough.
                            stuck.get(u).refuses(places[p], n >> 1, 1, (p + u) % 2 == 0 ? Double.NaN : 0);
                        }
                    }
                    usual.forEach(Place::untouched);
                    stuck.forEach(Place::untouched);
                }
            }
        }
    }

    @EveryEngine
    void infiniteScoresAreMaskedAndForcedInALongProblem(EngineCase engine) {
        skip(engine);
        int n = LENGTHS[1];
        double[] normal = normal(n);
        try (Backend three = engine.backend(Parallelism.threads(3));
                Arena arena = Arena.ofShared()) {
            Place[] alone = {
                Place.of(engine, engine.backend(), arena, false, normal), Place.of(engine, three, arena, true, normal)
            };
            Place[] together = {
                Place.of(engine, engine.backend(), arena, true, normal), Place.of(engine, three, arena, false, normal)
            };
            int[] places = places(n);
            for (int p = 0; p < places.length; p++) {
                for (int sign = 0; sign < 2; sign++) {
                    double infinite = sign == 0 ? -INF : INF;
                    double guess = (p + sign) % 2 == 0 ? 0.6 : Double.NaN;
                    Place one = alone[p / 2 % 2];
                    double good = one.y.get(places[p]);
                    one.y.set(places[p], infinite);
                    one.solves(infinite + " at " + places[p], n / 10.0, 0.5, guess);
                    one.y.set(places[p], good);
                }
                // One more infinite score than before.
                for (Place some : together) {
                    some.y.set(places[p], p % 2 == 0 ? -INF : INF);
                }
                together[p % 2].solves("infinite up to place " + p, n / 10.0, 0.5, p % 4 < 2 ? 0.6 : Double.NaN);
            }
        }
    }

    @EveryEngine
    void theFiniteScoresOfALongProblemAreProjectedAlone(EngineCase engine) {
        skip(engine);
        int n = LENGTHS[2];
        double[] y = normal(n);
        for (int i = 0; i < n; i += 7) {
            y[i] = i % 2 == 0 ? INF : -INF;
        }
        long forced = Arrays.stream(y).filter(v -> v == INF).count();
        double k = forced + 100_000.25;
        try (Arena arena = Arena.ofShared()) {
            Place.of(engine, engine.backend(), arena, true, y).solves("a seventh infinite", k, 0.5, Double.NaN);
        }
    }

    /** Projects scores that differ between those that are sampled and the others. */
    private static void misled(
            EngineCase engine,
            Backend backend,
            String what,
            BitSet drawn,
            int n,
            double k,
            double tau,
            IntToDoubleFunction sampled,
            IntToDoubleFunction others) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = (float) (drawn.get(i) ? sampled : others).applyAsDouble(i);
        }
        try (Arena arena = Arena.ofShared()) {
            Place place = Place.of(engine, backend, arena, false, y);
            place.solves(what + ", k=" + k + ", tau=" + tau, k, tau, Double.NaN);
        }
    }

    @EveryEngine
    @Tag("width")
    void aSampleThatMisleadsChangesNothing(EngineCase engine) {
        skip(engine);
        try (Backend three = engine.backend(Parallelism.threads(3))) {
            for (int n : new int[] {5000, 1 << 16}) {
                for (double tau : new double[] {1e-4, 0.01, 1, 30}) {
                    misled(engine, three, n, tau, 1, 0.3 * n, n - 1.5);
                }
            }
        }
    }

    @EveryEngine
    void aSampleThatMisleadsChangesNothingInALongProblem(EngineCase engine) {
        skip(engine);
        try (Backend three = engine.backend(Parallelism.threads(3))) {
            for (double tau : new double[] {0.01, 1}) {
                misled(engine, three, LENGTHS[1], tau, 0.3 * LENGTHS[1]);
            }
        }
    }

    private static void misled(EngineCase engine, Backend three, int n, double tau, double... masses) {
        double[] noise = normal(n);
        BitSet drawn = Sampled.of(n);
        for (double k : masses) {
            Backend backend = tau < 1 ? engine.backend() : three;
            misled(engine, backend, "low sample", drawn, n, k, tau, i -> noise[i] - 9, i -> noise[i]);
            misled(engine, backend, "high sample", drawn, n, k, tau, i -> noise[i] + 9, i -> noise[i]);
        }
        misled(engine, three, "slightly low", drawn, n, n / 2.0, tau, i -> noise[i] - 0.5, i -> noise[i]);
        misled(engine, three, "slightly high", drawn, n, n / 2.0, tau, i -> noise[i] + 0.5, i -> noise[i]);
        misled(engine, three, "unseen ties", drawn, n, n / 3.0, tau, i -> noise[i], i -> 0.75);
        misled(engine, three, "ties that are only seen", drawn, n, n / 3.0, tau, i -> 0.75, i -> noise[i]);
        misled(engine, three, "unseen steps", drawn, n, n / 3.0, tau, i -> noise[i], i -> 3 * (i % 5));
    }
}
