package org.hypersimplex.cpu;

import org.hypersimplex.Backend;
import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Parallelism;
import org.hypersimplex.Precision;
import org.hypersimplex.Reduction;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/** The CPU with one engine, on one thread or several. */
public final class CpuBackend implements Backend {
    private final Engine engine;
    private final Crew crew;
    private final FloatKernels floats;
    private final DoubleKernels doubles;

    /**
     * A backend with kernels of its own.
     *
     * @param engine how to compute
     * @param parallelism how many threads, or whose pool
     */
    public CpuBackend(Engine engine, Parallelism parallelism) {
        this.engine = engine;
        this.crew = new Crew(parallelism);
        this.floats = new FloatKernels(engine.floats(), crew);
        this.doubles = new DoubleKernels(engine.doubles(), crew);
    }

    private static final class Shared {
        static final CpuBackend BACKEND = new CpuBackend(Engines.chosen(), Parallelism.serial());
    }

    /**
     * The backend that everyone gets who doesn't ask for another: the engine chosen at start, on the caller's thread.
     *
     * @return the same object every time
     */
    public static CpuBackend shared() {
        return Shared.BACKEND;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String description() {
        int threads = crew.threads();
        return engine.name() + ": " + engine.description() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void project(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm) {
        if (scores.precision() == Precision.FLOAT) {
            floats.project(batch, scores, k, tau, x, thresholds, warm);
        } else {
            doubles.project(batch, scores, k, tau, x, thresholds, warm);
        }
    }

    @Override
    public void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
        if (scores.precision() == Precision.FLOAT) {
            floats.multiply(batch, scores, thresholds, tau, direction, product);
        } else {
            doubles.multiply(batch, scores, thresholds, tau, direction, product);
        }
    }

    @Override
    public double loss(
            Batch batch,
            Values logits,
            Targets targets,
            KPolicy policy,
            double tau,
            Reduction reduction,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds,
            boolean warm) {
        return logits.precision() == Precision.FLOAT
                ? floats.loss(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds, warm)
                : doubles.loss(
                        batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds, warm);
    }

    @Override
    public void close() {
        crew.close();
    }
}
