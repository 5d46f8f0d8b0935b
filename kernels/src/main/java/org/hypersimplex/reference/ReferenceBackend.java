package org.hypersimplex.reference;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendFacts;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;

/**
 * Computes by the definitions: every problem is copied to doubles and projected by {@link PavProjection}, and the loss
 * is computed from x term by term. Slow and simple on purpose; tests compare the engines with it. Stateless and
 * thread-safe.
 */
public final class ReferenceBackend implements Backend {
    private static final BackendFacts FACTS =
            new BackendFacts("reference", "reference: sort and pool adjacent violators, in double", 0, 1, false);

    /** Makes a backend. It holds nothing, so one is enough. */
    public ReferenceBackend() {}

    @Override
    public BackendFacts facts() {
        return FACTS;
    }

    @Override
    public void project(ProjectionCall call) {
        requireSingle(call.workers());
        Batch batch = call.batch();
        Values x = call.x();
        double[] thresholds = call.thresholds();
        PavProjection[] projections = new PavProjection[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            double[] y = read(batch, call.scores(), p);
            projections[p] = PavProjection.of(y, call.k().at(p), call.tau(), p);
        }
        for (int p = 0; p < batch.count(); p++) {
            if (x != null) {
                write(batch, x, p, projections[p].x());
            }
            if (thresholds != null) {
                thresholds[p] = projections[p].threshold();
            }
        }
    }

    @Override
    public void multiply(ProductCall call) {
        Batch batch = call.batch();
        double[] thresholds = call.thresholds();
        double[][] products = new double[batch.count()][];
        for (int p = 0; p < batch.count(); p++) {
            double[] y = read(batch, call.scores(), p);
            double[] x = thresholds == null
                    ? y
                    : call.isCoarse(p)
                            ? PavProjection.of(y, call.k().at(p), call.tau(), p).x()
                            : clip(y, thresholds[p], call.tau());
            products[p] = multiply(x, read(batch, call.direction(), p), 1 / usable(call.tau()));
        }
        for (int p = 0; p < batch.count(); p++) {
            write(batch, call.product(), p, products[p]);
        }
    }

    @Override
    public double loss(LossCall call) {
        requireSingle(call.workers());
        Batch batch = call.batch();
        PavProjection[] projections = new PavProjection[batch.count()];
        double[][] residuals = new double[batch.count()][];
        double[][] anchored = new double[batch.count()][];
        double squares = 0;
        double anchor = 0;
        long entries = 0;
        for (int p = 0; p < batch.count(); p++) {
            double[] y = read(batch, call.logits(), p);
            double[] w = new double[y.length];
            double[] t = new double[y.length];
            double positives = 0;
            long n = 0;
            for (int i = 0; i < y.length; i++) {
                w[i] = call.targets().weight(batch, p, i);
                if (w[i] > 0) {
                    t[i] = call.targets().target(batch, p, i);
                    positives += t[i];
                    n++;
                } else {
                    y[i] = Double.NEGATIVE_INFINITY;
                }
            }
            projections[p] = PavProjection.of(y, call.policy().k(p, n, positives), call.tau(), p);
            double[] r = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                double residual = projections[p].x()[i] - t[i];
                squares += w[i] * residual * residual;
                r[i] = w[i] * residual;
            }
            residuals[p] = r;
            entries += n;
            double[] slope = call.anchor() == 0 ? null : ThresholdSlope.of(y, projections[p].x());
            anchored[p] = new double[y.length];
            if (slope != null) {
                double weight = call.anchor() / batch.count();
                double height = projections[p].threshold() / usable(call.tau());
                anchor += weight * height * height;
                for (int i = 0; i < slope.length; i++) {
                    anchored[p][i] = call.gradientScale() * 2 * weight * height / usable(call.tau()) * slope[i];
                }
            }
        }
        write(
                call,
                projections,
                residuals,
                call.gradientScale() * call.reduction().slope(entries) / usable(call.tau()),
                anchored);
        return call.reduction().value(squares, entries) + anchor;
    }

    private static void write(
            LossCall call, PavProjection[] projections, double[][] residuals, double scale, double[][] anchored) {
        Values gradient = call.gradient();
        double[] thresholds = call.thresholds();
        for (int p = 0; p < projections.length; p++) {
            if (gradient != null) {
                double[] sum = multiply(projections[p].x(), residuals[p], scale);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += anchored[p][i];
                }
                write(call.gradientBatch(), gradient, p, sum);
            }
            if (thresholds != null) {
                thresholds[p] = projections[p].threshold();
            }
        }
    }

    /** The temperature, or the least whose inverse is a number: 0 times that must be 0 and not NaN. */
    private static double usable(double tau) {
        return Precision.DOUBLE.usableTemperature(tau);
    }

    private static void requireSingle(AllReduce workers) {
        if (!workers.isSingle()) {
            throw new UnsupportedOperationException("the reference backend computes for one process alone");
        }
    }

    /** scale · (I_A − 1_A 1_Aᵀ/|A|) v, with A the entries with 0 &lt; x &lt; 1. */
    private static double[] multiply(double[] x, double[] v, double scale) {
        double sum = 0;
        int active = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && x[i] < 1) {
                sum += v[i];
                active++;
            }
        }
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && x[i] < 1) {
                product[i] = scale * (v[i] - sum / active);
            }
        }
        return product;
    }

    private static double[] clip(double[] y, double threshold, double tau) {
        double[] x = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            x[i] = Math.min(1, Math.max(0, (y[i] - threshold) / tau));
        }
        return x;
    }

    private static double[] read(Batch batch, Values values, int problem) {
        double[] copy = new double[Math.toIntExact(batch.length(problem))];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(batch.address(problem, i));
        }
        return copy;
    }

    private static void write(Batch batch, Values values, int problem, double[] numbers) {
        for (int i = 0; i < batch.slot(problem); i++) {
            values.set(batch.address(problem, i), i < numbers.length ? numbers[i] : 0);
        }
    }
}
