package org.hypersimplex.cpu;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hypersimplex.cpu.pass.ScalarDoublePasses;
import org.hypersimplex.cpu.pass.ScalarFloatPasses;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;

/** Chooses the engine, once per JVM, and logs a warning if it has to fall back to the scalar one. */
public final class Engines {
    /** The system property that forces the choice: auto, vector, gradual or scalar. */
    public static final String PROPERTY = "hypersimplex.engine";

    private static final Set<String> NAMES = Set.of("vector", "gradual", "scalar");

    private Engines() {}

    private static @Nullable Engine chosen;

    /**
     * The engine chosen at start: what the system property says, else the vector engine where the JVM compiles it well,
     * else the scalar one. Nothing is decided, or logged, before the first call.
     *
     * @return the engine
     * @throws InputException if the system property names no engine, every time
     * @throws UnsupportedOperationException if it names one that can't run here, every time
     */
    public static synchronized Engine chosen() {
        Engine known = chosen;
        if (known == null) {
            known = choose();
            chosen = known;
        }
        return known;
    }

    /**
     * The engine of that name.
     *
     * @param name vector, gradual (the same in plain Java until it is compiled) or scalar
     * @return the engine
     * @throws UnsupportedOperationException if the vector engine can't run here; the message says what to do
     */
    public static Engine named(String name) {
        if (name.equals("scalar")) {
            return scalar("asked for");
        }
        Optional<String> missing = VectorSupport.missing();
        if (missing.isPresent()) {
            throw new UnsupportedOperationException("no vector engine: " + missing.get());
        }
        return name.equals("gradual") ? VectorEngine.gradual("asked for") : VectorEngine.engine("asked for");
    }

    private static Engine choose() {
        return choose(
                System.getProperty(PROPERTY, "auto"), VectorSupport::obstacle, System.getLogger("org.hypersimplex"));
    }

    static Engine choose(String wish, Supplier<Optional<String>> obstacles, Logger logger) {
        if (NAMES.contains(wish)) {
            return named(wish);
        }
        if (!wish.equals("auto")) {
            throw new InputException(
                    "system property " + PROPERTY + " must be auto, vector, gradual or scalar, was " + wish);
        }
        Optional<String> obstacle = obstacles.get();
        if (obstacle.isPresent()) {
            logger.log(Level.WARNING, "Projections use the scalar engine: {0}.", obstacle.get());
            return scalar(obstacle.get());
        }
        return VectorEngine.engine("chosen at start");
    }

    private static Engine scalar(String why) {
        return new Engine(
                "scalar", "plain Java (" + why + ")", 0, ScalarFloatPasses.INSTANCE, ScalarDoublePasses.INSTANCE);
    }
}
