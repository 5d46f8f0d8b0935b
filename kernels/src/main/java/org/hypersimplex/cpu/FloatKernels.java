package org.hypersimplex.cpu;

import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Reduction;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/** All operations on floats with one engine and one crew; keeps their objects for reuse, so that calls allocate nothing. */
final class FloatKernels {
    private final Pool<FloatProjection> projections;
    private final Pool<FloatProduct> products;
    private final Pool<FloatLoss> losses;

    FloatKernels(FloatPasses passes, Crew crew) {
        int keep = crew.threads() + 2;
        Pool<FloatWorkspace> spaces = new Pool<>(keep, FloatWorkspace::new);
        projections = new Pool<>(keep, () -> new FloatProjection(passes, crew, spaces));
        products = new Pool<>(keep, () -> new FloatProduct(passes, crew, spaces));
        losses = new Pool<>(keep, () -> new FloatLoss(passes, crew, spaces));
    }

    void project(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm) {
        FloatProjection projection = projections.take();
        try {
            projection.run(batch, scores, k, tau, x, thresholds, warm);
        } finally {
            projections.give(projection);
        }
    }

    void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
        FloatProduct operation = products.take();
        try {
            operation.run(batch, scores, thresholds, tau, direction, product);
        } finally {
            products.give(operation);
        }
    }

    double loss(
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
        FloatLoss loss = losses.take();
        try {
            return loss.run(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds, warm);
        } finally {
            losses.give(loss);
        }
    }
}
