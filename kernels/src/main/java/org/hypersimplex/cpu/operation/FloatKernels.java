package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;

/**
 * All operations on floats with one engine and one crew; keeps their objects for reuse, so that calls allocate nothing
 * that grows with the batch.
 */
public final class FloatKernels {
    private final Pool<FloatProjection> projections;
    private final Pool<FloatProduct> products;
    private final Pool<FloatLoss> losses;

    public FloatKernels(FloatPasses passes, Crew crew) {
        int keep = crew.threads() + 2;
        Pool<FloatWorkspace> spaces = new Pool<>(keep, FloatWorkspace::new);
        projections = new Pool<>(keep, () -> new FloatProjection(passes, crew, spaces));
        products = new Pool<>(keep, () -> new FloatProduct(passes, crew, spaces));
        losses = new Pool<>(keep, () -> new FloatLoss(passes, crew, spaces));
    }

    public void project(ProjectionCall call) {
        FloatProjection projection = projections.take();
        try {
            projection.run(call);
        } finally {
            projection.end();
            projections.give(projection);
        }
    }

    public void multiply(ProductCall call) {
        FloatProduct product = products.take();
        try {
            product.run(call);
        } finally {
            product.end();
            products.give(product);
        }
    }

    public double loss(LossCall call) {
        FloatLoss loss = losses.take();
        try {
            return loss.run(call);
        } finally {
            loss.end();
            losses.give(loss);
        }
    }
}
