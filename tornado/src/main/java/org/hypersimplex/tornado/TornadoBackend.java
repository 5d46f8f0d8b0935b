package org.hypersimplex.tornado;

import org.hypersimplex.Backend;
import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Precision;
import org.hypersimplex.Reduction;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/** A device that TornadoVM drives, as a backend. Callers may share it; their calls take turns. */
final class TornadoBackend implements Backend {
    private final Device device;
    private final Launches launches = new Launches();
    private final FloatOperations floats;
    private final DoubleOperations doubles;
    private boolean closed;

    TornadoBackend(Device device) {
        this.device = device;
        this.floats = new FloatOperations(device, launches);
        this.doubles = new DoubleOperations(device, launches);
    }

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public String description() {
        return "gpu: " + device.description();
    }

    @Override
    public synchronized void project(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm) {
        requireOpen();
        if (scores.precision() == Precision.FLOAT) {
            floats.project(batch, scores, k, tau, x, thresholds);
        } else {
            doubles.project(batch, scores, k, tau, x, thresholds);
        }
    }

    @Override
    public synchronized void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
        requireOpen();
        if (scores.precision() == Precision.FLOAT) {
            floats.multiply(batch, scores, thresholds, tau, direction, product);
        } else {
            doubles.multiply(batch, scores, thresholds, tau, direction, product);
        }
    }

    @Override
    public synchronized double loss(
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
        requireOpen();
        return logits.precision() == Precision.FLOAT
                ? floats.loss(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds)
                : doubles.loss(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this gpu backend is closed");
        }
    }

    /** How many shapes' kernels and buffers are kept. */
    synchronized int kept() {
        return launches.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        launches.close();
    }
}
