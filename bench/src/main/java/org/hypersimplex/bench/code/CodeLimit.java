package org.hypersimplex.bench.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A bound on what {@link CodeRun} finds of PTX, with what it found.
 *
 * @param what is bounded, in words
 * @param isMost whether the bound is the most, else it is the least
 * @param bound that the code keeps today, so that a change for the worse is noticed
 * @param goal that it should keep one day
 * @param value found
 */
public record CodeLimit(String what, boolean isMost, double bound, double goal, double value) {
    /** Passes over the scores that a search takes, as normal scores need them with k = n/2 and τ = 1.5. */
    private static final int PASSES = 5;
    /** Loops that take fewer entries in a turn are for what is left over. */
    private static final int ENTRIES = 4;

    /** Whether the bound is kept. */
    public boolean isKept() {
        return isMost ? value <= bound : value >= bound;
    }

    /** Whether the goal is reached. */
    public boolean isReached() {
        return isMost ? value <= goal : value >= goal;
    }

    /**
     * All bounds.
     *
     * @param code what {@link CodeRun} found
     * @return in the order of a report
     */
    public static List<CodeLimit> all(JsonNode code) {
        JsonNode solve = kernel(work(code, Work.BATCH), "solve");
        JsonNode vector = work(code, Work.VECTOR);
        JsonNode pass = kernel(vector, "pass");
        JsonNode loss = kernel(work(code, Work.LOSS), "loss");
        return List.of(
                most(
                        "registers of a batch's search",
                        48,
                        48,
                        solve.path("registers").asInt()),
                most(
                        "bytes of a batch's search that don't fit them",
                        0,
                        0,
                        solve.path("spilledBytes").asInt()),
                least(
                        "workgroups of a batch's search on a multiprocessor",
                        5,
                        4,
                        solve.path("groups").asInt()),
                most("instructions for a score of a batch, in " + PASSES + " passes", 86, 90, instructions(solve)),
                most("times that a batch goes through memory", 2, 2, traversals(solve)),
                least("loads in flight, batch", 4, 4, inFlight(main(solve))),
                least("loads in flight, long vector", 4, 4, inFlight(main(pass))),
                least("loads in flight, loss", 8, 4, inFlight(widest(loss))),
                least("loads in flight, product", 8, 4, inFlight(widest(kernel(work(code, Work.PRODUCT), "multiply")))),
                most("64-bit operations for a score in a loop of the search", 0.25, 0.25, doubles(solve)),
                most("64-bit operations for an entry in a loop of the loss", 0.5, 1, entryDoubles(loss)),
                most("launches for a long vector", 8, 8, vector.path("launches").asInt()),
                most(
                        "host's µs for a long vector",
                        Double.POSITIVE_INFINITY,
                        300,
                        vector.path("micros").asDouble()));
    }

    private static CodeLimit most(String what, double bound, double goal, double value) {
        return new CodeLimit(what, true, bound, goal, value);
    }

    private static CodeLimit least(String what, double bound, double goal, double value) {
        return new CodeLimit(what, false, bound, goal, value);
    }

    private static JsonNode work(JsonNode code, Work work) {
        return named(code.path("works"), "work", work.name());
    }

    private static JsonNode kernel(JsonNode work, String name) {
        return named(work.path("kernels"), "kernel", name);
    }

    private static JsonNode named(JsonNode all, String field, String name) {
        for (JsonNode one : all) {
            if (one.path(field).asText().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("there is no " + field + " " + name + " among " + all.size());
    }

    private static Stream<JsonNode> loops(JsonNode kernel) {
        return StreamSupport.stream(kernel.path("loops").spliterator(), false);
    }

    private static int loads(JsonNode loop) {
        return loop.path("globalLoads").asInt() + loop.path("localLoads").asInt();
    }

    /** The loops that take several scores in a turn: reading them, searching, writing, whichever a kernel has. */
    private static Stream<JsonNode> main(JsonNode kernel) {
        return loops(kernel).filter(loop -> loads(loop) >= ENTRIES);
    }

    private static boolean isSearch(JsonNode loop) {
        return loop.path("globalLoads").asInt() == 0
                && loop.path("globalStores").asInt() == 0;
    }

    private static double instructions(JsonNode kernel) {
        return main(kernel)
                .mapToDouble(loop -> (isSearch(loop) ? PASSES : 1)
                        * loop.path("instructions").asDouble()
                        / loads(loop))
                .sum();
    }

    private static double traversals(JsonNode kernel) {
        return main(kernel)
                .mapToDouble(loop -> (loop.path("globalLoads").asDouble()
                                + loop.path("globalStores").asDouble())
                        / loads(loop))
                .sum();
    }

    private static double inFlight(Stream<JsonNode> loops) {
        return loops.mapToDouble(loop -> loop.path("inFlight").asDouble()).min().orElse(Double.NaN);
    }

    private static double doubles(JsonNode kernel) {
        return most(main(kernel), loop -> loop.path("doubles").asDouble() / loads(loop));
    }

    /** The loops that read most: where several entries are taken in a turn, those and not the ones for what is left over. */
    private static Stream<JsonNode> widest(JsonNode kernel) {
        int most = loops(kernel)
                .mapToInt(loop -> loop.path("globalLoads").asInt())
                .max()
                .orElse(0);
        return loops(kernel).filter(loop -> loop.path("globalLoads").asInt() == most);
    }

    /** Loops over entries read the score and something else of each. */
    private static double entryDoubles(JsonNode kernel) {
        return most(
                widest(kernel),
                loop -> 2
                        * loop.path("doubles").asDouble()
                        / loop.path("globalLoads").asDouble());
    }

    private static double most(Stream<JsonNode> loops, ToDoubleFunction<JsonNode> value) {
        return loops.mapToDouble(value).max().orElse(Double.NaN);
    }
}
