package org.hypersimplex.cpu;

import org.hypersimplex.cpu.operation.Crew;
import org.hypersimplex.cpu.operation.DoubleKernels;
import org.hypersimplex.cpu.operation.FloatKernels;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendFacts;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.Parallelism;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;
import org.jspecify.annotations.Nullable;

/** The CPU with one engine, on one thread or several. */
public final class CpuBackend implements Backend {
    /** Stands for any thread of a pool. It is never started. */
    private static final Thread ANOTHER_THREAD = new Thread(() -> {}, "the pool's");

    private final BackendFacts facts;
    private final Crew crew;
    private final FloatKernels floats;
    private final DoubleKernels doubles;

    /**
     * A new backend.
     *
     * @param engine how to compute
     * @param parallelism how many threads, or whose pool
     */
    public CpuBackend(Engine engine, Parallelism parallelism) {
        this.crew = new Crew(parallelism);
        this.facts = facts(engine, crew.threads());
        this.floats = new FloatKernels(engine.floats(), crew);
        this.doubles = new DoubleKernels(engine.doubles(), crew);
    }

    private static BackendFacts facts(Engine engine, int threads) {
        String description =
                engine.name() + ": " + engine.description() + ", " + threads + (threads == 1 ? " thread" : " threads");
        return new BackendFacts(engine.name(), description, engine.vectorBits(), threads, false);
    }

    private static final class Shared {
        static final CpuBackend BACKEND = new CpuBackend(Engines.chosen(), Parallelism.serial());
    }

    /**
     * The default backend: the engine chosen at start, on the caller's thread.
     *
     * @return the same object every time
     * @throws org.hypersimplex.problem.InputException if the system property names no engine
     */
    public static CpuBackend shared() {
        // First, since an error in a static initialiser would be reported once and by another name ever after.
        Engines.chosen();
        return Shared.BACKEND;
    }

    @Override
    public BackendFacts facts() {
        return facts;
    }

    /** Checks, before anybody writes, that the crew's other threads can use what the caller's can. */
    private void requireShared(@Nullable Values values, String name) {
        if (crew.threads() > 1 && values != null) {
            values.requireAccessible(ANOTHER_THREAD, name);
        }
    }

    @Override
    public void project(ProjectionCall call) {
        requireShared(call.scores(), "scores");
        requireShared(call.x(), "x");
        if (isForFloats(call.scores(), call.tau())) {
            floats.project(call);
        } else {
            doubles.project(call);
        }
    }

    @Override
    public void multiply(ProductCall call) {
        requireShared(call.scores(), "scores");
        requireShared(call.direction(), "upstream");
        requireShared(call.product(), "gradient");
        if (isForFloats(call.scores(), call.tau())) {
            floats.multiply(call);
        } else {
            doubles.multiply(call);
        }
    }

    @Override
    public double loss(LossCall call) {
        requireShared(call.logits(), "logits");
        requireShared(call.targets().matrix(), "targets");
        requireShared(call.targets().weights(), "weights");
        requireShared(call.gradient(), "gradient");
        return isForFloats(call.logits(), call.tau()) ? floats.loss(call) : doubles.loss(call);
    }

    /** Whether floats have the range for a call. Temperatures that float can't work with are given to the doubles. */
    private static boolean isForFloats(Values scores, double tau) {
        return scores.precision() == Precision.FLOAT && Precision.FLOAT.usableTemperature(tau) == tau;
    }

    @Override
    public void close() {
        crew.close();
    }
}
