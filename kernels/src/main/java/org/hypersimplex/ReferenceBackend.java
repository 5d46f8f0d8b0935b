package org.hypersimplex;

import org.jspecify.annotations.Nullable;

/**
 * The definition spelled out: every problem is copied to doubles, projected by {@link PavProjection}, and the loss is
 * computed from x term by term. Slow and simple on purpose; what the engines are compared with.
 */
final class ReferenceBackend implements Backend {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "reference: sort and pool adjacent violators, in double";
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
        PavProjection[] projections = new PavProjection[batch.count()];
        for (int p = 0; p < batch.count(); p++) {
            projections[p] = PavProjection.of(read(batch, scores, p), k[k.length == 1 ? 0 : p], tau, p);
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
    public void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
        for (int p = 0; p < batch.count(); p++) {
            double[] y = read(batch, scores, p);
            double[] x = thresholds == null ? y : clip(y, thresholds[p], tau);
            write(batch, product, p, multiply(x, read(batch, direction, p), 1 / tau));
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
        PavProjection[] projections = new PavProjection[batch.count()];
        double[][] residuals = new double[batch.count()][];
        double squares = 0;
        long entries = 0;
        for (int p = 0; p < batch.count(); p++) {
            double[] y = read(batch, logits, p);
            double[] w = weights(batch, targets, p);
            double[] t = targets(batch, targets, w, p);
            double positives = 0;
            long n = 0;
            for (int i = 0; i < y.length; i++) {
                positives += t[i];
                if (w[i] > 0) {
                    n++;
                } else {
                    y[i] = Double.NEGATIVE_INFINITY;
                }
            }
            projections[p] = PavProjection.of(y, policy.k(p, n, positives), tau, p);
            double[] r = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                double residual = projections[p].x()[i] - t[i];
                squares += w[i] * residual * residual;
                r[i] = w[i] * residual;
            }
            residuals[p] = r;
            entries += n;
        }
        for (int p = 0; p < batch.count(); p++) {
            if (gradient != null) {
                double[] g = multiply(projections[p].x(), residuals[p], reduction.slope(entries) / tau);
                write(gradientBatch, gradient, p, g);
            }
            if (thresholds != null) {
                thresholds[p] = projections[p].threshold();
            }
        }
        return reduction.value(squares, entries);
    }

    /** (scale)(I_A − 1_A 1_Aᵀ/|A|) v, with A the entries strictly between 0 and 1. */
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

    private static double[] weights(Batch batch, Targets targets, int problem) {
        double[] w = new double[Math.toIntExact(batch.length(problem))];
        java.util.Arrays.fill(w, 1);
        Values weights = targets.weights();
        if (weights != null) {
            Batch layout = targets.weightLayout(batch);
            for (int i = 0; i < w.length; i++) {
                w[i] = weights.get(layout.start(problem) + i * layout.entryStride());
                Numbers.requireWeight(w[i], problem, i);
            }
        }
        return w;
    }

    private static double[] targets(Batch batch, Targets targets, double[] w, int problem) {
        double[] t = new double[w.length];
        int[] ids = targets.classIds();
        Values matrix = targets.matrix();
        Batch layout = targets.layout(batch);
        for (int i = 0; i < t.length; i++) {
            if (w[i] == 0) {
                continue;
            }
            if (ids != null) {
                Numbers.requireClass(ids[i], batch.count(), i);
                t[i] = ids[i] == problem ? 1 : 0;
            } else if (matrix != null) {
                t[i] = matrix.get(layout.start(problem) + i * layout.entryStride());
                Numbers.requireTarget(t[i], problem, i);
            }
        }
        return t;
    }

    private static double[] read(Batch batch, Values values, int problem) {
        double[] copy = new double[Math.toIntExact(batch.length(problem))];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(batch.start(problem) + i * batch.entryStride());
        }
        return copy;
    }

    private static void write(Batch batch, Values values, int problem, double[] numbers) {
        for (int i = 0; i < batch.slot(problem); i++) {
            values.set(batch.start(problem) + i * batch.entryStride(), i < numbers.length ? numbers[i] : 0);
        }
    }
}
