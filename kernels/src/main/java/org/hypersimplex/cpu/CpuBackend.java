package org.hypersimplex.cpu;

import org.hypersimplex.cpu.operation.Crew;
import org.hypersimplex.cpu.operation.DoubleKernels;
import org.hypersimplex.cpu.operation.FloatKernels;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendFacts;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.Parallelism;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;

/** The CPU with one engine, on one thread or several. */
public final class CpuBackend implements Backend {
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
     */
    public static CpuBackend shared() {
        return Shared.BACKEND;
    }

    @Override
    public BackendFacts facts() {
        return facts;
    }

    @Override
    public void project(ProjectionCall call) {
        if (call.scores().precision() == Precision.FLOAT) {
            floats.project(call);
        } else {
            doubles.project(call);
        }
    }

    @Override
    public void multiply(ProductCall call) {
        if (call.scores().precision() == Precision.FLOAT) {
            floats.multiply(call);
        } else {
            doubles.multiply(call);
        }
    }

    @Override
    public double loss(LossCall call) {
        return call.logits().precision() == Precision.FLOAT ? floats.loss(call) : doubles.loss(call);
    }

    @Override
    public void close() {
        crew.close();
    }
}
