package org.hypersimplex;

/** The checks that don't need to look at the scores. Each names the value that is wrong. */
final class Checks {
    private Checks() {}

    static double tau(double tau) {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tau must be positive and finite, was " + tau);
        }
        return tau;
    }

    static double[] k(double... k) {
        if (k.length == 0) {
            throw new IllegalArgumentException("k needs at least one number");
        }
        for (int p = 0; p < k.length; p++) {
            if (!(k[p] >= 0 && k[p] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("k" + (k.length == 1 ? "" : " of problem " + p)
                        + " must be finite and at least 0, was " + k[p]);
            }
        }
        return k;
    }

    static void kFits(double[] k, Batch batch) {
        if (k.length != 1 && k.length != batch.count()) {
            throw new IllegalArgumentException(k.length + " values of k for " + batch.count() + " problems");
        }
        for (int p = 0; p < batch.count(); p++) {
            double mass = k[k.length == 1 ? 0 : p];
            if (mass > batch.length(p)) {
                throw new IllegalArgumentException(
                        "k of problem " + p + " must be in [0, " + batch.length(p) + "], was " + mass);
            }
        }
    }

    static void fits(Batch batch, Values values, String name) {
        if (batch.extent() > values.size()) {
            throw new IllegalArgumentException(
                    name + " has " + values.size() + " numbers, the batch reaches " + batch.extent() + ": " + batch);
        }
    }

    static void shape(Batch scores, Batch other, String name) {
        if (!scores.sameShape(other)) {
            throw new IllegalArgumentException("the " + name + "' batch is " + other + ", the scores' is " + scores);
        }
    }

    static void writable(Batch batch, Values values, Values scores, String name) {
        fits(batch, values, name);
        if (values.precision() != scores.precision()) {
            throw new IllegalArgumentException(name + " is " + values.precision() + ", the scores are "
                    + scores.precision() + "; both must have the same type");
        }
        if (batch.problemStride() == 0 && batch.count() > 1) {
            throw new IllegalArgumentException(name + " can't be written to: all problems share the same entries");
        }
    }

    static void thresholds(Batch batch, double[] thresholds) {
        if (thresholds.length < batch.count()) {
            throw new IllegalArgumentException(thresholds.length + " thresholds for " + batch.count() + " problems");
        }
    }
}
